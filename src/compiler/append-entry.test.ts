import { describe, expect, it } from 'vitest';
import { appendEntry } from './append-entry.ts';
import { parseFile } from './flow.ts';

const entry = { q: ['do you have parking?', 'say "hi": #1, [x] {{ y', '能停车吗'], a: { zh: '有，在楼下。', en: 'Yes: below the shop, for 2 hours.' } };
const written = (indent: string) =>
  [
    '- q:',
    '    - "do you have parking?"',
    '    - "say \\"hi\\": #1, [x] {{ y"',
    '    - "能停车吗"',
    '  a:',
    '    zh: "有，在楼下。"',
    '    en: "Yes: below the shop, for 2 hours."',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');

const head = '# ours\nfaq: shop\nentries:\n';

describe('one more entry', () => {
  it.each([
    ['indented', `${head}  # first\n  - q: [how much]\n    a: nine # cheap\n`, '  ', ''],
    ['not indented', `${head}- q: [how much]\n  a: nine\n`, '', ''],
    ['a block text last', `${head}  - q: [how much]\n    a: |\n      nine\n      dollars\n`, '  ', ''],
    ['comments and keys behind it', `${head}  - q: [how much]\n    a: nine\n`, '  ', '# the end\nabout: all\n'],
    ['a language map last', `${head}  - q: [how much]\n    a:\n      zh: 九\n      en: nine\n`, '  ', '\n# ---- more\n'],
  ])('%s', (_, before, indent, behind) => {
    const made = appendEntry(before + behind, entry);
    expect(made).toBe(before + written(indent) + behind);
    expect(parseFile(made ?? '', 'f.yaml', {}).faq?.entries.at(-1)?.q).toEqual(entry.q);
  });

  it('a file without an end of line gets one', () => {
    expect(appendEntry(`${head}  - q: [how much]\n    a: nine`, entry)).toBe(`${head}  - q: [how much]\n    a: nine\n${written('  ')}`);
  });

  it('Windows ends of line stay', () => {
    const before = `${head}  - q: [how much]\n    a: nine\n`;
    expect(appendEntry(before.replaceAll('\n', '\r\n'), entry)).toBe((before + written('  ')).replaceAll('\n', '\r\n'));
  });

  it.each(['faq: shop\nentries: [{ q: [how much], a: nine }]\n', 'faq: shop\n', 'faq: shop\nentries: []\n', '- 1\n', 'faq: [\n', ''])(
    'nothing of %j',
    (source) => {
      expect(appendEntry(source, entry)).toBeUndefined();
    },
  );
});
