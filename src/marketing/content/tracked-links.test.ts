import { describe, expect, it } from 'vitest';
import { linksOf, linkToken, withShortLinks } from './tracked-links.ts';

const base = 'https://shop.example';

describe('links of a content', () => {
  it.each<[string, unknown, string[]]>([
    ['a text', { text: 'See https://a.example/x.' }, ['https://a.example/x']],
    ['Chinese punctuation', { text: '点这里：https://a.example/x。谢谢' }, ['https://a.example/x']],
    ['brackets', { text: '(https://a.example/x)' }, ['https://a.example/x']],
    [
      'the same one twice has one number',
      { text: { zh: 'https://a.example/', en: 'https://a.example/ https://b.example/' } },
      ['https://a.example/', 'https://b.example/'],
    ],
    ['a button', { buttons: [{ label: 'Look', link: 'https://c.example/' }] }, ['https://c.example/']],
    ['a picture is none', { image: 'https://a.example/p.jpg' }, []],
    ['one that a variable completes is none', { text: 'https://a.example/?u={{ name }}' }, []],
    ['one inside of braces is none', { text: '{{ "https://a.example/" }}' }, []],
    ['not the web', { text: 'javascript:alert(1) ftp://a.example' }, []],
  ])('%s', (_, content, urls) => expect(linksOf(content)).toEqual(urls));

  it('replaces its links and no others', () => {
    const parts = withShortLinks(
      [
        { type: 'text', text: 'Hi https://evil.example/, see https://a.example/x.' },
        { type: 'link', url: 'https://a.example/x', title: 'Look' },
        { type: 'product', card: { title: 'Tea', link: 'https://b.example/tea' } },
      ],
      ['https://a.example/x', 'https://b.example/tea'],
      base,
      'tokentokentokent',
    );
    expect(parts).toEqual([
      { type: 'text', text: 'Hi https://evil.example/, see https://shop.example/l/tokentokentokent/0.' },
      { type: 'link', url: 'https://shop.example/l/tokentokentokent/0', title: 'Look' },
      { type: 'product', card: { title: 'Tea', link: 'https://shop.example/l/tokentokentokent/1' } },
    ]);
  });

  it('makes a token of a secret and the recipient', () => {
    const secret = new Uint8Array(32).fill(1);
    expect(linkToken(secret, 'b:1:a')).toMatch(/^[\w-]{16}$/);
    expect(linkToken(secret, 'b:1:a')).toBe(linkToken(secret, 'b:1:a'));
    expect(linkToken(secret, 'b:1:b')).not.toBe(linkToken(secret, 'b:1:a'));
  });
});
