import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { consents, contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { coupons, orders, products } from '../shop.ts';
import { type ImportResult, importFile } from './import.ts';
import { importReport } from './import-report.ts';
import { momentOf } from './moment-of.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

function put(file: string, content: string | Uint8Array): Promise<ImportResult> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return importFile(store, { file, bytes, now: noon, currency: 'USD', zone: 'Asia/Shanghai' });
}
const reported = async (file: string, content: string | Uint8Array, lang: 'zh' | 'en' = 'en') => importReport(await put(file, content), file, lang);

const folder = new URL('../../../docs/examples/', import.meta.url);

/** The sample files of products, orders and the like. */
const samples = (): string[] => readdirSync(folder).filter((file) => /\.(?:csv|json)$/.test(file));

describe('the examples', () => {
  test.each(samples())('%s', async (file) => {
    const result = await put(file, readFileSync(new URL(file, folder)));
    expect(result, JSON.stringify(result)).toMatchObject({ ok: true, ignored: [] });
  });

  test('become what they say', async () => {
    for (const file of ['products.csv', 'orders.csv', 'customers.csv', 'coupons.csv']) await put(file, readFileSync(new URL(file, folder)));
    const dress = await store.collection(products).get('linen-dress');
    expect(dress).toMatchObject({ title: { zh: '亚麻连衣裙', en: 'Linen dress' }, category: 'dresses', price: 6900, wearers: ['women'] });
    expect(dress?.variants.map(({ sku, options, price, stock }) => [sku, options.colour, price, stock])).toEqual([
      ['LINEN-DRESS-WHITE-S', 'white', 6900, 12],
      ['LINEN-DRESS-WHITE-M', 'white', 6900, 8],
      ['LINEN-DRESS-NAVY-M', 'navy', 7200, 0],
    ]);
    const order = await store.collection(orders).get('SO-20001');
    expect(order).toMatchObject({
      total: 9900,
      status: 'shipped',
      email: 'mia.jensen@example.com',
      phone: '4520123456',
      placedAt: Date.UTC(2026, 10, 18, 2, 24),
    });
    expect(order?.items).toHaveLength(2);
    expect(await store.collection(coupons).get('SPRING15')).toMatchObject({ kind: 'percent', percent: 15, contact: '*', until: Date.UTC(2027, 2, 30, 16) });
    const [mia] = await store.collection(contacts).find({ where: { externalId: '1001' } });
    expect(mia).toMatchObject({ name: 'Mia Jensen', consent: { marketing: true }, tags: ['vip', 'denmark'] });
    const [entry] = await store.collection(consents).find({ where: { contact: mia!._id } });
    expect(entry?.words).toContain('Ticked "Send me news and offers"');
  });

  test('who opted out stays out, whatever a file says', async () => {
    await put('customers.csv', 'external_id,name,marketing,consent_words\nopt-1,Ann,yes,Ticked the box\n');
    const [ann] = await store.collection(contacts).find({ where: { externalId: 'opt-1' } });
    if (!ann) throw new Error('no contact');
    await store.write([{ op: 'patch', in: contacts.name, id: ann._id, set: { consent: { marketing: false } } }]);
    const again = await put('customers.csv', 'external_id,name,marketing,consent_words\nopt-1,Ann B,yes,Ticked the box\n');
    expect(again.ok).toBe(true);
    expect(JSON.stringify(again)).toContain('opted-out');
    expect(await store.collection(contacts).get(ann._id)).toMatchObject({ name: 'Ann B', consent: { marketing: false } });
    expect(await store.collection(consents).count({ contact: ann._id })).toBe(1);
  });

  test('may be imported twice', async () => {
    for (const file of samples()) await put(file, readFileSync(new URL(file, folder)));
    const before = await store.collection(products).get('wool-socks');
    for (const file of samples()) expect((await put(file, readFileSync(new URL(file, folder)))).ok).toBe(true);
    expect(await store.collection(products).get('wool-socks')).toEqual({ ...before, v: before!.v + 1 });
    expect(await store.collection(contacts).find({ where: { email: 'min.zhou@example.com' } })).toHaveLength(1);
  });
});

const sheet = 'id,title,price,stock\nhat,帽子,19.90,3\n';

describe('what Excel makes of a file', () => {
  test.each([
    ['a byte order mark', `\uFEFF${sheet}`],
    ['CRLF', sheet.replaceAll('\n', '\r\n')],
    ['semicolons', sheet.replaceAll(',', ';')],
    ['tabs', sheet.replaceAll(',', '\t')],
    ['bars', sheet.replaceAll(',', '|')],
    ['Chinese headers', sheet.replace('id,title,price,stock', '商品编号,商品名称,价格,库存')],
    ['a decimal comma', 'id;title;price;stock\nhat;帽子;19,90;3\n'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${sheet.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from('id,title,price,stock\nhat,Hat 帽子 and more words,19.90,3\n', 'utf16le')],
    ['GBK', Uint8Array.from([...Buffer.from('id,title,price,stock\nhat,'), 0xc3, 0xb1, 0xd7, 0xd3, ...Buffer.from(',19.90,3\n')])],
  ])('%s', async (_, content) => {
    expect(await put('products.csv', content)).toMatchObject({ ok: true, stored: 1 });
    const hat = await store.collection(products).get('hat');
    expect(hat?.price).toBe(1990);
    expect(hat?.title.zh).toContain('帽子');
  });
});

describe('bad files', () => {
  test('every bad cell is named, and nothing of the file is written', async () => {
    const content = 'id,title,price,stock,for\nhat,Hat,19.90,3,\ncoat,,12.3.4,many,aliens\nhat,Hat,19.90,3,\n';
    expect(await reported('products.csv', content)).toEqual([
      'products.csv:3: price: "12.3.4" is not an amount. Write 199 or 199.50.',
      'products.csv:3: title: must not be empty.',
      'products.csv:3: for: "aliens" should be one of women, men, kids',
      'products.csv:3: stock: "many" should be a whole number from 0 to 1000000.',
      'products.csv:4: sku: "HAT" is in line 2 already.',
      'Nothing was imported. Problems: 5. Put them right and import the file again.',
    ]);
    expect(await store.collection(products).count({})).toBe(0);
  });

  test('lines are those of the file, also below a cell of several lines', async () => {
    const content = 'id,title,text,price\nhat,Hat,"one\ntwo\nthree",19\ncoat,Coat,x,y\n';
    expect((await reported('products.csv', content))[0]).toBe('products.csv:5: price: "y" is not an amount. Write 199 or 199.50.');
  });

  test.each([
    ['products.csv', '', 'The file is empty.'],
    ['products.csv', 'id,title,price\n', 'The file is empty.'],
    ['products.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'This is an Excel workbook.'],
    ['orders.xls', '<html><body><table><tr><td>number</td></tr></table></body></html>', 'This is a web page and no table'],
    ['orders.xls', '<table border="1"><tr><td>number</td></tr></table>', 'This is a web page and no table'],
    ['orders.xls', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 'This is an Excel workbook.'],
    ['products.csv', Uint8Array.from([1, 2, 0xff, 3, 4, 0xfe, 9]), 'The text encoding is not recognised.'],
    ['products.csv', 'id,title,price\nhat,"Hat,19\n', 'Broken CSV'],
    ['products.csv', 'name,colour\nhat,red\n', 'The column "id" is missing.'],
    ['products.json', '[{"id": ]', 'Broken JSON'],
    ['products.json', '{"a": 1}', 'The JSON should be a list'],
    ['products.json', '[1, 2]', 'The JSON should be a list'],
    ['products.csv', 'id,title,price\nhat,Hat,-5\n', 'products.csv:2: price: "-5"'],
    ['orders.csv', 'number,sku,price,total\nA-1,S-1,5,-5\n', 'orders.csv:2: total: "-5"'],
    ['stuff.csv', 'a,b\n1,2\n', 'It is not clear what this file holds.'],
    ['customers.csv', 'email,phone\n,1.38E+10\n', '"1.38E+10" was turned into a scientific number by Excel'],
    ['customers.csv', 'email,marketing\na@b.co,yes\n', 'consent_words: With marketing "yes"'],
    ['customers.csv', 'name,email\nMia,\n', 'Give at least one of external_id, email and phone.'],
    ['coupons.csv', 'code,kind,value\nABCD,percent,120\n', 'Write 1–100 into "value".'],
    ['coupons.csv', 'code,kind,value\nABCD,magic,\n', '"magic" should be one of percent, fixed, free_shipping, gift'],
    ['orders.csv', 'number,sku,price,placed_at\nsoon,x,5,31.02.2026\n', '"soon" does not look like an order number'],
    ['orders.csv', 'number,sku,price,placed_at\nSO-10001,x,5,2026-02-31\n', '"2026-02-31" is no date.'],
    ['orders.csv', 'number,sku,price,placed_at\nSO-10001,x,5,44881\n', '"44881" is how Excel counts days inside'],
  ])('%s %j', async (file, content, message) => {
    const lines = await reported(file, content);
    expect(lines.join('\n')).toContain(message);
    expect(lines.at(-1)).toContain('Nothing was imported');
  });

  test('says so in Chinese', async () => {
    expect(await reported('商品.csv', '商品编号,商品名称,价格\nhat,帽子,便宜\n', 'zh')).toEqual([
      '商品.csv:2: price：“便宜”不是金额，请写成 199 或 199.50。',
      '没有导入任何内容：共 1 处问题，改好后再导入一次。',
    ]);
  });

  test('a JSON entry is named by its line', async () => {
    const content = '{ "products": [\n  { "id": "a", "title": "A [x]", "price": 1 },\n  { "id": "b", "title": "B", "price": "x" }\n] }';
    expect((await reported('p.json', content))[0]).toBe('p.json:3: price: "x" is not an amount. Write 199 or 199.50.');
  });

  test('what customers wrote into a sheet stays text', async () => {
    await put('products.csv', 'id,title,price\n__proto__,{{ 7 | times: 6 }},5\nconstructor,=1+1,5\n');
    expect((await store.collection(products).get('__proto__'))?.title.en).toBe('{{ 7 | times: 6 }}');
    expect((await store.collection(products).get('constructor'))?.title.en).toBe('=1+1');
  });
});

describe('what stands in a cell', () => {
  test.each([
    ['"porcelain, blue"', ['porcelain', 'blue']],
    ['porcelain|blue', ['porcelain', 'blue']],
    ['cups\\, small, blue', ['cups, small', 'blue']],
    ['"A" size, blue', ['"A" size', 'blue']],
  ])('tags %s', async (cell, tags) => {
    await put('products.csv', `id,title,price,tags\nhat,Hat,5,"${cell.replaceAll('"', '""')}"\n`);
    expect((await store.collection(products).get('hat'))?.tags).toEqual(tags);
  });

  /** In November 2026 the count from 1904 would be of 2030, so that it is the one from 1900; 44881 is of 2022 or of 2026. */
  const counted = (...days: string[]) => `number,sku,price,placed_at\n${days.map((day, n) => `SO-3000${n + 1},x,5,${day}\n`).join('')}`;
  test('one count of days settles what all of the column mean, and is told', async () => {
    const lines = await reported('orders.csv', counted('46343', '44881.25'));
    expect(lines.join('\n')).toContain('"46343" is how Excel counts days inside; it was taken as 2026-11-17.');
    const rows = await store.collection(orders).find({ sort: { by: '_id' } });
    expect(rows.map(({ placedAt }) => placedAt)).toEqual([Date.UTC(2026, 10, 16, 16), Date.UTC(2022, 10, 15, 22)]);
  });
  test.each([[['44881']], [['46343', '60000']]])('counts that may be of two days, or are of the future, are refused: %j', async (days) => {
    expect((await reported('orders.csv', counted(...days))).join('\n')).toContain('is how Excel counts days inside. Format the column as a date');
    expect(await store.collection(orders).count({})).toBe(0);
  });
  test('a coupon may end in the future, so that its count of days is refused', async () => {
    expect((await reported('coupons.csv', 'code,kind,value,until\nABCD,percent,10,46343\n')).join('\n')).toContain('is how Excel counts days inside. Format');
  });

  test('an object a line is a row, named by its line', async () => {
    const content = '{"id":"a","title":"A","price":1}\n\n{"id":"b","title":"B {x}","price":"y"}\n';
    expect((await reported('p.jsonl', content))[0]).toBe('p.jsonl:3: price: "y" is not an amount. Write 199 or 199.50.');
    expect(await put('p.jsonl', content.replace('"y"', '2'))).toMatchObject({ ok: true, stored: 2 });
  });

  test('digits of other scripts in a phone number', async () => {
    await put('customers.csv', 'email,phone\nmia@example.com,+٤٤ ٧٧٠٠ ٩٠٠١٢٣\n');
    const [mia] = await store.collection(contacts).find({ where: { email: 'mia@example.com' } });
    expect(mia?.phone).toContain('447700900123');
  });
});

test('an order keeps the customer that it belongs to here', async () => {
  const line = 'number,sku,price,status\nSO-30001,x,5,paid\n';
  await put('orders.csv', line);
  const row = await store.collection(orders).get('SO-30001');
  await store.collection(orders).replace({ ...row!, contact: 'telegram:main:42' });
  await put('orders.csv', line.replace('paid', 'shipped'));
  expect(await store.collection(orders).get('SO-30001')).toMatchObject({ contact: 'telegram:main:42', status: 'shipped' });
});

test('a status that is not known comes with the nearest', async () => {
  const line = (status: string): string => `订单号,状态,商品名称,数量,总价\nPP-2026-0018,${status},小米 11 电池,1,49\n`;
  const all = 'placed, paid, packed, shipped, out_for_delivery, delivered, stalled, cancelled, return_requested, returned, refunded';
  expect((await reported('订单.csv', line('已经寄出'), 'zh'))[0]).toBe(
    `订单.csv:2: status：不认识状态“已经寄出”，是不是“已发货”？是的话请改成“已发货”。可用的状态：${all}`,
  );
  expect((await reported('orders.csv', line('Dispatched')))[0]).toBe(
    `orders.csv:2: status: the status "Dispatched" is not known. Is it "shipped"? If so, write that. There are: ${all}`,
  );
  expect((await reported('orders.csv', line('蓝色')))[0]).toBe(`orders.csv:2: status: "蓝色" should be one of ${all}`);
  expect(await store.collection(orders).get('PP-2026-0018')).toBeNull();
});

test('a used coupon stays used', async () => {
  await put('coupons.csv', 'code,kind,value\nABCD,percent,10\n');
  const row = await store.collection(coupons).get('ABCD');
  await store.collection(coupons).replace({ ...row!, usedAt: 5, order: 'SO-1' });
  await put('coupons.csv', 'code,kind,value\nABCD,percent,20\n');
  expect(await store.collection(coupons).get('ABCD')).toMatchObject({ percent: 20, usedAt: 5 });
});

test.each([
  ['2026-11-22', Date.UTC(2026, 10, 21, 16)],
  ['2026/11/22 10:30', Date.UTC(2026, 10, 22, 2, 30)],
  ['2026年11月22日', Date.UTC(2026, 10, 21, 16)],
  ['2026-11-22T10:00:00Z', Date.UTC(2026, 10, 22, 10)],
  ['2026-11-22 10:00 -0500', Date.UTC(2026, 10, 22, 15)],
  ['2026-02-31', null],
  ['22.11.2026', Date.UTC(2026, 10, 21, 16)],
  ['31.02.2026', null],
  ['soon', null],
])('%s', (text, at) => expect(momentOf(text, 'Asia/Shanghai')).toBe(at));
