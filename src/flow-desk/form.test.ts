import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formOf, withEdits } from './form.ts';

const flow = `# The shop's hours. 营业时间
flow: hours   # one name
start:
  - says: [opening hours]
steps:
  - ask: { zh: 哪一天？, en: "Which day?" }   # asked once
    options:
      - { label: { zh: 周一, en: Monday }, then: end }
  - name: long
    say: |
      First line.
      Second line.
  # the end
  - say: 'it''s over'
`;

describe('the form of a file', () => {
  it('lists what customers read, with the step that it belongs to', () => {
    expect(formOf(flow).map(({ of, field, lang, text, line }) => [of, field, lang, text, line])).toEqual([
      ['ask', 'ask', 'zh', '哪一天？', 6],
      ['ask', 'ask', 'en', 'Which day?', 6],
      ['ask', 'label', 'zh', '周一', 8],
      ['ask', 'label', 'en', 'Monday', 8],
      ['long', 'say', undefined, 'First line.\nSecond line.\n', 10],
      ['say', 'say', undefined, "it's over", 14],
    ]);
    expect(formOf('flow: [')).toEqual([]);
  });

  const texts = [
    'Hello',
    '您好，欢迎',
    'a: b',
    'with # hash',
    '- dash',
    '"quoted"',
    "it's",
    '{{ name }}',
    '',
    ' space ',
    'two\nlines',
    'true',
    '12',
    'a, b',
    '[x]',
    '？',
    '😀',
    '|',
    '> x',
    '%',
  ];
  it.each(texts)('takes %j in every place, and changes nothing else', (text) => {
    for (const { path } of formOf(flow)) {
      const changed = withEdits(flow, [{ path, text }]) ?? '';
      const now = formOf(changed);
      const trimmed = (value: string | undefined): string => (value ?? '').replace(/\n$/, '');
      expect([path, trimmed(now.find((field) => field.path.join() === path.join())?.text)]).toEqual([path, trimmed(text)]);
      expect(now.filter((field) => field.path.join() !== path.join()).map(({ text: other }) => other)).toEqual(
        formOf(flow)
          .filter((field) => field.path.join() !== path.join())
          .map(({ text: other }) => other),
      );
      for (const comment of ["# The shop's hours. 营业时间", '# one name', '# asked once', '# the end']) expect(changed).toContain(comment);
    }
  });

  it('refuses a place that is no text', () => {
    expect(withEdits(flow, [{ path: ['steps', 9, 'say'], text: 'x' }])).toBeUndefined();
    expect(withEdits(flow, [{ path: ['steps'], text: 'x' }])).toBeUndefined();
  });

  const shipped = readdirSync('flows').filter((name) => /^(?!.*\.test\.).*\.yaml$/.test(name));
  it.each(shipped)('writes each text of %s back as it was', (name) => {
    const source = readFileSync(`flows/${name}`, 'utf8');
    const edits = formOf(source).map(({ path, text }) => ({ path, text }));
    expect(parse(withEdits(source, edits) ?? '')).toEqual(parse(source));
  });
});
