import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { compileTest, holds, isTextProblem, parseCond, type Scope, type TextOptions } from './text.ts';

const options: TextOptions = { defaultLang: 'en', zone: 'Asia/Shanghai', currency: 'CNY' };
const now = Date.UTC(2026, 10, 30, 4);
const reads = { root: (name: string) => (scope: Scope) => scope[name] };

const words = ['vip', 'new', 'M', '300', '', 'zh-TW', '生日', 'a"b'.slice(0, 1)];
const text = fc.constantFrom(...words);
const number = fc.oneof(fc.integer({ min: -3, max: 400 }), fc.constantFrom(0, 300, 0.5, now, now - 86_400_000));
const money = fc.record({ amount: fc.integer({ min: 0, max: 50_000 }), currency: fc.constantFrom('CNY', 'USD') });
const plain: fc.Arbitrary<Json> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const list: fc.Arbitrary<Json> = fc.array(fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: plain }), { maxLength: 4 });
const table: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom('size', 'points', 'first', 'skin', 'list'), fc.oneof(plain, list, money), { maxKeys: 4 });
const value: fc.Arbitrary<Json> = fc.oneof(plain, list, money, table);
const names = ['lang', 'tags', 'orders', 'spent', 'seen', 'marketing', 'contact', 'nobody'];
const scope: fc.Arbitrary<Scope> = fc.dictionary(fc.constantFrom(...names.slice(0, -1)), value);

const path = fc.oneof(
  fc.constantFrom(...names),
  fc
    .tuple(
      fc.constantFrom('contact', 'tags', 'spent', 'nobody'),
      fc.constantFrom('.size', '.points', '.first', '.last', '.skin', '.list.size', '[0]', '.amount', '["skin"]'),
    )
    .map((both) => both.join('')),
);
const literal = fc.oneof(
  fc.constantFrom('nil', 'empty', 'blank', 'true', 'false', '300', '-1', '0.5', String(now)),
  text.map((word) => JSON.stringify(word)),
);
const filter = fc.constantFrom(' | size', ' | upcase', ' | first', ' | default: "vip"', ' | plus: 1', ' | join: ","', ' | times: 2');
const operand = fc.oneof(
  { weight: 4, arbitrary: path },
  { weight: 3, arbitrary: literal },
  { weight: 1, arbitrary: fc.tuple(path, filter).map(([of, by]) => `(${of}${by})`) },
);
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'contains');
const comparison = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(operand, operator, operand).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(path, fc.constantFrom('"^v"', '"[0-9]+"', '"M|vip"')).map(([of, pattern]) => `${of} matches ${pattern}`) },
  { weight: 1, arbitrary: operand },
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    tie('condition').map((inner) => `not (${inner})`),
    fc
      .tuple(
        fc.constantFrom(' and ', ' or '),
        fc.array(
          tie('condition').map((inner) => `(${inner})`),
          { minLength: 2, maxLength: 3 },
        ),
      )
      .map(([by, all]) => all.join(by)),
  ),
}));

const told = (ask: () => boolean): boolean | 'throws' => {
  try {
    return ask();
  } catch {
    return 'throws';
  }
};

test('a compiled condition tells of every scope what Liquid tells', () => {
  let compiledCount = 0;
  let taken = 0;
  fc.assert(
    fc.property(condition, fc.array(scope, { minLength: 1, maxLength: 5 }), (source, scopes) => {
      const cond = parseCond(source);
      if (isTextProblem(cond)) return;
      taken += 1;
      const compiled = compileTest<Scope>(cond, 'en', options, reads);
      if (!compiled) return;
      compiledCount += 1;
      for (const one of scopes) {
        const liquid = told(() => holds(cond, 'en', { ...one, now }, options));
        // Two currencies that are added up end Liquid's evaluation; a part of a condition that decides it already is not evaluated here.
        if (liquid === 'throws') continue;
        expect({ source, one, holds: told(() => compiled(one, now)) }).toEqual({ source, one, holds: liquid });
      }
    }),
    { numRuns: 4_000 },
  );
  expect(compiledCount / taken).toBeGreaterThan(0.95);
});

test.each(['lang == "en" and (1..3) contains 2', 'tags contains contact[lang]', '(tags | join: lang) == "x"'])('%s is left to Liquid', (source) => {
  const cond = parseCond(source);
  if (isTextProblem(cond)) throw new Error(JSON.stringify(cond));
  expect(compileTest<Scope>(cond, 'en', options, reads)).toBeUndefined();
});

test('a filter that reads the time has it', () => {
  const cond = parseCond('(seen | ago) contains "day"');
  if (isTextProblem(cond)) throw new Error(JSON.stringify(cond));
  const compiled = compileTest<Scope>(cond, 'en', options, reads);
  const one = { seen: now - 3 * 86_400_000 };
  expect(compiled?.(one, now)).toBe(holds(cond, 'en', { ...one, now }, options));
  expect(compiled?.(one, now - 3 * 86_400_000)).toBe(holds(cond, 'en', { ...one, now: now - 3 * 86_400_000 }, options));
});
