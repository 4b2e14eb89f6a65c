/** The codes of RFC 6238, appendix B, and that each works once and near its time alone. */
import { expect, it } from 'vitest';
import { base32, codeAt, newTotpSecret, stepOf, totpUri } from './totp.ts';

const secret = base32(new TextEncoder().encode('12345678901234567890'));

it.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('has the code of the RFC at %i s', (seconds, code) => {
  expect(codeAt(secret, Math.floor(seconds / 30), 8)).toBe(code);
});

it('takes a code once, and half a minute beside its time', () => {
  const now = 1_795_399_200_000;
  const step = Math.floor(now / 30_000);
  const code = codeAt(secret, step);
  expect(stepOf(secret, code, now)).toBe(step);
  expect(stepOf(secret, code, now + 30_000)).toBe(step);
  expect(stepOf(secret, code, now - 30_000)).toBe(step);
  expect(stepOf(secret, code, now + 61_000)).toBeNull();
  expect(stepOf(secret, code, now, step)).toBeNull();
  expect(stepOf(secret, '000000', now)).toBeNull();
});

it('makes secrets and addresses that apps read', () => {
  expect(base32(new TextEncoder().encode('foobar'))).toBe('MZXW6YTBOI');
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(totpUri('ABC', 'Mei & Co', '茶')).toBe('otpauth://totp/%E8%8C%B6%3AMei%20%26%20Co?secret=ABC&issuer=%E8%8C%B6&algorithm=SHA1&digits=6&period=30');
});
