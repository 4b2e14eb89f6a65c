import { expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { shopFindings } from './shop.ts';

/** What is said of `shop.terms` for a config with these lines under `shop`. */
function ofTerms(lines: string) {
  const loaded = loadConfig(`shop: { ${lines} }\n`, 'config.yaml');
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const keys = [...lines.matchAll(/(?:^|, )(\w+):/g)].map(([, key]) => key);
  const written = (...[section, key = '']: string[]): boolean => section === 'shop' && keys.includes(key);
  return shopFindings({ config: loaded.value, configFile: 'config.yaml', written, flowsDir: 'flows', flows: [], faqs: [], problems: [] }).filter(
    ({ where }) => where === 'config.yaml shop.terms',
  );
}

it.each([
  ['demo: false', [/^not written: nothing is promised to anybody/]],
  ['demo: true', [/those of the demo shop$/]],
  ['demo: false, terms: {}', []],
  ['demo: false, terms: { return_days: 7 }', []],
])('terms of a shop with %s', (lines, told) => {
  const found = ofTerms(lines);
  expect(found).toHaveLength(told.length);
  for (const [at, { level, what, cure }] of found.entries()) {
    expect(level).toBe('missing');
    expect(what.en).toMatch(told[at] ?? '');
    expect(what.zh).toMatch(/^没有写/);
    expect(cure.en).toContain('terms: { return_days: 7, postage: 9.90 }');
    expect(cure.zh).toContain('terms: { return_days: 7, postage: 9.90 }');
  }
});
