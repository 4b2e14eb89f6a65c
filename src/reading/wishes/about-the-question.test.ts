import { describe, expect, it } from 'vitest';
import { asksWhere, hasNone } from './about-the-question.ts';

describe('what customers say about a question instead of answering it', () => {
  it.each([
    '订单号在哪里看啊',
    '在哪里看订单号',
    '订单号在哪里找',
    '单号怎么看',
    '哪里能看到订单号？',
    '订单号是什么',
    '什么是订单号',
    '订单号长什么样',
    '在哪里看',
    '怎么查订单号',
    '去哪找这个号码',
    '哪个是订单号',
    '不好意思，订单号在哪儿',
    'where do I find it?',
    'Where can I find my order number',
    'where is the order number',
    "where's my order number?",
    'how do i get the order number',
    'what order number?',
    'what is an order number',
    'what does it look like',
    'sorry, where do i see that',
    'which number do you need?',
    'how can I find my order number please',
  ])('asks where it stands: %s', (text) => {
    expect(asksWhere(text)).toBe(true);
    expect(hasNone(text)).toBe(false);
  });

  it.each([
    '没有订单号',
    '没有订单号 我在店里买的',
    '没有订单号 用手机号查行吗',
    '我不记得订单号了',
    '找不到订单号',
    '订单号找不到了',
    '没有',
    '忘了',
    '不知道订单号是多少',
    '我把短信删了',
    '真的没有',
    '单号忘记了',
    '没收到邮件',
    '手机号不记得了',
    '冇订单号',
    'i dont have the number, bought with my email',
    'I dont have the number, I ordered with emma.w@gmail.com',
    'i dont have it, i lost the email',
    "I don't have an order number",
    'i have no order number',
    'no idea, sorry',
    "I can't find it",
    'I forgot the number',
    "don't remember my order number",
    'I lost the confirmation email',
    'i never got an email',
    "what if I don't have it",
    'no number',
    "I don't know what it is",
    'I do not have it with me right now',
  ])('has none: %s', (text) => {
    expect(hasNone(text)).toBe(true);
    expect(asksWhere(text)).toBe(false);
  });

  it.each([
    '我的快递到哪了',
    '怎么还没到',
    '怎么查物流',
    '在哪里看物流',
    '没收到货',
    '还没收到',
    '找不到包裹',
    '怎么退货',
    '店在哪里',
    '没有红色的吗',
    '没有问题',
    '不知道什么时候发货',
    '订单不要取消',
    'where is my order',
    'where is it',
    'where are you located',
    "I haven't received my order",
    "I don't have my parcel yet",
    'I lost my parcel',
    'how do I return it',
    'no problem',
    'I do not want it',
    'where do I find your shop',
    'SO-10001',
    '10023',
    "I can't find my size",
  ])('says neither: %s', (text) => {
    expect(asksWhere(text) || hasNone(text)).toBe(false);
  });
});
