import { describe, expect, it } from 'vitest';
import { orderNumberSaid } from './order-number.ts';

describe('the order number in what a customer wrote', () => {
  it.each([
    ['where is SO-10016?', 'SO-10016'],
    ['so10016 尾号4821', 'SO-10016'],
    ['SO\u201110016', 'SO-10016'],
    ['10016', '10016'],
    ['SO-10016 138 0013 8000', 'SO-10016'],
    ['SO-10016 +1 (415) 555\u20110142', 'SO-10016'],
    ['SO-10016, li12345@example.com', 'SO-10016'],
    ['112-1234567-1234567', '112-1234567-1234567'],
    ['260105-123456789012345', '260105-123456789012345'],
    ['1234567890123456789', '1234567890123456789'],
    ['E20261118102431000100001', 'E20261118102431000100001'],
    ['尾号4821', null],
    ['last four digits 0142', null],
    ['13800138000', null],
    ['138-0013-8000', null],
    ['+86 138 0013 8000', null],
    ['415-555-0142', null],
    ['li12345@example.com', null],
  ])('%s', (text, number) => {
    expect(orderNumberSaid(text)).toBe(number);
  });
});
