import { expect, it } from 'vitest';
import { hashPassword, isPassword, isStrong } from './password.ts';

it('knows the right password only, whatever its Unicode form, and never keeps it', async () => {
  const hash = await hashPassword('caf\u00e9 au lait');
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await isPassword('cafe\u0301 au lait', hash)).toBe(true);
  for (const wrong of ['', 'cafe au lait', 'Caf\u00e9 au lait', 'caf\u00e9 au lait ']) expect(await isPassword(wrong, hash)).toBe(false);
  expect(await hashPassword('caf\u00e9 au lait')).not.toBe(hash);
});

it.each([null, '', 'plain text', '$scrypt$ln=15,r=8,p=3$$', '$2b$10$abcdefghijklmnopqrstuv'])('takes no password for the hash %s', async (hash) => {
  expect(await isPassword('', hash)).toBe(false);
});

it.each([
  ['green tea at four', 'Mei', true],
  ['十个字以上的密码才可以', '小美', true],
  ['1234567890', 'Mei', true],
  ['short', 'Mei', false],
  ['123456789', 'Mei', false],
  ['aaaaaaaaaaaa', 'Mei', false],
  ['abababababab', 'Mei', false],
  ['mei likes tea', 'Mei', false],
  ['小美的密码很长很长很长', '小美', false],
  ['x'.repeat(201), 'Mei', false],
])('%s for %s: strong enough is %s', (password, name, strong) => expect(isStrong(password, name)).toBe(strong));
