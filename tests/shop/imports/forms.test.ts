/** What is written into cells in the world, form by form, with the right value written down first. */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wholeNumber } from '../../../src/order-number.ts';
import { importFile } from '../../../src/shop/import.ts';
import { importReport } from '../../../src/shop/import-report.ts';
import { cleanCell } from '../../../src/shop/importing/clean-cell.ts';
import { momentOf } from '../../../src/shop/importing/moment-of.ts';
import { plainText } from '../../../src/shop/importing/plain-text.ts';
import { readAmount, readCount } from '../../../src/shop/importing/read-amount.ts';
import { readText } from '../../../src/shop/importing/read-text.ts';
import { coupons, orders, products } from '../../../src/shop/shop.ts';
import type { Store } from '../../../src/store/store.ts';
import { noon, openTestStore } from '../test-shop.ts';

describe('amounts, in minor units of their currency', () => {
  test.each<[string, string, number | null]>([
    ['199', 'USD', 19900],
    ['1,299.50', 'USD', 129950],
    ['1.299,50', 'EUR', 129950],
    ['1 299,50 €', 'EUR', 129950],
    ["1'299.50", 'CHF', 129950],
    ['19,90', 'EUR', 1990],
    ['US$19.90', 'USD', 1990],
    ['￥99', 'CNY', 9900],
    ['128.00元', 'CNY', 12800],
    ['RM 10.00', 'MYR', 1000],
    ['12.3400', 'USD', 1234],
    ['1,234', 'USD', 123400],
    ['1500', 'JPY', 1500],
    ['¥1,500', 'JPY', 1500],
    ['1500.00', 'JPY', 1500],
    ['12000', 'KRW', 12000],
    ['1.250', 'KWD', 1250],
    ['3', 'KWD', 3000],
    // In doubt: a thousand, or one and a bit.
    ['1.500', 'JPY', null],
    ['12.500', 'USD', null],
    ['1,250', 'KWD', null],
    ['12.345', 'USD', null],
    ['12.3.4', 'USD', null],
    ['-5', 'USD', null],
    ['free', 'USD', null],
  ])('%s %s', (cell, currency, right) => expect(readAmount(cell, currency)).toBe(right));
});

describe('counts', () => {
  test.each<[string, number | null]>([
    ['12', 12],
    ['-2', -2],
    ['1,200', 1200],
    ['1 200', 1200],
    ['5.0', 5],
    ['12件', 12],
    ['1.200', null],
    ['1.5', null],
    ['many', null],
  ])('%s', (cell, right) => expect(readCount(cell)).toBe(right));
});

describe('times, in Shanghai where they have no zone', () => {
  const day = Date.UTC(2026, 10, 21, 16);
  const half = day + 10.5 * 3_600_000;
  test.each<[string, unknown]>([
    ['2026-11-22', day],
    ['2026/11/22', day],
    ['20261122', day],
    ['22.11.2026', day],
    ['22/11/2026', day],
    ['11/22/2026', day],
    ['Nov 22, 2026', day],
    ['22 Nov 2026', day],
    ['22-Nov-2026', day],
    ['2026年11月22日', day],
    ['2026/11/22 10:30', half],
    ['2026-11-22 10:30:00', half],
    ['2026年11月22日 10时30分', half],
    ['2026-11-22 上午10:30', half],
    ['11/22/2026 10:30 AM', half],
    ['20261122103000', half],
    ['2026-11-22T02:30:00Z', half],
    ['2026-11-22 10:30:00 +0800', half],
    ['2026-11-22T10:30:00.000+08:00', half],
    ['Sun, 22 Nov 2026 02:30:00 GMT', half],
    ['1795314600', half],
    ['1795314600000', half],
    ['03/04/2026', 'order'],
    ['26/11/22', 'year'],
    ['46348.43', 'excel'],
    ['2026-02-31', null],
    ['2026-11-22 24:30', null],
    ['soon', null],
  ])('%s', (cell, right) => expect(momentOf(cell, 'Asia/Shanghai')).toBe(right));

  test.each<['dmy' | 'mdy', number]>([
    ['dmy', Date.UTC(2026, 3, 2, 16)],
    ['mdy', Date.UTC(2026, 2, 3, 16)],
  ])('03/04/2026 where the merchant says %s', (order, right) => expect(momentOf('03/04/2026', 'Asia/Shanghai', order)).toBe(right));
});

describe('cells without what is wrapped around them', () => {
  test.each([
    ['="2987654321098765432"', '2987654321098765432'],
    ["'13800138000", '13800138000'],
    ["'+31612345678", '+31612345678'],
    ['13900139000\t', '13900139000'],
    ['\u202a+86 138 0013 8000\u202c', '+86 138 0013 8000'],
    ['\ufeffSKU\u200b-1', 'SKU-1'],
    ["'t Hooft", "'t Hooft"],
    ["O'Neil", "O'Neil"],
    ['👩\u200d💻', '👩\u200d💻'],
  ])('%j', (cell, right) => expect(cleanCell(cell)).toBe(right));
});

describe('order numbers: the whole cell', () => {
  test.each<[string, string | null]>([
    ['ORD_2024_001', 'ORD_2024_001'],
    ['SO-10001-1', 'SO-10001-1'],
    ['so-10001', 'SO-10001'],
    ['#1001', '1001'],
    ['57', '57'],
    ['E20261118142238091806171', 'E20261118142238091806171'],
    ['order_01J1', 'ORDER_01J1'],
    ['2024/11/0007', '2024/11/0007'],
    ['soon', null],
  ])('%s', (cell, right) => expect(wholeNumber(cell)).toBe(right));
});

describe('HTML as people read it', () => {
  test.each([
    ['<p>Warm &amp; soft</p><ul><li>wool</li></ul>', 'Warm & soft\n· wool'],
    ['Airy<br>and long', 'Airy\nand long'],
    ['<script>alert(1)</script>Safe', 'Safe'],
    ['5 > 3 <3 love & peace', '5 > 3 <3 love & peace'],
    ['two\nlines', 'two\nlines'],
    ['<a href="https://x.example">here</a>', 'here'],
    ['&lt;b&gt; is bold', '<b> is bold'],
  ])('%s', (cell, right) => expect(plainText(cell)).toBe(right));
});

describe('code pages, told by what comes out', () => {
  const files: [string, string][] = [
    ['windows-1252', 'id,title\nA1,Schlüsselanhänger\nA2,Crème brûlée\n'],
    ['windows-1252', 'id,title,price\n1,Café,3 €\n'],
    ['windows-1252', 'name,email\nÅse Østergård,a@b.dk\n'],
    ['windows-1251', 'id,title\n1,Красный шарф\n2,Чайник\n'],
    ['windows-1250', 'id,title\n1,Łódź żółta\n2,Příliš žluťoučký kůň\n'],
    ['gb18030', 'id,title\n1,帽子\n'],
    ['gb18030', 'id,title\n1,红茶\n'],
    ['gb18030', '商品编号,商品名称\n1,囍字窗花\n2,旗袍\n'],
    ['big5', 'id,title\n1,帽子\n2,連衣裙\n'],
    ['shift_jis', '商品番号,商品名\n1,ワンピース\n'],
    ['euc-kr', '상품번호,상품명,가격\n1,홍차,3000\n'],
    ['windows-1253', 'id,title\n1,Καφές ελληνικός\n'],
  ];
  test.each(files)('%s %j', (encoding, text) => {
    const bytes = execFileSync('iconv', ['-f', 'utf-8', '-t', encoding], { input: text });
    expect(readText(bytes)).toMatchObject({ ok: true, encoding, text });
  });

  test('what reads as several of them alike is refused', () => {
    const bytes = execFileSync('iconv', ['-f', 'utf-8', '-t', 'windows-1255'], { input: 'id,title\n1,תה ירוק\n' });
    expect(readText(bytes)).toMatchObject({ ok: false, code: 'not-text' });
  });
});

describe('files', () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await openTestStore());
  });
  afterEach(() => close());
  const put = (file: string, text: string, more: object = {}) =>
    importFile(store, { file, bytes: new TextEncoder().encode(text), now: noon, currency: 'USD', zone: 'Asia/Shanghai', ...more });
  const report = async (file: string, text: string, more: object = {}) => importReport(await put(file, text, more), file, 'en').join('\n');

  test.each([
    ['orders.csv', 'number,sku,price\n#A-1001,x,5\na-1001,y,5\nA-1001-1,x,5\n', 'Imported.'],
    ['orders.csv', 'number,sku,price\n#A-1001,x,5\nA1001,x,5\n', '"A1001" and "#A-1001" in line 2 would be the same order number'],
    ['orders.csv', 'number,sku,price\n2024/1001,x,5\n2024-1001,x,5\n', '"2024-1001" and "2024/1001" in line 2 would be the same order number'],
    ['orders.csv', 'number,sku,price,phone,customer\nA1001,x,5,13800138000,Mia Li\nA1001,y,5,+86 138 0013 8000,mia li\n', 'Imported.'],
    ['orders.csv', 'number,sku,price\nSO-10001,x,5\nSO 10001,y,5\n', '"SO 10001" and "SO-10001" in line 2 would be the same order number'],
    ['orders.csv', 'number,sku,price,customer\nA1001,x,5,Mia\nA1001,y,5,Leo\n', 'line 2 has the same order number and another customer (Mia)'],
    ['orders.csv', 'number,sku,price,phone\nA1001,x,5,13800138000\nA1001,y,5,13900139000\n', 'and another customer'],
    ['orders.csv', 'number,sku,price\n298765432109876000,x,5\n298765432109877000,y,5\n', 'Excel keeps 15 digits'],
    ['orders.csv', 'number,sku,price,tracking\nA1001,x,5,#N/A\n', '"#N/A" is an error of Excel'],
    ['orders.csv', 'number,sku,price,placed_at\nA1001,x,5,03/04/2026\n', 'may be 2026-04-03 or 2026-03-04'],
    ['orders.csv', 'number,sku,price,placed_at\nA1001,x,5,03/04/2026\nA1002,x,5,25/04/2026\n', 'read with the day first: "03/04/2026" is 2026-04-03'],
    ['orders.csv', 'number,sku,price,placed_at\nA1001,x,5,25/04/2026\nA1002,x,5,04/25/2026\n', 'has the day first, and line 3 the month'],
    ['orders.csv', 'number,sku,price,placed_at\nA1001,x,5,46348\n', 'is how Excel counts days'],
    ['products.csv', 'id,title,price\na,A,1.500\n', '"1.500" is not clear as an amount of USD'],
    ['products.csv', 'id,title,price,stock\na,A,5,3\n合计,,5,3\n', 'the line "合计" is a total or a remark'],
    ['products.csv', '商品报表,,\n商品编号,商品名称,价格\na,A,5\n', 'Imported.'],
    ['products.csv', 'id,title,price,净含量,规格:包装\na,A,5,50g,罐装\n', 'Columns that were not used: 净含量'],
    ['products.csv', 'id,title,price,Weird Column (x)\na,A,5,1\n', 'Columns that were not used: Weird Column (x)'],
    ['orders.csv', `number,sku,price,status\n${'A1001,x,5,lost\nA1002,x,5,lost\nA1003,x,5,lost\n'}`, 'orders.csv:2: status: "lost" should be one of placed'],
  ])('%s %j', async (file, text, words) => {
    expect(await report(file, text)).toContain(words);
  });

  test('a message that concerns many lines is told and counted once', async () => {
    const lines = (await report('orders.csv', `number,sku,price,status\n${Array.from({ length: 40 }, (_, n) => `A10${10 + n},x,5,lost`).join('\n')}`)).split(
      '\n',
    );
    expect(lines).toEqual([expect.stringMatching(/^orders\.csv:2: status: "lost" .* \(and in 39 more lines\)$/), expect.stringContaining('Problems: 1.')]);
  });

  test('03/04/2026 is taken where the merchant says which is first', async () => {
    await put('orders.csv', 'number,sku,price,placed_at\nA1001,x,5,03/04/2026\n', { dates: 'mdy' });
    expect((await store.collection(orders).get('A1001'))?.placedAt).toBe(Date.UTC(2026, 2, 3, 16));
  });

  test('an option column of its own is kept beside colour and size', async () => {
    await put('products.csv', 'id,title,price,颜色,规格:净含量\ntea,茶,5,红色,50g\ntea,,9,红色,250g\n');
    const tea = await store.collection(products).get('tea');
    expect(tea?.variants.map(({ sku, options }) => [sku, options])).toEqual([
      ['TEA-RED-50G', { colour: 'red', 净含量: '50g' }],
      ['TEA-RED-250G', { colour: 'red', 净含量: '250g' }],
    ]);
  });

  test('--check writes nothing and lists what would change; --replace lists what would go, and then takes it', async () => {
    await put('products.csv', 'id,title,price\na,A,5\nb,B,5\nc,C,5\n');
    const next = 'id,title,price\na,A,5\nb,B,6\nd,D,5\n';
    const checked = await put('products.csv', next, { check: true, replace: true });
    if (!checked.ok) throw new Error('refused');
    const { added, changed, removed, same } = checked.changes;
    expect([added.map(({ id }) => id), changed, removed.map(({ id }) => id), same]).toEqual([
      ['d'],
      [{ id: 'b', name: 'B', fields: ['price', 'variants'] }],
      ['c'],
      1,
    ]);
    expect(importReport(checked, 'products.csv', 'en')).toEqual(
      expect.arrayContaining(['+ d D', '~ b B: price, variants', '- c C', 'New: 1, changed: 1, removed: 1, as before: 1.']),
    );
    expect(await store.collection(products).count({})).toBe(3);
    await put('products.csv', next, { replace: true });
    expect((await store.collection(products).find({ sort: { by: '_id' } })).map(({ _id }) => _id)).toEqual(['a', 'b', 'd']);
    expect(await report('orders.csv', 'number,sku,price\nA1001,x,5\n', { replace: true })).toContain('--replace is for products and coupons');
  });

  test('money of coupons has the digits of its currency', async () => {
    await put('coupons.csv', 'code,kind,value\nABCD,fixed,500\n', { currency: 'JPY' });
    expect((await store.collection(coupons).get('ABCD'))?.money).toEqual({ amount: 500, currency: 'JPY' });
  });

  test.each<[string, string[]]>([
    ['https://cdn.example.com/tea.jpg', ['https://cdn.example.com/tea.jpg']],
    ['//cdn.example.com/tea.jpg', ['https://cdn.example.com/tea.jpg']],
    ['/pictures/tea.jpg', ['/pictures/tea.jpg']],
    ['pictures/tea.jpg', ['/pictures/tea.jpg']],
    [' pictures/green/tea.jpg ', ['/pictures/green/tea.jpg']],
    ['./pictures/tea.jpg', ['/pictures/tea.jpg']],
    ['pictures/绿茶.jpg', ['/pictures/%E7%BB%BF%E8%8C%B6.jpg']],
    ['pictures/green tea.jpg', ['/pictures/green%20tea.jpg']],
    ['"pictures/tea.jpg, pictures/pot.webp"', ['/pictures/tea.jpg', '/pictures/pot.webp']],
    ['pictures/tea.jpg pictures/pot.webp', ['/pictures/tea.jpg', '/pictures/pot.webp']],
    ['pictures/tea.jpg;https://cdn.example.com/pot.jpg', ['/pictures/tea.jpg', 'https://cdn.example.com/pot.jpg']],
    ['https://cdn.example.com/pot.jpg|pictures/tea.jpg', ['https://cdn.example.com/pot.jpg', '/pictures/tea.jpg']],
    ['https://cdn.example.com/my pictures/tea.jpg', ['https://cdn.example.com/my%20pictures/tea.jpg']],
  ])('a picture written as %s', async (written, right) => {
    await put('products.csv', `id,title,price,image\ntea,Tea,5,${written}\n`);
    const tea = await store.collection(products).get('tea');
    expect([tea?.image, ...(tea?.images ?? [])]).toEqual(right);
  });

  test('a picture that is neither an address nor in pictures/ is refused', async () => {
    expect(await report('products.csv', 'id,title,price,image\ntea,Tea,5,tea.jpg\n')).toContain('"tea.jpg" is no address of a picture');
  });

  test('a file of stock alone changes the stock alone', async () => {
    await put('products.csv', 'id,title,price,stock,sku\na,A,5,1,S-1\nb,B,5,2,S-2\n');
    expect(await put('今日库存.csv', '商家编码,库存\nS-1,0\n')).toMatchObject({ ok: true, kind: 'stock', stored: 1 });
    expect((await store.collection(products).find({ sort: { by: '_id' } })).map(({ variants }) => variants[0]?.stock)).toEqual([0, 2]);
  });
});
