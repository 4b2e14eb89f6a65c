/** Counts, not times: what grows with the square of a message is cut before it is looked at. */
import { expect, test } from 'vitest';
import { limits } from '../../src/limits.ts';
import { clauses } from '../../src/reading/clauses.ts';
import { matchSeveral } from '../../src/reading/values/choice.ts';
import { folded, heardText, words } from '../../src/reading/wording.ts';

test('a blank is read up to 40 wide, what stands around it stays', () => {
  expect(heardText(`a${' \u3000'.repeat(1_000)}b`)).toBe(`a${' \u3000'.repeat(20)}b`);
  expect(heardText('two  lines\n\n\nand more')).toBe('two  lines\n\n\nand more');
});

test('a folded text is no longer than a message, and a letter has at most 30 marks', () => {
  expect(folded('\ufdfa'.repeat(4_000)).length).toBe(limits.heard);
  expect(folded(`q${'\u0323\u0301'.repeat(1_000)}`).length).toBe(31);
  expect(words('\ufdfa'.repeat(4_000)).length).toBeLessThanOrEqual(limits.heard);
});

test('a message has so many clauses, and the last one holds the rest', () => {
  const found = clauses('and one, two. '.repeat(500));
  expect(found.length).toBe(limits.clauses);
  expect(found.at(-1)?.length).toBeGreaterThan(4_000);
  expect(clauses('SO-12345, and do you ship to Canada?')).toEqual(['SO-12345', 'and do you ship to Canada']);
});

test('a list of more words than there can be options is none; the options in it count', () => {
  const all = ['red', 'blue', 'green'].map((label, n) => ({ option: String(n), label }));
  const many = Array.from({ length: 400 }, (_, n) => `w${n}`).join(', ');
  expect(matchSeveral(`${many}, blue`, all, ['0', '1', '2'])).toEqual({ several: ['1'] });
  expect(matchSeveral('red, blue, red', all, ['0', '1', '2'])).toEqual({ several: ['0', '1'] });
});
