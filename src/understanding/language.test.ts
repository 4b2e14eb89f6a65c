import { describe, expect, it } from 'vitest';
import { language } from './index.ts';

describe('language', () => {
  it.each([
    ['我的快递到哪了', 'zh'],
    ['運費多少', 'zh'],
    ['好', 'zh'],
    ['我想买 iPhone case 红色', 'zh'],
    ['SO-12345 到哪了', 'zh'],
    ['Hello, can you help me?', 'en'],
    ['where is my order', 'en'],
    ["what's the shipping fee", 'en'],
    ['What does 退货 mean in your shop?', 'en'],
    ['thanks', 'en'],
    ['do u have silk scarfs under $50', 'en'],
    ['red dress size M', 'en'],
    ['{{ shop.name }} {% if order %}', undefined],
    ['ok', undefined],
    ['SO-12345', undefined],
    ['5', undefined],
    ['', undefined],
    ['👍', undefined],
    ['me@example.com', undefined],
    ['https://shop.example/the/order', undefined],
    ['XL', undefined],
    ['Zara', undefined],
    ['¿Dónde está mi pedido?', undefined],
    ['donde esta mi pedido', undefined],
    ['Où est ma commande', undefined],
    ['wo ist mein Paket', undefined],
    ['注文はどこですか', undefined],
    ['주문 어디 있어요', undefined],
    ['где мой заказ', undefined],
  ])('%j is %s', (text, expected) => {
    expect(language(text)).toBe(expected);
  });
});
