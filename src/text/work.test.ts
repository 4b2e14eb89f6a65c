import { expect, test } from 'vitest';
import { monsterScope, monsterTemplates } from '../../tests/field/monster-templates.ts';
import { isTextProblem, parseTemplate, renderTemplate } from './text.ts';
import { TurnWork } from './work.ts';

const options = { defaultLang: 'en', zone: 'UTC', currency: 'USD' };

test.each(Object.entries(monsterTemplates))('%s: never rendered, not even in part', (_, source) => {
  const parsed = parseTemplate(source);
  if (isTextProblem(parsed)) return expect(['too-much-work', 'too-long']).toContain(parsed.problem);
  expect(() => renderTemplate(parsed, 'en', monsterScope, options)).toThrow(/too much work/);
});

test('what needs nothing to be known is a problem when it is loaded, at its loop', () => {
  expect(parseTemplate('So: {% for i in (1..1000000) %}x{% endfor %}')).toEqual({ problem: 'too-much-work', at: 4, params: {} });
});

test('a list of orders as merchants show it is far below the limit', () => {
  const parsed = parseTemplate('{% for order in list limit: 20 %}{{ order.number }}: {{ order.total | money }} {{ now | date }}\n{% endfor %}');
  if (isTextProblem(parsed)) throw new Error(parsed.problem);
  for (let texts = 0; texts < 20; texts++)
    expect(renderTemplate(parsed, 'en', monsterScope, { ...options, work: new TurnWork() })).toContain('SO-10000: $0.00');
});

test('many texts of one turn have a limit together', () => {
  const parsed = parseTemplate('{% for order in list %}{{ order.number | downcase }}{% endfor %}');
  if (isTextProblem(parsed)) throw new Error(parsed.problem);
  const work = new TurnWork();
  const turn = () => Array.from({ length: 50 }, () => renderTemplate(parsed, 'en', monsterScope, { ...options, work }));
  expect(turn).toThrow(/this turn take too much work/);
});

test('a text that fails costs the turn no more than one that does not', () => {
  class Counted extends TurnWork {
    counted = 0;
    override spend(steps: number, chars: number): void {
      this.counted += steps;
      super.spend(steps, chars);
    }
  }
  const cost = (scope: object): number => {
    const parsed = parseTemplate('{% if yes %}{{ a | upcase }}{{ a | downcase }}{{ list | sum }}{% endif %}');
    if (isTextProblem(parsed)) throw new Error(parsed.problem);
    const work = new Counted();
    try {
      renderTemplate(parsed, 'en', { yes: true, a: 'x', ...scope }, { ...options, work });
    } catch (error) {
      expect(String(error)).toMatch(/cannot add USD and EUR, line:1/);
      return work.counted;
    }
    expect(scope).toEqual({ list: [1, 2] });
    return work.counted;
  };
  const money = (currency: string) => ({ amount: 100, currency });
  expect(cost({ list: [money('USD'), money('EUR')] })).toBeLessThanOrEqual(cost({ list: [1, 2] }));
});

test('a turn that is over stays over for a compiled text', () => {
  const parsed = parseTemplate('{% if yes %}{{ a | upcase }}{% endif %}');
  if (isTextProblem(parsed)) throw new Error(parsed.problem);
  const work = new TurnWork();
  expect(() => work.spend(1_000_000, 0)).toThrow();
  expect(() => renderTemplate(parsed, 'en', { yes: true, a: 'x' }, { ...options, work })).toThrow(/this turn take too much work/);
});
