import { describe, expect, it } from 'vitest';
import { csvOf, tableOf } from './report-table.ts';
import { barOf, drawTable, type Table } from './table.ts';

const table: Table = {
  title: 'Flows',
  heads: ['flow', 'conversations', 'revenue'],
  rows: [
    [{ text: 'menu' }, { text: '1,200', value: 1_200 }, { text: '-' }],
    [{ text: '=购物车提醒' }, { text: '300', value: 300 }, { text: '$12.50', value: 12.5 }],
  ],
  bar: 1,
  notes: ['a note'],
  none: 'nothing',
};

describe('a table', () => {
  it('has columns in line and a bar in a terminal', () => {
    expect(drawTable(table, { isTerminal: true, width: 80 })).toEqual([
      'Flows',
      '',
      'flow         conversations  revenue',
      'menu                 1,200        -  ████████████',
      '=购物车提醒            300   $12.50  ███',
      '',
      'a note',
    ]);
  });

  it('gives way where the terminal is narrow', () => {
    const lines = drawTable(table, { isTerminal: true, width: 42 });
    expect(lines[2]).toBe('flow         conversations');
    expect(drawTable(table, { isTerminal: true, width: 38 })[4]).toMatch(/^=购物.…\s+300 {2}███$/);
  });

  it('is plain lines in a pipe', () => {
    expect(drawTable(table, { isTerminal: false, width: 80 })).toEqual(['flow\tconversations\trevenue', 'menu\t1,200\t-', '=购物车提醒\t300\t$12.50']);
  });

  it('moves no cursor', () => {
    const rows = [[{ text: 'a\u001b[2Jb\u202ec\nd' }, { text: '1', value: 1 }, { text: '' }]];
    expect(drawTable({ ...table, rows }, { isTerminal: false, width: 80 })[1]).toBe('a [2Jb c d\t1\t');
  });

  it('says that there is nothing', () => {
    expect(drawTable({ ...table, rows: [], notes: [] }, { isTerminal: true, width: 80 })).toEqual(['Flows', '', 'nothing']);
    expect(drawTable({ ...table, rows: [] }, { isTerminal: false, width: 80 })).toEqual(['nothing']);
  });

  it('is a file that no spreadsheet runs, with numbers as they are', () => {
    const sold = (text: string, value: number, unit: string) => [{ text }, { text: '1', value: 1 }, { text: 'x', value, unit }];
    expect(csvOf(table)).toEqual(['\uFEFFflow,conversations,revenue\r\n', 'menu,1200,\r\n', "'=购物车提醒,300,12.5\r\n"]);
    expect(csvOf({ ...table, rows: [sold('a', 12.5, 'CNY'), sold('b', 0.5, 'CNY')] }).join('')).toBe(
      '\uFEFFflow,conversations,revenue (CNY)\r\na,1,12.5\r\nb,1,0.5\r\n',
    );
    expect(csvOf({ ...table, rows: [sold('a', 12.5, 'CNY'), sold('b', 0.5, 'USD')] })[1], 'two currencies').toBe('a,1,x\r\n');
  });

  it.each([
    [0, 10, ''],
    [10, 10, '████████████'],
    [5, 10, '██████'],
    [1, 96, '▏'],
    [-3, 10, ''],
    [3, 0, ''],
  ])('a bar of %d of %d', (value, most, expected) => expect(barOf(value, most)).toBe(expected));
});

describe('the table of a report', () => {
  const range = { from: '2026-11-01', to: '2026-11-30', zone: 'Asia/Shanghai' };
  const lift = { recovered: [{ currency: 'CNY', amount: 5_000, low: -100, high: 10_000 }], words: { en: 'Too few to tell', zh: '人数太少' } };
  const row = { kind: 'cart', name: 'cart-reminder', reached: 10, clicked: null, orders: { count: 2, revenue: [] }, spent: [] };

  it('never adds up currencies, and says when people were too few', () => {
    const revenue = [
      { amount: 100, currency: 'CNY' },
      { amount: 200, currency: 'USD' },
    ];
    const body = { range, rows: [{ ...row, orders: { count: 2, revenue }, lift: { ...lift, enough: false } }] };
    const shown = tableOf('campaigns', [body], 'en');
    expect(shown?.rows[0]?.map(({ text }) => text)).toEqual(['cart-reminder', 'cart', '2', 'CN¥1.00 + $2.00', '10', '-', 'too few', '-']);
    expect(shown?.notes).toEqual(['cart-reminder: Too few to tell']);
    expect(tableOf('campaigns', [{ range, rows: [{ ...row, lift: { ...lift, enough: true } }] }], 'zh')?.rows[0]?.[6]?.text).toBe('¥50.00 (-¥1.00 – ¥100.00)');
  });

  it('is none of what another version answers', () => {
    expect(tableOf('overview', [{ range, rows: [] }], 'en')).toBeUndefined();
    expect(tableOf('flows', [], 'en')).toBeUndefined();
  });
});
