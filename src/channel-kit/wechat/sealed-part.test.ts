import { describe, expect, it } from 'vitest';
import { sealedPart } from './sealed-part.ts';

const sealed = 'AbCd+/09==';
const element = `<Encrypt><![CDATA[${sealed}]]></Encrypt>`;

describe('what is sealed', () => {
  it.each([
    ['CDATA', `<xml>${element}</xml>`],
    ['bare', `<xml><Encrypt>${sealed}</Encrypt></xml>`],
    ['blanks around bare', `<xml><Encrypt>\n  ${sealed}\n</Encrypt></xml>`],
    ['blanks around CDATA', `<xml><Encrypt> \r\n<![CDATA[${sealed}]]>\t</Encrypt></xml>`],
    ['blanks inside CDATA', `<xml><Encrypt><![CDATA[ ${sealed}\n]]></Encrypt></xml>`],
    ['first', `<xml>${element}<ToUserName><![CDATA[w]]></ToUserName></xml>`],
    ['last', `<xml><ToUserName><![CDATA[w]]></ToUserName><AgentID><![CDATA[]]></AgentID>${element}</xml>`],
    ['a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n<xml>${element}</xml>`],
    ['a byte order mark', `\uFEFF<xml>${element}</xml>`],
    ['lines', `<xml>\n <ToUserName><![CDATA[w]]></ToUserName>\n ${element}\n</xml>\n`],
    ['words of a customer', `<xml><Content><![CDATA[<Encrypt>evil</Encrypt>]]></Content>${element}</xml>`],
    ['words with an open tag', `<xml><Content><![CDATA[<Encrypt>]]></Content>${element}</xml>`],
    ['words with a closing tag', `<xml><Content><![CDATA[</Encrypt>]]></Content>${element}</xml>`],
    ['split CDATA in words', `<xml><Content><![CDATA[a]]]]><![CDATA[><Encrypt>x</Encrypt>]]></Content>${element}</xml>`],
    ['Han in front', `<xml><Content><![CDATA[${'你好'.repeat(2_000)}]]></Content>${element}</xml>`],
    ['words after it', `<xml>${element}<Content><![CDATA[<Encrypt>evil</Encrypt>]]></Content></xml>`],
    ['twice: the first', `<xml>${element}<Encrypt>evil</Encrypt></xml>`],
    ['a root by another name', `<msg>${element}</msg>`],
    ['no end of the root', `<xml>${element}`],
    ['junk in front', `\u0000<<<>>>&&&${element}`],
  ])('%s is found', (_name, body) => {
    expect(sealedPart(Buffer.from(body))).toBe(sealed);
  });

  it.each([
    ['nothing', ''],
    ['no element', '<xml><Content>a</Content></xml>'],
    ['empty', '<xml><Encrypt></Encrypt></xml>'],
    ['empty CDATA', '<xml><Encrypt><![CDATA[]]></Encrypt></xml>'],
    ['closed itself', '<xml><Encrypt/></xml>'],
    ['never closed', `<xml><Encrypt>${sealed}</xml>`],
    ['CDATA never closed', `<xml><Encrypt><![CDATA[${sealed}</Encrypt></xml>`],
    ['a section in front never closed', `<xml><Content><![CDATA[a${element.replaceAll(']]>', '')}</xml>`],
    ['two sections', `<xml><Encrypt><![CDATA[Ab]]><![CDATA[Cd]]></Encrypt></xml>`],
    ['text and section', `<xml><Encrypt>Ab<![CDATA[Cd]]></Encrypt></xml>`],
    ['section and text', `<xml><Encrypt><![CDATA[Cd]]>Ab</Encrypt></xml>`],
    ['an element inside', '<xml><Encrypt><a>AbCd</a></Encrypt></xml>'],
    ['an entity', '<xml><Encrypt>AbCd&#43;</Encrypt></xml>'],
    ['lines within', '<xml><Encrypt>AbCd\nEfGh</Encrypt></xml>'],
    ['no base64', '<xml><Encrypt>你好</Encrypt></xml>'],
    ['too much padding', '<xml><Encrypt>AbCd===</Encrypt></xml>'],
    ['another case', `<xml><encrypt>${sealed}</encrypt></xml>`],
    ['an attribute', `<xml><Encrypt a="1">${sealed}</Encrypt></xml>`],
    ['a prefix', `<xml><x:Encrypt>${sealed}</x:Encrypt></xml>`],
    ['in a section only', `<xml><Content><![CDATA[<Encrypt>${sealed}</Encrypt>]]></Content></xml>`],
  ])('%s is none', (_name, body) => {
    expect(sealedPart(Buffer.from(body))).toBeUndefined();
  });

  it.each(['<![CDATA[', '<Encrypt>', '</Encrypt>', '<![CDATA[<Encrypt>]]>', '<Encrypt><![CDATA[', ']]>', '<![CDATA[]]>', '<'])(
    'takes time in proportion to %s',
    (piece) => {
      const timed = (bytes: number) => {
        const body = Buffer.from(piece.repeat(Math.ceil(bytes / piece.length)));
        const from = performance.now();
        sealedPart(body);
        return performance.now() - from;
      };
      timed(1_000);
      // A few ms; what grows with the square takes minutes.
      expect(timed(2_000_000)).toBeLessThan(5_000);
    },
  );
});
