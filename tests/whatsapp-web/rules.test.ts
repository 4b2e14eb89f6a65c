import { describe, expect, it } from 'vitest';
import { chromiumArguments, findChromium } from '../../channels/whatsapp-web/chromium.ts';
import { failureOf } from '../../channels/whatsapp-web/failure.ts';
import { personId, personOf } from '../../channels/whatsapp-web/person.ts';
import { createReceipts } from '../../channels/whatsapp-web/receipts.ts';
import { readSettings } from '../../channels/whatsapp-web/settings.ts';

describe('people', () => {
  it.each([
    ['8613911112222@c.us', '8613911112222@c.us'],
    ['8613911112222:17@s.whatsapp.net', '8613911112222@c.us'],
    ['99900011122233@lid', '99900011122233@lid'],
    ['120363041234567890@g.us', undefined],
    ['status@broadcast', undefined],
    ['0@c.us', undefined],
    ['120363144038483540@newsletter', undefined],
    ['', undefined],
  ])('%s is %s', (id, is) => expect(personId(id)).toBe(is));

  it('go by the number as soon as it is known', () => {
    expect(personOf('99900011122233@lid', { pn: '8613911112222@c.us', lid: '99900011122233@lid' })).toEqual({
      user: '8613911112222@c.us',
      aliases: ['99900011122233@lid'],
      phone: '+8613911112222',
    });
  });
});

describe('receipts', () => {
  it('keep the maximum, whatever the order', () => {
    const { isNews, note } = createReceipts();
    const told = [1, 3, 2, 3, 4, -1].filter((ack) => {
      const news = isNews('m', ack);
      if (news) note('m', ack);
      return news;
    });
    expect(told).toEqual([1, 3]);
  });

  it('a failure after the server took it is news, and a delivery after that too', () => {
    const { isNews, note } = createReceipts();
    note('m', 1);
    expect(isNews('m', -1)).toBe(true);
    note('m', -1);
    expect([isNews('m', -1), isNews('m', 1), isNews('m', 2), isNews('other', 1), isNews('m', 0)]).toEqual([false, false, true, true, false]);
  });
});

describe('the browser', () => {
  it('is the one that was given, or one in a usual place; else it says what to install', () => {
    expect(findChromium('/opt/c', (path) => path === '/opt/c')).toEqual({ ok: true, path: '/opt/c' });
    expect(findChromium('/opt/c', () => false)).toEqual({ ok: false, problem: 'CHROMIUM_PATH: there is no file /opt/c' });
    expect(findChromium(undefined, (path) => path === '/usr/bin/google-chrome', 'linux')).toEqual({ ok: true, path: '/usr/bin/google-chrome' });
    expect(findChromium(undefined, () => false, 'linux')).toMatchObject({ ok: false, problem: expect.stringContaining('apt install chromium') });
  });

  it('goes without its sandbox for root only', () => {
    expect(chromiumArguments(true)).toContain('--no-sandbox');
    expect(chromiumArguments(false)).not.toContain('--no-sandbox');
  });
});

describe('settings', () => {
  it('take 1 and nothing else', () => {
    expect(readSettings({ web: '1', chromiumPath: '' })).toEqual({ ok: true, settings: {} });
    for (const web of ['0', 'true', 'yes'])
      expect(readSettings({ web })).toMatchObject({ ok: false, problem: expect.stringContaining('WHATSAPP_WEB: write 1') });
    expect(readSettings({}).ok).toBe(false);
  });
});

describe('failures', () => {
  it.each([
    ['Evaluation failed: Error: No LID for user', 'unreachable', true],
    ['wid error: invalid wid', 'unreachable', true],
    ['media-fault: sendToChat filehash undefined', 'media_unavailable', true],
    ['Protocol error (Runtime.callFunctionOn): Target closed', 'timeout', undefined],
    ['Execution context was destroyed, most likely because of a navigation.', 'timeout', undefined],
    ['something else', 'provider', undefined],
  ] as const)('%s is %s', (text, code, notTaken) => {
    const failure = failureOf(new Error(text));
    expect([failure.code, failure.notTaken]).toEqual([code, notTaken]);
    expect(failureOf(text).code).toBe(code);
  });
});
