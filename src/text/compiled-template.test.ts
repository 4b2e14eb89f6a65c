import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compiled-template.ts';
import { contextFor, liquid, type Scope } from './liquid.ts';
import { parseTemplate, renderTemplate } from './text.ts';
import { Work } from './work.ts';

const reads = { root: (name: string) => (scope: Scope) => (Object.hasOwn(scope, name) ? scope[name] : undefined) };
const reading = { lang: 'en', zone: 'Asia/Shanghai', currency: 'CNY', now: Date.UTC(2026, 10, 25, 3) };

/** Counts the steps of a rendering; the characters of two texts that are compared are not counted where it is compiled. */
class Counted extends Work {
  spent = 0;
  override step(): void {
    this.spent++;
    super.step();
  }
}

function byLiquid(source: string, scope: Scope) {
  const work = new Counted(1, undefined);
  return { text: String(liquid.renderSync(liquid.parse(source), contextFor(scope, reading, work))), spent: work.spent };
}

function compiled(source: string, scope: Scope) {
  const work = new Counted(1, undefined);
  const rendered = compileTemplate(liquid.parse(source), reads, contextFor({}, reading, work));
  return rendered && { text: rendered(scope, reading.now, work), spent: work.spent };
}

const order = { number: 'SO-1', status: 'shipped', total: { amount: 1990, currency: 'CNY' }, items: [{ title: 'Shirt' }, { title: 'Cap' }], eta: '2026-11-29' };
const scopes: Scope[] = [
  {},
  { order, n: 0, yes: true, no: false, name: '', list: [] },
  { order: null, n: 2, name: '{{ order.number }}', list: ['a', 'b'], yes: 'yes' },
];
const sources = [
  'a{{ order.number }}b',
  '{{ name | upcase | append: "!" }}',
  '{{ order.total | money }} {{ order.total | money: "short" }}',
  '{{ order.eta | date }} {{ order.items | map: "title" | join: ", " }}',
  '{{ order.items.size }} {{ order.items.first.title }} {{ order.items[1].title }}',
  '{% if order %}{{ order.number }}{% else %}none{% endif %}',
  '{% if n == 0 %}zero{% elsif n > 1 %}many{% else %}?{% endif %}',
  '{% if yes and order.status == "shipped" or no %}a{% endif %}b',
  '{% unless order %}none{% else %}one{% endunless %}',
  '{% unless no %}a{% elsif n %}b{% endunless %}',
  '{% if name == empty %}e{% endif %}{% if name == blank %}b{% endif %}{% if missing == nil %}n{% endif %}',
  '{% if list contains "a" %}{% if n %}{{ n | plural: "item", "items" }}{% endif %}{% endif %}',
  'x {%- if yes -%} y {%- endif -%} z',
  '{{ name }}{{ yes }}{{ no }}{{ n }}{{ list }}{{ order }}',
  '{{ missing.deeper | default: "none" }}',
];
const shipped = readdirSync(new URL('../../flows', import.meta.url))
  .filter((file) => /(?<!\.test)\.yaml$/.test(file))
  .flatMap((file) =>
    [...readFileSync(new URL(`../../flows/${file}`, import.meta.url), 'utf8').matchAll(/"([^"\n]*\{[{%][^"\n]*)"/g)].map(([, text]) => text ?? ''),
  )
  .filter((text) => !text.includes('\\') && typeof parseTemplate(text) === 'object' && !('problem' in Object(parseTemplate(text))));

describe('a compiled template', () => {
  it.each(sources)('says what Liquid says, in as many steps: %s', (source) => {
    for (const scope of scopes) expect(compiled(source, scope)).toEqual(byLiquid(source, scope));
  });

  it('says what Liquid says for the templates that ship', () => {
    expect(shipped.length).toBeGreaterThan(200);
    const unlike = shipped.flatMap((source) =>
      scopes.filter((scope) => (compiled(source, scope)?.text ?? byLiquid(source, scope).text) !== byLiquid(source, scope).text),
    );
    expect(unlike).toEqual([]);
    expect(shipped.filter((source) => compiled(source, {}) !== undefined).length / shipped.length).toBeGreaterThan(0.8);
  });

  it.each(['{% for one in list %}{{ one }}{% endfor %}', '{% assign a = n %}{{ a }}', '{% capture a %}x{% endcapture %}', '{{ name | append: n }}'])(
    'leaves to Liquid: %s',
    (source) => expect(compiled(source, {})).toBeUndefined(),
  );

  it('is rendered again with other values, and takes an assignment for no output', () => {
    const options = { defaultLang: 'en', zone: 'UTC', currency: 'USD' };
    const said = (source: string, scope: Scope): string => {
      const template = parseTemplate(source);
      if (typeof template === 'object' && 'problem' in template) throw new Error(template.problem);
      return renderTemplate(template, 'en', scope, options);
    };
    const source = '{% if n %}{{ n | plus: 1 }}{% endif %}';
    expect([said(source, { n: 1 }), said(source, { n: 2 }), said(source, {})]).toEqual(['2', '3', '']);
    expect(said('{% assign a = name | upcase %}[{{ a }}]', { name: 'x' })).toBe('[X]');
  });
});
