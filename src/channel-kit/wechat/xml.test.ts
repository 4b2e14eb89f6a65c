import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildXml, readXml, xmlLimit } from './xml.ts';

describe('reading', () => {
  it('keeps numbers as texts, and what stands in CDATA as it is', () => {
    expect(readXml('<xml><MsgId>23456789012345678901</MsgId><Zip>007</Zip><Content><![CDATA[a <b> &amp; <!DOCTYPE x> 你好]]></Content></xml>')).toEqual({
      ok: true,
      value: { MsgId: '23456789012345678901', Zip: '007', Content: 'a <b> &amp; <!DOCTYPE x> 你好' },
    });
  });

  it('gives children as objects and repeated elements as a list', () => {
    expect(readXml('<xml>\n <Info><A>1</A></Info>\n <List><item>1</item><item>2</item></List> <Empty></Empty></xml>')).toEqual({
      ok: true,
      value: { Info: { A: '1' }, List: { item: ['1', '2'] }, Empty: '' },
    });
  });

  it.each([
    ['a document type', '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><C>&a;</C></xml>', 'forbidden'],
    ['an entity', '<xml><!ENTITY a "aaaa"><C>&a;</C></xml>', 'forbidden'],
    ['another root', '<html><C>1</C></html>', 'malformed'],
    ['a root without children', '<xml>text</xml>', 'malformed'],
    ['what is not closed', '<xml><C>1</xml>', 'malformed'],
    ['JSON', '{"xml":{}}', 'malformed'],
    ['nothing', '', 'malformed'],
    ['too much', `<xml><C>${'字'.repeat(xmlLimit / 3)}</C></xml>`, 'too_large'],
    ['a nest without end', '<a>'.repeat(60_000), 'malformed'],
  ])('refuses %s', (_what, text, reason) => {
    expect(readXml(text)).toEqual({ ok: false, reason });
  });

  it.each(['<![CDATA[', '<!--', '<! ', '<?a ', ' a="', ']]', '<a>'])('gives up soon on %s without end', (piece) => {
    const most = 4 * xmlLimit;
    const { user } = process.cpuUsage();
    expect(readXml(`<xml>${piece.repeat(Math.floor((most - 5) / piece.length))}`, most).ok).toBe(false);
    // A way through that begins anew at each piece takes ten times as long.
    expect((process.cpuUsage().user - user) / 1000).toBeLessThan(1500);
  });

  it('never throws and leaves no trace in prototypes', () => {
    readXml('<xml><__proto__><polluted>1</polluted></__proto__><constructor><prototype><polluted>1</polluted></prototype></constructor></xml>');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom('<xml>', '</xml>', '<a>', '</a>', '<![CDATA[', ']]>', '<!', '?>', '&lt;', 'x', '"', '<a b="')).map((all) => all.join('')),
        ),
        (text) => {
          expect(typeof readXml(text).ok).toBe('boolean');
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('building', () => {
  it('makes the reply of the documentation', () => {
    expect(buildXml({ ToUserName: 'a', CreateTime: 12345678, Image: { MediaId: 'm' }, Articles: { item: [{ Title: 't1' }, { Title: 't2' }] } })).toBe(
      '<xml><ToUserName><![CDATA[a]]></ToUserName><CreateTime>12345678</CreateTime><Image><MediaId><![CDATA[m]]></MediaId></Image>' +
        '<Articles><item><Title><![CDATA[t1]]></Title></item><item><Title><![CDATA[t2]]></Title></item></Articles></xml>',
    );
  });

  it('no text escapes from its CDATA', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(']', ']]', '>', ']]>', '<![CDATA[', '</C>', '&amp;', '你', 'x')).map((all) => all.join('')),
        (text) => {
          expect(readXml(buildXml({ C: text, D: 'after' }))).toEqual({ ok: true, value: { C: text, D: 'after' } });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('drops what XML cannot hold', () => {
    expect(buildXml({ C: 'a\u0000b\u001fc\ud800d\n' })).toBe('<xml><C><![CDATA[abc\uFFFDd\n]]></C></xml>');
  });
});
