/** Lines that nobody should write: seeded, so that a failure comes again. */
import type { Part } from '../../src/message.ts';

const pieces = [
  'see http://a:99999999/x',
  'https://example.com:8443这个',
  'http://',
  'https://[::1',
  'http://[fe80::1%25eth0]:0/',
  'https://例子.测试/路径',
  'http://xn--a/',
  'https://пример.рф:8080/ы?a=%E0%A4%A',
  'http://user:pa ss@host:port/',
  'HTTPS://EXAMPLE.COM',
  'http://%zz/',
  'http://1.2.3.4.5.6/',
  'http://999999999999999999999/',
  'https://a.b/c），后面',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '</div><script>alert(1)</script>',
  '{{ 7 | times: 6 }}',
  '<%= 7 %>${',
  '\ud800',
  '\udfff!',
  '\0',
  '\u202Eabc\u202C',
  '\u2066\u2069\u200b\u200d\ufeff',
  '\u2028',
  '\u2029',
  '\u0085',
  '\r\n\n\n',
  'data: x\n\nevent: typing',
  'שלום עליכם',
  'مرحبا ١٢٣',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Z̷̛̗͎͖̈́a̵l̶g̷o',
  '9'.repeat(400),
  '한국어',
  'constructor',
  '__proto__',
  '&lt;&amp;',
];
const addresses = [
  'http://a:99999999/x',
  'https://',
  'http://[',
  '//',
  'data:text/html,x',
  'http://b/%',
  '\0',
  'https://a b',
  'http://\ud800/',
  '/ok',
  'https://x.test/',
];

export interface OddText {
  text: string;
  parts: Part[];
  choices?: { token: string; label: string; image?: string }[];
}

/** A text with its number first, so that its place can be told. */
export function oddTexts(count: number, seed: number): OddText[] {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list: string[]): string => list[random(list.length)] ?? '';
  const odd = () => Array.from({ length: 1 + random(4) }, () => (random(60) ? pick(pieces) : 'w'.repeat(3_000))).join(pick(['', ' ', '，', '\n']));
  return Array.from({ length: count }, (_, n): OddText => {
    const text = `#${n} ${odd()}.`;
    const kind = random(10);
    if (kind === 0) return { text, parts: [{ type: 'product', card: { title: text, text: odd(), link: pick(addresses), image: pick(addresses) } }] };
    if (kind === 1)
      return {
        text,
        parts: [
          { type: 'file', media: { url: pick(addresses), mime: 'text/plain', name: odd() } },
          { type: 'text', text },
        ],
      };
    if (kind === 2) return { text, parts: [{ type: 'text', text }], choices: [{ token: 'r1.1.0', label: odd(), image: pick(addresses) }] };
    return { text, parts: [{ type: 'text', text }] };
  });
}
