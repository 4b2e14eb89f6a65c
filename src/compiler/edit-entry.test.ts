import { expect, it } from 'vitest';
import { editEntry, writtenEntries } from './edit-entry.ts';

const faq = (entries: string) => `# our questions\nfaq: shop\nentries:\n${entries}`;

it.each([
  [
    'a plain answer, its comment stays',
    '  - q: [hours]\n    a: Nine to six. # since May\n',
    { a: 'Ten to six.' },
    '  - q: [hours]\n    a: "Ten to six." # since May\n',
  ],
  [
    'one language of two',
    '  - q: [hours]\n    a:\n      # checked by Mei\n      zh: 九点开门\n      en: At nine.\n',
    { a: { zh: '十点开门' } },
    '  - q: [hours]\n    a:\n      # checked by Mei\n      zh: "十点开门"\n      en: At nine.\n',
  ],
  [
    'a language more',
    '  - q: [hours]\n    a:\n      zh: 九点开门 # 门店\n  - q: [x]\n    a: y\n',
    { a: { en: 'At nine.' } },
    '  - q: [hours]\n    a:\n      zh: 九点开门 # 门店\n      en: "At nine."\n  - q: [x]\n    a: y\n',
  ],
  [
    'a language more on one line',
    '  - q: [hours]\n    a: { zh: 九点开门 }\n',
    { a: { en: 'At nine: always' } },
    '  - q: [hours]\n    a: { zh: 九点开门, en: "At nine: always" }\n',
  ],
  [
    'one text becomes two',
    '  - q: [hours]\n    a: At nine.\n',
    { a: { zh: '九点', en: 'At nine.' } },
    '  - q: [hours]\n    a: { zh: "九点", en: "At nine." }\n',
  ],
  [
    'a folded text',
    '  - q: [hours]\n    a: >-\n      At\n      nine.\n    check_by: 2027-01-01\n',
    { a: 'At ten.' },
    '  - q: [hours]\n    a: "At ten."\n    check_by: 2027-01-01\n',
  ],
  ['the same words change nothing', "  - q: ['hours']\n    a: 'At nine.'\n", { q: ['hours'], a: 'At nine.' }, "  - q: ['hours']\n    a: 'At nine.'\n"],
  ['wordings on one line', '  - q: [hours, when] # two\n    a: x\n', { q: ['hours', 'when, then'] }, '  - q: [hours, "when, then"] # two\n    a: x\n'],
  [
    'wordings line by line: one changed, one more',
    '  - q:\n      - hours # short\n      - when\n    a: x\n',
    { q: ['hours', 'at what time', 'open?'] },
    '  - q:\n      - hours # short\n      - "at what time"\n      - "open?"\n    a: x\n',
  ],
  ['wordings line by line: one gone', '  - q:\n      - hours # short\n      - when\n    a: x\n', { q: ['hours'] }, '  - q:\n      - hours # short\n    a: x\n'],
  ['lines of Windows', '  - q: [hours]\r\n    a: At nine.\r\n', { a: 'At ten.' }, '  - q: [hours]\r\n    a: "At ten."\r\n'],
] as const)('%s', (_name, before, change, after) => {
  const edited = editEntry(faq(before), 0, change as Parameters<typeof editEntry>[2]);
  expect(edited).toBe(faq(after));
  const [entry] = writtenEntries(edited ?? '');
  if ('q' in change) expect(entry?.q).toEqual(change.q);
  if ('a' in change) expect(entry?.a).toEqual(typeof change.a === 'string' ? change.a : expect.objectContaining(change.a));
});

it('reads what is there, and changes nothing that is not text', () => {
  const source = faq('  - q: one wording\n    a: { zh: 一, en: one }\n    check_by: 2027-01-01\n  - q: [a]\n    a: [1, 2]\n');
  expect(writtenEntries(source)).toEqual([{ n: 0, line: 4, q: ['one wording'], a: { zh: '一', en: 'one' }, checkBy: '2027-01-01' }]);
  expect(editEntry(source, 1, { a: 'x' })).toBeUndefined();
  expect(editEntry(source, 7, { a: 'x' })).toBeUndefined();
  expect(editEntry('faq: [', 0, { a: 'x' })).toBeUndefined();
});
