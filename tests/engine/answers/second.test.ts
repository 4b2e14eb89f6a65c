/** What customers write to typed questions, written down without a look at the readers: nothing wrong is taken, and nearly all is understood. */
import { describe, expect, it } from 'vitest';
import { formsOf } from './second/read-table.ts';
import { readers } from './second/readers.ts';

describe.each(Object.entries(readers))('%s, second table', (name, read) => {
  it.each(['zh', 'en'])('%s', (lang) => {
    const forms = formsOf(name).filter((form) => form.lang === lang);
    const missed = forms.map((form) => ({ ...form, got: read(form) })).filter(({ got, right }) => !right.includes(got));
    const told = missed.map(({ text, asked, got, right }) => `${text}${asked && ` (${asked})`} -> ${got}, not ${right.join(' or ')}`);
    expect(
      told.filter((_, at) => missed[at]!.got !== 'ask'),
      'wrong values',
    ).toEqual([]);
    expect(missed.length, told.join('\n')).toBeLessThanOrEqual(forms.length * 0.05);
  });
});
