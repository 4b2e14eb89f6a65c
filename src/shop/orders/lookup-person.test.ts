import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import { orders } from '../shop.ts';
import { claimIn } from './lookup-person.ts';

test.each([
  ['emma.w@gmail.com', 'email emma.w@gmail.com'],
  ['Emma.W@Gmail.com', 'email emma.w@gmail.com'],
  ['my email is emma+shop@example.co.uk thanks', 'email emma+shop@example.co.uk'],
  ['我用 li_ming@163.com 下的单', 'email li_ming@163.com'],
  ['邮箱ａ@qq.com', 'email a@qq.com'],
  ['I ordered with anna@example.com or +49 151 12345678', 'email anna@example.com'],
  ['13800138000', 'phone 13800138000'],
  ['手机号 138 0013 8000', 'phone 138 0013 8000'],
  ['+49 151 12345678', 'phone +49 151 12345678'],
  ['(415) 555-0142 is my number', 'phone 415) 555-0142'],
  ['电话：0571-88888888', 'phone 0571-88888888'],
  ['+86-138-0013-8000', 'phone +86-138-0013-8000'],
  ['call me at 5551234567', 'phone 5551234567'],
  ['王芳 310000', 'name 王芳 310000'],
  ['我叫王芳，邮编310000', 'name 王芳 310000'],
  ['姓名：王芳 邮编：310000', 'name 王芳 310000'],
  ['310000 王芳', 'name 王芳 310000'],
  ['Emma Wilson, LS1 4AB', 'name emmawilson ls14ab'],
  ['Emma Wilson LS14AB', 'name emmawilson ls14ab'],
  ['my name is Emma Wilson and zip 94107', 'name emmawilson 94107'],
  ['Emma Wilson 94107-1234', 'name emmawilson 941071234'],
  ['Anna Vogel 10115', 'name annavogel 10115'],
  ['Jan de Vries 1017 AB', 'name jandevries 1017ab'],
  ['Marie Tremblay, H2X 1Y4', 'name marietremblay h2x1y4'],
  ['I am Anna Vogel, postcode 10115', 'name annavogel 10115'],
  ['O’Neill 2000', 'name oneill 2000'],
  ['山田太郎 1000001', 'phone 1000001'],
  ['Emma Wilson', 'nobody'],
  ['王芳', 'nobody'],
  ['310000', 'nobody'],
  ['94107', 'nobody'],
  ['no idea', 'nobody'],
  ['', 'nobody'],
  ['@', 'nobody'],
  ['1'.repeat(500), 'nobody'],
])('%s: %s', (said, claim) => {
  const found = claimIn(said);
  const text =
    found === undefined
      ? 'nobody'
      : found.kind === 'name'
        ? `name ${found.name} ${found.postcode}`
        : `${found.kind} ${found.kind === 'email' ? found.email : found.phone}`;
  expect(text).toBe(claim);
});

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
  const row = (await shop.store.collection(orders).get('SO-10001'))!;
  const person = { customer: { name: 'Emma Wilson', email: 'emma@example.com', phone: '+1 415 555 0142' }, email: 'emma@example.com', phone: '14155550142' };
  await shop.store.collection(orders).replace({ ...row, ...person, address: '5 Oak St, San Francisco, CA 94107', placedAt: noon });
});
afterEach(() => shop.close());

test.each([
  ['Emma Wilson 94107', '0142', 'found'],
  ['emma wilson, 94107', 'emma@example.com', 'found'],
  ['Emma Wilson 94108', '0142', 'wrong_proof'],
  ['Emma Watson 94107', '0142', 'wrong_proof'],
  ['Emma Wilson 94107', '94107', 'wrong_proof'],
  ['emma@example.com', '94107', 'found'],
  ['emma@example.com', '94108', 'wrong_proof'],
  ['emma@example.com', '0142', 'found'],
  ['emma@example.com', 'emma@example.com', 'wrong_proof'],
])('%s with %s: %s', async (who, proof, outcome) => {
  const result = await shop.call('order.find_mine', { who, proof });
  expect(result.ok ? 'found' : result.code).toBe(outcome);
});
