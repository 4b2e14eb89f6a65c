/** What stands behind ` #` in a line that is repaired: kept as the text it was meant to be, or left a comment and said so, never dropped. */
import { expect, it } from 'vitest';
import { applyFixes, parseFile } from '../../src/compiler/flow.ts';
import type { Problem } from '../../src/flow-tree/flow-tree.ts';

const answered = (line: string): string => `faq: t\nentries:\n  - q: [hi there]\n    ${line}\n`;
const problemsOf = (line: string, lang: 'en' | 'zh'): Problem[] => parseFile(answered(line), 't.yaml', { lang, langs: ['zh', 'en'] }).problems;

// The line, the repaired line, and the comment that is told to stay one (with a space behind #, as YAML's users write comments).
it.each([
  ['a: Yes: send photos # model', 'a: "Yes: send photos" # model', '# model'],
  ['a: Yes: send photos # model: X200', 'a: "Yes: send photos" # model: X200', '# model: X200'],
  ['a: Yes: send photos  # see: docs # more', 'a: "Yes: send photos"  # see: docs # more', '# see: docs # more'],
  ['a: Yes: send photos\t# model', 'a: "Yes: send photos"\t# model', '# model'],
  ['a: Yes: send photos #1 # internal', 'a: "Yes: send photos #1" # internal', '# internal'],
  ['a: Yes: C# code # model', 'a: "Yes: C# code" # model', '# model'],
  ['a: "Yes": send photos # model', `a: '"Yes": send photos' # model`, '# model'],
  ['a: "Yes: send photos" and # model', `a: '"Yes: send photos" and' # model`, '# model'],
  ["a: it's: 5 # five", `a: "it's: 5" # five`, '# five'],
  ['a: {{ shop.name }} # name', 'a: "{{ shop.name }}" # name', '# name'],
  ['a: @us # on IG', 'a: "@us" # on IG', '# on IG'],
  ['a: 可以: 发图 # 型号', 'a: "可以: 发图" # 型号', '# 型号'],
  ['a: Yes: send photos #model', 'a: "Yes: send photos #model"', undefined],
  ['a: Yes: send photos #', 'a: "Yes: send photos #"', undefined],
  ['a: "Yes: send photos # model', 'a: "Yes: send photos # model"', undefined],
  ["a: 'Yes: send photos #1 # model", 'a: "Yes: send photos #1 # model"', undefined],
  ['a: {{ shop.name }} #1 shop', 'a: "{{ shop.name }} #1 shop"', undefined],
  ['a: Yes #1 of two', 'a: "Yes #1 of two"', undefined],
  ['a: # model', 'a: "# model"', undefined],
  ['a: #1 choice', 'a: "#1 choice"', undefined],
  ['a: { zh: 可以: 发图 # 型号, en: "Yes" }', 'a: { zh: "可以: 发图 # 型号", en: "Yes" }', undefined],
  ['a: { zh: 可以, en: Yes: send photos # model }', 'a: { zh: 可以, en: "Yes: send photos # model" }', undefined],
  ['a: { zh: 可以, en: Yes: send photos } # model', 'a: { zh: 可以, en: "Yes: send photos" } # model', undefined],
  ['a：Yes, send photos # model', 'a: Yes, send photos # model', undefined],
])('%s', (line, repaired, comment) => {
  for (const lang of ['en', 'zh'] as const) {
    const problems = problemsOf(line, lang);
    expect(applyFixes(answered(line), problems)).toBe(answered(repaired));
    const told = problems.map(({ message }) => message).join('\n');
    const stays = lang === 'en' ? `; "${comment}" stays a comment, which customers do not see` : `；“${comment}”仍是注释，顾客看不到`;
    if (comment === undefined) expect(told).not.toMatch(/stays a comment|仍是注释/);
    else expect(told).toContain(stays);
    expect(problemsOf(repaired, lang)).toEqual([]);
  }
});

it('a text that was quoted already has its comment untold', () => {
  expect(problemsOf('a: "Yes {{ shop.name | upcas }}" # model', 'en').map(({ message }) => message)).toEqual([expect.not.stringMatching(/comment/)]);
});
