import { expect, it } from 'vitest';
import { advice, errorsReference } from '../../scripts/docs/errors-reference.ts';
import { errorTexts } from '../../src/errors.ts';

it.each(['en', 'zh'] as const)('says of every code what it means and what to do (%s)', (lang) => {
  const rows = new Map([...errorsReference(lang).matchAll(/^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$/gm)].map(([, code = '', ...cells]) => [code, cells]));
  expect([...rows.keys()].toSorted()).toEqual(Object.keys(errorTexts).toSorted());
  for (const [code, { retryable, ...text }] of Object.entries(errorTexts)) {
    const [means, again, what] = rows.get(code) ?? [];
    expect(means).toBe(text[lang]);
    expect(again).toBe({ en: retryable ? 'yes' : 'no', zh: retryable ? '是' : '否' }[lang]);
    expect(what).toMatch(lang === 'en' ? /\.$/ : /。$/);
  }
  expect(Object.keys(advice)).toHaveLength(rows.size);
});
