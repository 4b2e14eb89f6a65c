import { describe, expect, it } from 'vitest';
import { fitsPattern, ownNumbersIn, patternLike } from '../order-form.ts';
import { orderKey, wholeNumber } from '../order-number.ts';
import { orderNumbersSaid } from './order-number.ts';

describe('one number, however it is written', () => {
  it.each<[one: string, others: string[]]>([
    ['SO-10001', ['so10001', 'so 10001', 'SO_10001', '#SO-10001', 'ＳＯ－１０００１', 'SO\u201110001', '\u200ESO-10001', 'so.10001', 'SO - 10001']],
    ['10001', ['#10001', '# 10001', ' 10001 ', '１０００１']],
    ['ORD_2024_001', ['ord_2024_001', 'ORD-2024-001', 'ord 2024 001', 'ORD/2024/001', 'ORD2024-001']],
    ['2024/1001', ['2024-1001', '2024_1001', '2024 1001', '2024.1001']],
    ['A.1001', ['a1001', 'A-1001', '#A1001']],
    ['wc-98765', ['WC98765', 'Wc 98765']],
    ['1001-ABC', ['1001abc', '1001 ABC']],
    ['INSFT500000', ['insft-500000']],
    ['112-1234567-1234567', ['112 1234567 1234567']],
    ['注文-1001', ['注文1001']],
  ])('%s', (one, others) => {
    expect(others.map(orderKey)).toEqual(others.map(() => orderKey(one)));
  });

  it.each([
    ['SO-10001-1', 'SO-10001-2'],
    ['SO-10001-1', 'SO-100011'],
    ['20001-1', '200011'],
    ['2024/1001', '20241/001'],
    ['00123', '123'],
    ['SO-10001', 'CY-10001'],
    ['10001', 'SO-10001'],
  ])('%s is not %s', (one, other) => expect(orderKey(one)).not.toBe(orderKey(other)));
});

describe('a whole cell or field', () => {
  it.each([
    ['#1001', '1001'],
    ['10001.0', '10001'],
    ['ord_2024_001', 'ORD_2024_001'],
    [' SO-1 ', 'SO-1'],
    ['2024/1001', '2024/1001'],
    ['A.1001', 'A.1001'],
    ['123', '123'],
    ['\u200E1001', '1001'],
    ['no number', null],
    ['', null],
    ['#', null],
    ['1'.repeat(41), null],
  ])('%s', (cell, number) => expect(wholeNumber(cell)).toBe(number));
});

describe('the order number in what a customer wrote', () => {
  it.each([
    ['where is SO-10016?', 'SO-10016'],
    ['so10016 尾号4821', 'SO-10016'],
    ['my order is so 10016!', 'SO-10016'],
    ['SO\u201110016', 'SO-10016'],
    ['订单号：ＳＯ－１００１６，谢谢', 'SO-10016'],
    ['10016', '10016'],
    ['#10016', '10016'],
    ['#1042', '1042'],
    ['123', '123'],
    ['我的单号10001到哪了', '10001'],
    ['ORD_2024_001', 'ORD_2024_001'],
    ['查一下 ord_2024_001 谢谢', 'ORD-2024-001'],
    ['2024/1001', '2024/1001'],
    ['is 2024/1001 on its way', '2024-1001'],
    ['A.1001', 'A1001'],
    ['wc-98765', 'wc98765'],
    ['CY10022', 'CY10022'],
    ['我的订单 CY 70023 呢', 'CY70023'],
    ['Д-1001', 'Д1001'],
    ['TB2024X998', 'TB2024X998'],
    ['SO-20001-1', 'SO-20001-1'],
    ['SO-10016 138 0013 8000', 'SO-10016'],
    ['SO-10016 +1 (415) 555\u20110142', 'SO-10016'],
    ['SO-10016, li12345@example.com', 'SO-10016'],
    ['112-1234567-1234567', '112-1234567-1234567'],
    ['260105-123456789012345', '260105-123456789012345'],
    ['1234567890123456789', '1234567890123456789'],
    ['E20261118102431000100001', 'E20261118102431000100001'],
  ])('%s', (text, number) => {
    expect(orderNumbersSaid(text).map(orderKey)).toContain(orderKey(number));
  });

  it.each(['尾号4821', 'last four digits 0142', '13800138000', '138-0013-8000', '+86 138 0013 8000', '415-555-0142', 'li12345@example.com', 'hello there', ''])(
    'none in "%s"',
    (text) => expect(orderNumbersSaid(text)).toEqual([]),
  );

  it('one of the own form comes first', () => expect(orderNumbersSaid('SO-1234 或 CY10022', patternLike('CY10023'))[0]).toBe('CY10022'));
  it('a number that looks like a phone is one where the shop says so', () => expect(orderNumbersSaid('13800138000', '1\\d{10}')).toEqual(['13800138000']));
});

describe('numbers of the own form', () => {
  it.each([
    ['CY10022', 'hi, CY10022 and cy-9921, 查一下CY10023的', ['CY10022', 'cy-9921', 'CY10023']],
    ['CY10022', 'LCY10022 CY1 CY10022X', []],
    ['2024-00123', '查2024-00124到哪了', ['2024-00124']],
    ['2024-00123', '138-0013-8000', []],
    ['#1042', 'where is #1043?', ['1043']],
    ['ORD_2024_001', 'ord 2024 002', ['ord 2024 002']],
    ['1001-ABC', '1002-abc', ['1002-abc']],
    ['2987654321098765432', '订单2987654321098765499呢', ['2987654321098765499']],
  ])('like %s in "%s"', (example, text, numbers) => expect(ownNumbersIn(text, patternLike(example))).toEqual(numbers));

  it.each(['SO-10001', 'CY10022', '2024-00123', '#1042', 'ORD_2024_001', '1001-ABC', 'A.1001', '2987654321098765432', 'E20261118102431000100001'])(
    '%s is like itself',
    (example) => expect(fitsPattern(patternLike(example), example)).toBe(true),
  );

  it.each([
    ['(CY|HZ)[0-9]{5}', 'hz10022', true],
    ['^CY\\d{5}$', 'CY10022', true],
    ['CY\\d{5}', 'CY1002', false],
    ['CY\\d{5}', 'CY100222', false],
  ])('%s fits %s: %s', (pattern, number, fits) => expect(fitsPattern(pattern, number)).toBe(fits));
});
