/** What customers write to typed questions, and what is taken from it: nearly all of it right, nothing wrong. */
import { describe, expect, it } from 'vitest';
import { money, number, rating, several, yesNo } from './readers.ts';
import { rowsOf, score } from './tables.ts';

const readers = { number, money, 'yes-no': yesNo, score: rating, several };

describe.each(Object.entries(readers))('%s', (name, read) => {
  it.each(['zh', 'en'])('%s', (lang) => {
    const result = score(
      rowsOf(name).filter((row) => row.lang === lang),
      read,
    );
    expect(result.wrong).toEqual([]);
    expect(result.right / result.rows, result.silent.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});
