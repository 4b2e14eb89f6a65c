import { describe, expect, it } from 'vitest';
import { advance, formatCursor, parseCursor, readAfter } from './cursor.ts';

const row = (n: number, state: 'shown' | 'waiting' | 'gone' = 'shown') => ({ n, state });

describe('cursor', () => {
  it('survives the trip through the browser', () => {
    for (const text of ['0', '17', '17.15.12', '17.15@k3f.4']) expect(formatCursor(parseCursor(text)!)).toBe(text);
  });

  it('takes junk for a first visit', () => {
    for (const text of [undefined, '', 'x', '-1', '1e9', '17.', '17@', '9'.repeat(40), '17.15@K.4', `1${'.2'.repeat(30)}`])
      expect(parseCursor(text)).toBeNull();
  });

  it('remembers what was not sent yet and shows it when it is', () => {
    const first = advance(null, [row(1), row(2, 'waiting'), row(3)]);
    expect(first.fresh.map((r) => r.n)).toEqual([1, 3]);
    expect(formatCursor(first.cursor)).toBe('3.2');
    expect(readAfter(first.cursor)).toBe(1);
    const second = advance(first.cursor, [row(2), row(3), row(4)]);
    expect(second.fresh.map((r) => r.n)).toEqual([2, 4]);
    expect(formatCursor(second.cursor)).toBe('4');
  });

  it('waits for numbers that are missing, but not for withdrawn messages', () => {
    const first = advance(null, [row(1), row(4), row(5, 'gone')]);
    expect(formatCursor(first.cursor)).toBe('5.3.2');
    expect(advance(first.cursor, [row(2), row(3, 'gone')]).fresh.map((r) => r.n)).toEqual([2]);
  });

  it('gives up on what lags far behind', () => {
    const held = advance(null, [row(1, 'waiting'), row(2)]).cursor;
    const rows = Array.from({ length: 150 }, (_, i) => row(i + 3));
    expect(advance(held, rows).cursor.gaps).toEqual([]);
  });
});
