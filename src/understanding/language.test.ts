import { beforeAll, describe, expect, it } from 'vitest';
import { isForeign, language, prepareLanguages } from './index.ts';

describe('language of a shop in Chinese and English', () => {
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
    ['Got a question about a order', 'en'],
    ['is this in stock o no', 'en'],
    ['size m?', 'en'],
    ['refund pls', 'en'],
    ['cancel', 'en'],
    ['u ship to canada?', 'en'],
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

describe('languages of other shops', () => {
  const shops = {
    iberian: ['es', 'pt-BR', 'en', 'zh'],
    european: ['de', 'fr', 'it', 'en'],
    asian: ['en', 'id', 'vi', 'th', 'zh'],
    arab: ['ar', 'en'],
    japanese: ['ja', 'en', 'ko'],
    both: ['zh', 'zh-TW', 'en'],
    taiwanese: ['zh-TW', 'en'],
    slavic: ['ru', 'uk', 'pl', 'en'],
  } as const;
  beforeAll(async () => {
    for (const langs of Object.values(shops)) await prepareLanguages(langs);
  });
  it.each<[keyof typeof shops, string, string | undefined]>([
    ['iberian', '¿Dónde está mi pedido?', 'es'],
    ['iberian', 'quiero devolver esto', 'es'],
    ['iberian', 'no me ha llegado el paquete', 'es'],
    ['iberian', 'mi pedido es SO-10001', 'es'],
    ['iberian', 'onde está meu pedido?', 'pt-BR'],
    ['iberian', 'vocês entregam no Brasil?', 'pt-BR'],
    ['iberian', 'qual o prazo de entrega', 'pt-BR'],
    ['iberian', 'where is my order', 'en'],
    ['iberian', 'cancel', 'en'],
    ['iberian', 'size m?', 'en'],
    ['iberian', '我的订单到哪了', 'zh'],
    ['iberian', '注文はどこですか', undefined],
    ['european', 'wo ist meine bestellung', 'de'],
    ['european', 'wie lange dauert der versand?', 'de'],
    ['european', 'où est ma commande', 'fr'],
    ['european', 'combien coûte la livraison ?', 'fr'],
    ['european', "dov'è il mio ordine?", 'it'],
    ['european', 'is this in stock', 'en'],
    ['european', '退款', undefined],
    ['asian', 'terima kasih banyak, barangnya bagus', 'id'],
    ['asian', 'pesanan saya di mana?', 'id'],
    ['asian', 'mau retur barang', 'id'],
    ['asian', 'kapan sampai ya', 'id'],
    ['asian', 'cho mình hỏi giá ship', 'vi'],
    ['asian', 'đơn hàng của tôi đâu rồi', 'vi'],
    ['asian', 'สินค้าถึงไหนแล้ว', 'th'],
    ['asian', 'track order SO-10001', 'en'],
    ['arab', 'أين طلبي؟', 'ar'],
    ['arab', 'كم سعر الشحن', 'ar'],
    ['arab', 'any discount?', 'en'],
    ['japanese', '注文はどこですか', 'ja'],
    ['japanese', '返品', 'ja'],
    ['japanese', '배송비 얼마예요?', 'ko'],
    ['both', '我的订单到哪了', 'zh'],
    ['both', '我的訂單到哪了', 'zh-TW'],
    ['both', '這個多少錢', 'zh-TW'],
    ['taiwanese', '我的订单到哪了', 'zh-TW'],
    ['taiwanese', '有貨嗎', 'zh-TW'],
    ['slavic', 'где мой заказ', 'ru'],
    ['slavic', 'де моє замовлення', 'uk'],
    ['slavic', 'gdzie jest moje zamówienie', 'pl'],
  ])('%s: %j is %s', (shop, text, expected) => {
    expect(language(text, shops[shop])).toBe(expected);
  });
});

it.each([
  ['Hola, buenas', true],
  ['где мой заказ', true],
  ['注文はどこですか', false],
  ['안녕하세요', true],
  ['SO-12345', false],
  ['12345', false],
  ['👍', false],
  ['你好', false],
])('%j is foreign to whoever reads Chinese: %s', (text, expected) => {
  expect(isForeign(text)).toBe(expected);
});
