import { describe, expect, it } from 'vitest';
import { candidatesIn, digitsOf, lookalike } from './candidates.ts';

const texts = (...lines: string[]): string[] => candidatesIn({ lines }).map(({ text }) => text);

describe('a number in the writing', () => {
  it.each([
    ['Order # 112-7493820-5561034', '112-7493820-5561034'],
    ['订单编号：3871250934216678821 复制', '3871250934216678821'],
    ['iTRES: SO-10023 #4', 'SO-10023'],
    ['Order #1042 was placed on', '1042'],
    ['Your order no. 77', '77'],
    ['Bestellung Nr. 5012', '5012'],
    ['Order number: 900', '900'],
    ['#20871', '20871'],
    ['Order#302', '302'],
    ['SF 1403 9588 27116', 'SF1403958827116'],
    ['Tracking ID: 1Z999AA10123456784', '1Z999AA10123456784'],
    ['运单号 YT7719003482156 运输中', 'YT7719003482156'],
    ['R-2026/11/0042', 'R-2026/11/0042'],
    ['¥Z20261120130522', '¥Z20261120130522'],
    ['order_id=WC_58213', 'WC_58213'],
    ['SO 10023', 'SO10023'],
  ])('%s', (line, number) => expect(texts(line)).toContain(number));

  it.each([
    [['Order # 112-', '7493820-5561034'], '112-7493820-5561034'],
    [['Ordered on November 20 | Order #302', '5510927-8843161'], '302-5510927-8843161'],
    [['单号 4321980', '76655123'], '432198076655123'],
    [['Order E2026111', 'Tuesday', '8093412005'], 'E20261118093412005'],
  ])('over the end of a line: %j', (lines, number) => expect(texts(...lines)).toContain(number));

  it.each([['¥599.00 x1'], ['2 x 18.98'], ['昨天 21:14'], ['Qty: 2'], ['Nov 21.'], ['10:42 4G 87%'], ['250g'], ['Denim jacket, blue, S 1 $79.00'], ['']])(
    'is none in %s',
    (line) => expect(texts(line)).toEqual([]),
  );

  it('stays within its bounds for a page of digits', () => {
    expect(texts(...Array.from({ length: 200 }, (_, n) => `${n}0123456789 ${n}9876543210 ${'7'.repeat(60)}`)).length).toBeLessThanOrEqual(80);
  });
});

describe('signs that look alike', () => {
  it.each([
    ['SO-10023', 'S0-1OO23'],
    ['YZ2026112013', '¥Z2O26112013'],
    ['E2026', '£2026'],
    ['WC-58213', 'Wc-58213'],
    ['1042', '1o42'],
    ['JD0002398841075', 'jD0002398841075'],
    ['B8-6G', '8B-G6'],
    ['112-7493820-5561034', '1127493820 5561034'],
  ])('%s and %s', (one, other) => expect(lookalike(one)).toBe(lookalike(other)));

  it.each([
    ['SO-10023', 'SO-10024'],
    ['10023', '10028'],
    ['7001', '1001'],
    ['A100', 'H100'],
    ['3333', '8333'],
  ])('but not %s and %s', (one, other) => expect(lookalike(one)).not.toBe(lookalike(other)));

  it.each([
    ['S0-10023', '10023'],
    ['SO-10023', '10023'],
    ['5O-1OO23', '10023'],
    ['PP2026-0013', '20260013'],
    ['#1o42', '1042'],
    ['112-7493820-5561034', '11274938205561034'],
    ['WC-S8213', '58213'],
  ])('%s may have the digits %s', (text, digits) => expect(digitsOf(text)).toContain(digits));
});
