import { expect, it } from 'vitest';
import { decisionsIndex, readDecision } from '../../scripts/docs/decisions-index.ts';

const head = (number: number, state: string) => `# ${number}. Tea\n\n**${state}.** Green is kept cool.\n\nWhy.\n`;

it('lists each decision with its state and its line', () => {
  const page = decisionsIndex(
    new Map([
      ['001-tea.md', head(1, 'Replaced by 2')],
      ['002-tea.md', head(2, 'Accepted')],
    ]),
  );
  expect(page.split('\n').slice(-3)).toEqual([
    '| 1 | [Tea](001-tea.md) | replaced by [2](002-tea.md) | Green is kept cool. |',
    '| 2 | [Tea](002-tea.md) | accepted | Green is kept cool. |',
    '',
  ]);
});

it.each([
  ['no state', '# 1. Tea\n\nWhy.\n'],
  ['an unknown state', head(1, 'Perhaps')],
  ['another number than its file', head(2, 'Accepted')],
])('refuses a head with %s', (_, text) => {
  expect(() => readDecision('001-tea.md', text)).toThrow('begin with');
});

it('refuses a gap in the numbers, and a replacement that does not exist', () => {
  expect(() => decisionsIndex(new Map([['002-tea.md', head(2, 'Accepted')]]))).toThrow('numbers go from 1 up');
  expect(() => decisionsIndex(new Map([['001-tea.md', head(1, 'Replaced by 7')]]))).toThrow('does not exist');
});
