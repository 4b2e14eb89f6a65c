import { expect, test } from 'vitest';
import { parseExactly } from './exact-numbers.ts';

test.each<[string, unknown]>([
  ['{"orderNo":9007199254741001}', { orderNo: '9007199254741001' }],
  ['[-9007199254741001, 12345678901234567890]', ['-9007199254741001', '12345678901234567890']],
  ['{"a":1234567890123456,"b":9007199254740991}', { a: 1_234_567_890_123_456, b: 9_007_199_254_740_991 }],
  ['{"note":"order 12345678901234567890, \\"quoted 12345678901234567890\\""}', { note: 'order 12345678901234567890, "quoted 12345678901234567890"' }],
  ['{"rate":0.12345678901234567,"large":1.2345678901234567e20}', { rate: Number('0.12345678901234567'), large: Number('1.2345678901234567e20') }],
  ['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
  ['{"whole":12345678901234567890.5}', { whole: Number('12345678901234567890.5') }],
  ['{"path":"C:\\\\","n":9007199254741001,"end":"\\\\\\"1"}', { path: 'C:\\', n: '9007199254741001', end: '\\"1' }],
  ['{"price":58.2,"id":"7"}', { price: 58.2, id: '7' }],
])('%s', (text, read) => expect(parseExactly(text)).toEqual(read));

test('no JSON stays none', () => expect(() => parseExactly('<html>1234567890123456789</html>')).toThrow(SyntaxError));

test.each([
  ['of 9 million letters', 'a'.repeat(9_000_000)],
  ['of 6 million quotes', '\\"'.repeat(6_000_000)],
])('a text %s beside a long number is read', (_what, written) => {
  expect(parseExactly(`{"text":"${written}","n":12345678901234567890}`)).toMatchObject({ n: '12345678901234567890' });
});

test('a text without an end is refused at once', () => {
  const begun = performance.now();
  expect(() => parseExactly(`{"n":12345678901234567890,"text":"${'\\"'.repeat(100_000)}`)).toThrow(SyntaxError);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
