import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { editConfig } from './edit-config.ts';
import { loadConfig } from './load.ts';

it.each([
  ['an empty file', '', { langs: ['en'] }, 'shop:\n  langs: ["en"]\n'],
  [
    'a value on its line, its comment stays',
    'shop:\n  name: { en: Tea } # ours\n  currency: CNY\n',
    { name: { en: 'Tea & Co.' } },
    'shop:\n  name: { en: "Tea & Co." } # ours\n  currency: CNY\n',
  ],
  ['a value line by line', 'shop:\n  langs:\n    - zh\n    - en\n  currency: CNY\n', { langs: ['zh'] }, 'shop:\n  langs: ["zh"]\n  currency: CNY\n'],
  [
    'a key that is not there',
    'shop:\n  # money\n  currency: CNY\n',
    { closed_on: ['2026-10-01'] },
    'shop:\n  # money\n  closed_on: ["2026-10-01"]\n  currency: CNY\n',
  ],
  ['no section', 'log:\n  level: info', { langs: ['en'] }, 'log:\n  level: info\nshop:\n  langs: ["en"]\n'],
  ['a section of comments', 'shop:\n  # name: x\nlog:\n  level: info\n', { langs: ['en'] }, 'shop:\n  langs: ["en"]\n  # name: x\nlog:\n  level: info\n'],
  ['a section on one line', 'shop: { currency: CNY }\n', { langs: ['en'] }, 'shop: { langs: ["en"], currency: CNY }\n'],
] as const)('%s', (_name, before, change, after) => {
  expect(editConfig(before, change as Parameters<typeof editConfig>[1])).toBe(after);
});

it('changes three lines of the whole file, which is read with them', () => {
  const text = readFileSync('config/default.yaml', 'utf8');
  const change = { name: { zh: '茶：铺', en: 'Tea "No. 1"' }, hours: { mon: ['10:00-18:00'], sun: ['10:00-12:00', '13:00-15:00'] }, closed_on: ['2026-10-01'] };
  const edited = editConfig(text, change) ?? '';
  const [before, after] = [text.split('\n'), edited.split('\n')];
  expect(after.filter((line, at) => line !== before[at])).toHaveLength(3);
  const loaded = loadConfig(edited, 'c.yaml');
  expect(loaded.ok && loaded.value.shop).toMatchObject(change);
  expect(editConfig('[', change)).toBeUndefined();
});
