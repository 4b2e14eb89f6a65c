import { describe, expect, test } from 'vitest';
import type { Text } from './compiled-text.ts';
import {
  evaluate,
  holds,
  isTextProblem,
  parseCond,
  parseExpr,
  parseTemplate,
  renderTemplate,
  renderText,
  resolveValue,
  type Scope,
  singleExpr,
} from './text.ts';

const options = { defaultLang: 'zh', zone: 'Asia/Shanghai', currency: 'CNY' };
const now = Date.parse('2026-11-22T10:00:00Z');
const order = {
  number: 'SO-12345',
  status: 'out_for_delivery',
  total: { amount: 19990, currency: 'USD' },
  delivered_days: 8,
  items: [
    { title: 'Tee', quantity: 2, price: { amount: 1990, currency: 'USD' } },
    { title: 'Cap', quantity: 1, price: { amount: 1000, currency: 'USD' } },
  ],
};
const scope: Scope = {
  order,
  now,
  name: 'Ann',
  typed: '{{ 7 | times: 6 }}{% if true %}x{% endif %}',
  nothing: null,
  yuan: { amount: 14900, currency: 'CNY' },
  score: 2,
  empty: '',
  at: now - 3 * 3_600_000,
};

function render(source: string, lang = 'en', vars: Scope = scope): string {
  const template = parseTemplate(source);
  if (isTextProblem(template)) throw new Error(JSON.stringify(template));
  return renderTemplate(template, lang, vars, options).replace(/\u202f/g, ' ');
}

function cond(source: string, vars: Scope = scope): boolean {
  const parsed = parseCond(source);
  if (isTextProblem(parsed)) throw new Error(JSON.stringify(parsed));
  return holds(parsed, 'en', vars, options);
}

describe('templates', () => {
  test.each([
    ['plain', 'en', 'plain'],
    ['{{ order.number }}!', 'en', 'SO-12345!'],
    ['{{ order.items[1].title }}', 'en', 'Cap'],
    ['{{ order.missing.deep }}.', 'en', '.'],
    ['{{ order.total }} {{ order.total | money }}', 'en', '$199.90 $199.90'],
    ['{{ order.total | money }}', 'zh', '$199.90'],
    ['{{ 14900 | money }} {{ yuan }} {{ yuan | money }}', 'en', '¥149.00 ¥149.00 ¥149.00'],
    ['{{ yuan | money }}', 'es', '149,00\u00a0¥'],
    ['{{ "顺丰速运" | t }}, {{ "中通" | t }}, {{ "SF Express" | t }}', 'en', 'SF Express, ZTO Express, SF Express'],
    ['{{ "SF Express" | t }} {{ "DHL" | t }} {{ "邮政EMS" | t }}', 'zh', '顺丰速运 DHL EMS'],
    ["{{ order.items | sum: 'price' | money }}", 'en', '$29.90'],
    ["{{ order.items | map: 'title' | list }}", 'en', 'Tee and Cap'],
    ["{{ order.items | map: 'title' | list }}", 'zh', 'Tee和Cap'],
    ['{{ 1250 | money }}', 'zh', '¥12.50'],
    ['{{ 1234567.5 | number }}', 'en', '1,234,567.5'],
    ['{{ order.status | t }}', 'en', 'out for delivery'],
    ['{{ order.status | t }}', 'zh', '派送中'],
    ['{{ now | date }}', 'en', 'Nov 22, 6:00 PM'],
    ['{{ now | date }}', 'zh', '11月22日 18:00'],
    ["{{ '2025-03-04' | date }}", 'en', 'Mar 4, 2025'],
    ["{{ '2026-11-23 18:00' | date }}", 'en', 'Nov 23, 6:00 PM'],
    ["{{ '2026-11-23T18:00:00' | date }}", 'zh', '11月23日 18:00'],
    ["{{ '2026-11-23T10:00:00Z' | date }}", 'zh', '11月23日 18:00'],
    ['{{ at | ago }}', 'en', '3 hours ago'],
    ['{{ at | ago }}', 'zh', '3小时前'],
    ["{{ 1 | plural: 'item', 'items' }} {{ 3 | plural: 'item', 'items' }}", 'en', 'item items'],
    ["{{ '+8613800138000' | phone }}", 'zh', '+86 138 0013 8000'],
    ["{{ name | upcase }} {{ nobody | default: 'friend' }}", 'en', 'ANN friend'],
    ['{{ order.total | times: 2 }}', 'en', '$399.80'],
    ['{% for i in order.items %}{{ i.title }};{% endfor %}', 'en', 'Tee;Cap;'],
    ['{% if score > 1 and name == "Ann" %}yes{% endif %}', 'en', 'yes'],
  ])('%s in %s', (source, lang, expected) => {
    expect(render(source, lang)).toBe(expected);
  });

  test('what a customer typed is never executed', () => {
    expect(render('{{ typed }}')).toBe('{{ 7 | times: 6 }}{% if true %}x{% endif %}');
    expect(render('{{ typed | append: typed }}')).toContain('{{ 7 | times: 6 }}');
  });

  test('nothing but own properties of the scope is reachable', () => {
    for (const source of ['{{ constructor }}', '{{ name.constructor }}', '{{ order.__proto__ }}', '{{ order.items.map }}', "{{ order['constructor'] }}"]) {
      expect(render(source)).toBe('');
    }
  });

  test('a text falls back to the nearest language and says so', () => {
    const text: Text = { langs: { zh: '你好', en: 'Hello' } };
    expect(renderText(text, 'zh-TW', scope, options)).toEqual({ text: '你好' });
    expect(renderText(text, 'fr', scope, options)).toEqual({ text: 'Hello', missing: 'fr' });
    expect(renderText({ langs: {}, any: 'x' }, 'fr', scope, options)).toEqual({ text: 'x' });
  });

  test('what is empty at the end of a text leaves no space behind', () => {
    const template = parseTemplate('Sent! {{ nothing }} {{ empty }}\n');
    if (isTextProblem(template)) throw new Error(template.problem);
    expect(renderText({ langs: {}, any: template }, 'en', scope, options)).toEqual({ text: 'Sent!' });
  });

  test('limits hold', () => {
    expect(() => render('{% for i in (1..100000000) %}x{% endfor %}')).toThrow();
  });

  test.each([
    ['Hi {{ name', 'unclosed'],
    ['Hi {% if name }}', 'unclosed'],
    ['{% if name %}x', 'no-end-tag'],
    ['{{ name | upcas }}', 'unknown-filter'],
    ["{% include 'x' %}", 'unknown-tag'],
    ['{{ }}', 'empty-expression'],
    ['{{ name “x” }}', 'curly-quotes'],
    ['{{ order total }}', 'bad-condition'],
    ['{{ a @ b }}', 'not-understood'],
  ])('%s is a problem: %s', (source, problem) => {
    expect(parseTemplate(source)).toMatchObject({ problem });
  });
});

describe('conditions', () => {
  test.each([
    ['score <= 2', true],
    ['order.delivered_days > 7', true],
    ['nothing == nil', true],
    ['order == nil', false],
    ['name', true],
    ['missing', false],
    ['not missing', true],
    ['order.total > 100', true],
    ['order.total > 200', false],
    ['order.total == nil', false],
    ['missing > 3', false],
    ['(order.items | size) == 2', true],
    ['order.number matches "^SO-\\d+$"', true],
    ['order.number matches "^\\d+$"', false],
    ['name == "Ann" and (score > 5 or score < 3)', true],
  ])('%s', (source, expected) => {
    expect(cond(source)).toBe(expected);
  });

  test.each([
    ['a = "b"', 'operator', 'a == "b"'],
    ['a && b', 'operator', 'a and b'],
    ['a == “b”', 'curly-quotes', 'a == "b"'],
    ['{{ a }} == 1', 'braces', 'a == 1'],
    ['!a', 'operator', 'not a'],
    ['a and b or c', 'mixed-and-or', undefined],
    ['a or (b and c or d)', 'mixed-and-or', undefined],
    ['a | size > 3', 'filter-in-comparison', '(a | size) > 3'],
    ['a == 3 | size', 'filter-in-comparison', undefined],
    ['a b', 'bad-condition', undefined],
    ['a ==', 'bad-condition', undefined],
    ['a == "b', 'unclosed-quote', undefined],
    ['a matches "("', 'bad-regex', undefined],
    ['', 'empty-expression', undefined],
  ])('%s is a problem', (source, problem, instead) => {
    const found = parseCond(source);
    expect(found).toMatchObject({ problem });
    expect(isTextProblem(found) ? found.instead : '').toBe(instead);
  });
});

test('a value that is exactly one pair of braces keeps its type', () => {
  const single = singleExpr('{{ order.items }}');
  expect(single && evaluate(single, 'en', scope, options)).toEqual(order.items);
  const source = '{{ order.delivered_days }}';
  const template = parseTemplate(source);
  if (isTextProblem(template)) throw new Error();
  expect(resolveValue({ template, single: singleExpr(source) }, 'en', scope, options)).toBe(8);
  expect(singleExpr('{{ a }} {{ b }}')).toBeUndefined();
});

test('an expression gives plain JSON', () => {
  const expr = parseExpr("order.items | map: 'quantity'");
  if (isTextProblem(expr)) throw new Error();
  expect(evaluate(expr, 'en', scope, options)).toEqual([2, 1]);
});
