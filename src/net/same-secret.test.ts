import { expect, it } from 'vitest';
import { sameSecret } from './same-secret.ts';

it.each([
  ['a-secret', 'a-secret', true],
  ['密钥', '密钥', true],
  ['a-secret', 'a-secreT', false],
  ['a-secre', 'a-secret', false],
  ['a-secret-and-more', 'a-secret', false],
  ['', 'a-secret', false],
  ['\ud800', '\ud800', true],
])('%j against %j is %s', (given, expected, same) => expect(sameSecret(given, expected)).toBe(same));
