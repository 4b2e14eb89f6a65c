import { expect, it } from 'vitest';
import { saysAgain } from './yes-no.ts';

it.each([
  ['cancel it', 'Yes, cancel it', true],
  ['please cancel my order', 'Yes, cancel it', true],
  ['取消吧', '确定取消', true],
  ['帮我取消这一单吧', '确定取消', true],
  ['改一下地址', '确定改', true],
  ['change the address', 'Yes, change it', true],
  ['keep it', 'Yes, cancel it', false],
  ['but not the shoes', 'Yes, cancel it', false],
  ['cancel it and refund me today', 'Yes, cancel it', false],
  ['别取消', '确定取消', false],
  ['my order', 'Yes, cancel it', false],
  ['', '确定取消', false],
])('%s behind a yes says “%s” again: %s', (rest, label, is) => {
  expect(saysAgain(rest, label)).toBe(is);
});
