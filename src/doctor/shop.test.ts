import { describe, expect, it } from 'vitest';
import { checkFlows } from '../compiler/flow.ts';
import { loadConfig } from '../config/load.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import { type FlowState, type ShopSituation, shopFindings } from './shop.ts';

/** What is said of a shop with this config, its keys read as written. */
function findingsOf(lines: string, more: Partial<ShopSituation> = {}) {
  const loaded = loadConfig(`shop: { ${lines} }\n`, 'config.yaml');
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const keys = [...lines.matchAll(/(?:^|, )(\w+):/g)].map(([, key]) => key);
  const written = (...[section, key = '']: string[]): boolean => section === 'shop' && keys.includes(key);
  const stateOf = (): FlowState => 'nothing';
  return shopFindings({ config: loaded.value, configFile: 'config.yaml', written, flowsDir: 'flows', flows: [], faqs: [], problems: [], stateOf, ...more });
}

const ofTerms = (lines: string) => findingsOf(lines).filter(({ where }) => where === 'config.yaml shop.terms');

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

it.each([
  ['before', 'mend it; until then customers have the version before it', '请改好；在此之前，顾客用到的还是改动前的版本'],
  ['nothing', 'mend it; until then the flow is not live', '请改好；在此之前这个流程不会生效'],
  [
    'unknown',
    'mend it; until then customers have the version before it, or nothing where there was none',
    '请改好；在此之前顾客用到的是改动前的版本，从没生效过的就没有',
  ],
] as const)('a file with an error: customers have %s', (state, en, zh) => {
  const problem: Problem = { file: 'menu.yaml', line: 5, column: 3, severity: 'error', code: 'x', message: 'words' };
  const found = findingsOf('demo: false', { problems: [problem], stateOf: (file) => (file === 'menu.yaml' ? state : 'nothing') });
  expect(found).toContainEqual({ level: 'missing', where: 'flows/menu.yaml:5:3', what: { en: 'words', zh: 'words' }, cure: { en, zh } });
});

it.each([
  ['zone: UTC', ['shop.zone', 'shop.country']],
  ['zone: UTC, country: DE', ['shop.zone']],
  ['zone: Europe/Berlin', []],
  ['demo: false', ['shop.zone']],
])('zone and country of a shop with %s', (lines, told) => {
  const found = findingsOf(lines).filter(({ where }) => /shop\.(?:zone|country)$/.test(where));
  expect(found.map(({ where }) => where.replace('config.yaml ', ''))).toEqual(told);
  for (const { level, cure } of found) {
    expect(level).toBe('mind');
    expect(cure.en).toMatch(/Asia\/Shanghai|such as DE, US or CN/);
    expect(cure.zh).toMatch(/Asia\/Shanghai|country: CN/);
  }
});

it('hours that are not written are those that customers are told', () => {
  const [found] = findingsOf('demo: false').filter(({ where }) => where.endsWith('shop.hours'));
  expect(found?.what).toEqual({
    en: 'not written: customers are told that people answer Monday to Friday 9:00–18:00, Saturday 10:00–16:00',
    zh: '没有写：会告诉顾客人工客服的时间是周一至周五 9:00–18:00，周六 10:00–16:00',
  });
});

describe('consent', () => {
  const flowsOf = (text: string) => checkFlows([{ file: 'news.yaml', text }], { langs: ['en'] }).flows;
  const asking = (words: string) => `flow: news\nstart:\n  - says: [news please]\nsteps:\n  - consent: "${words}"\n    for: marketing\n  - say: Thanks\n`;
  const cures = (words: string) =>
    findingsOf('name: { en: Parts }, langs: [en]', { flows: flowsOf(asking(words)) }).filter(({ where }) => where.startsWith('flows/news'));

  it('that says who asks and how to end it is right', () => {
    expect(cures('May {{ shop.name }} send you news? Reply STOP to end them.')).toEqual([]);
  });

  it('that does not is told with a sentence to write', () => {
    const found = cures('May we send you news?');
    expect(found.map(({ level, where }) => [level, where])).toEqual([
      ['missing', 'flows/news.yaml:5'],
      ['mind', 'flows/news.yaml:5'],
    ]);
    expect(found[0]?.cure.en).toBe('open the file at this line and end the text with: Reply STOP at any time to end them.');
    expect(found[1]?.cure.en).toContain('May {{ shop.name }} send you news and offers? (customers read: Parts)');
    expect(found[1]?.cure.zh).toContain('要接收{{ shop.name }}的新品和优惠吗？');
  });

  it('that nobody asks for is cured by the flow that ships', () => {
    const promo = flowsOf('flow: news\nkind: promo\nstart:\n  - says: [news please]\nsteps:\n  - say: News\n');
    expect(promo).toHaveLength(1);
    expect(findingsOf('demo: false', { flows: promo })).toContainEqual(
      expect.objectContaining({
        level: 'missing',
        where: 'flows',
        cure: expect.objectContaining({ en: expect.stringContaining('npx zhanggui flows --take subscribe') }),
      }),
    );
  });
});
