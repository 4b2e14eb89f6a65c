import { describe, expect, it } from 'vitest';
import { mergeText } from './merge-text.ts';

const base = 'a\nb\nc\nd\ne\nf\ng\n';

describe('mergeText', () => {
  it.each([
    ['only theirs changed', base, base.replace('b', 'B'), 'a\nB\nc\nd\ne\nf\ng\n', 1],
    ['only mine changed', base.replace('b', 'B'), base, 'a\nB\nc\nd\ne\nf\ng\n', 0],
    ['both, in different places', base.replace('b', 'mine'), base.replace('f', 'theirs'), 'a\nmine\nc\nd\ne\ntheirs\ng\n', 1],
    ['both made the same change', base.replace('b', 'B'), base.replace('b', 'B'), 'a\nB\nc\nd\ne\nf\ng\n', 0],
    ['theirs added at the end', base.replace('a', 'A'), `${base}h\n`, 'A\nb\nc\nd\ne\nf\ng\nh\n', 1],
    ['theirs removed lines', base.replace('a', 'A'), base.replace('e\nf\n', ''), 'A\nb\nc\nd\ng\n', 1],
    ['nobody changed', base, base, base, 0],
  ])('%s', (_, mine, theirs, text, taken) => {
    const merged = mergeText(mine, base, theirs);
    expect(merged).toMatchObject({ text, conflicts: [] });
    expect(merged.taken).toHaveLength(taken);
  });

  it('says where what it took begins in the new text, and what it is', () => {
    const { taken } = mergeText(base.replace('b', 'x\ny'), base, base.replace('f', 'theirs'));
    expect(taken).toEqual([{ line: 7, lines: ['theirs'] }]);
  });

  it('tells lines that both changed with their line in mine, and keeps mine there', () => {
    const { conflicts, text } = mergeText(base.replace('d', 'mine'), base, base.replace('d', 'theirs').replace('a', 'A'));
    expect(conflicts).toEqual([{ line: 4, mine: ['mine'], theirs: ['theirs'] }]);
    expect(text).toBe('A\nb\nc\nmine\ne\nf\ng\n');
  });

  it.each([
    ['mine', 'A\nb\nc\nmine\ne\nf\ng\n'],
    ['theirs', 'A\nb\nc\ntheirs\ne\nf\ng\n'],
  ] as const)('asked for %s, there is no conflict left', (prefer, text) => {
    const merged = mergeText(base.replace('d', 'mine'), base, base.replace('d', 'theirs').replace('a', 'A'), prefer);
    expect(merged).toMatchObject({ conflicts: [], text });
  });
});
