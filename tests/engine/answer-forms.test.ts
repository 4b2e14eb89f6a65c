import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/engine/steps/answer-kinds.ts';
import type { AnswerType } from '../../src/flow-tree/fields.ts';
import { type Form, formsOf } from './answer-forms/read-table.ts';

/** Monday, 23 November 2026, in all zones of the tables. */
const now = Date.UTC(2026, 10, 23, 14);

function read(type: AnswerType, { text, lang, zone }: Form): string {
  const reading = readAnswer([type], { text, parts: [{ type: 'text', text }] }, { now, zone, currency: 'CNY', lang });
  return reading.fits ? String(reading.value) : 'ask';
}

const tables: Record<string, AnswerType> = {
  date: 'date',
  time: 'time',
  phone: 'phone',
  email: 'email',
  'order-number': 'order_number',
  address: 'address',
  proof: 'proof',
};

describe.each(Object.entries(tables))('%s as people write it', (name, type) => {
  const forms = formsOf(name).map((form) => ({ ...form, got: read(type, form) }));

  it('takes no wrong value', () => {
    expect(forms.filter(({ got, right }) => got !== right && got !== 'ask')).toEqual([]);
  });

  it('understands at least 95 in 100', () => {
    const silent = forms.filter(({ got, right }) => got !== right);
    expect(silent.length, JSON.stringify(silent, null, 1)).toBeLessThanOrEqual(forms.length * 0.05);
  });

  it('is not held up by long texts', () => {
    const long = [
      'a '.repeat(2000),
      '一'.repeat(4000),
      '1'.repeat(4000),
      '1 '.repeat(2000),
      '下'.repeat(4000),
      '1/'.repeat(2000),
      'twenty '.repeat(570),
      'a.b'.repeat(1300),
      '@a.'.repeat(1300),
      '点'.repeat(4000),
      '八点十五'.repeat(1000),
      `1${' '.repeat(3990)}x`,
    ];
    for (const text of long) {
      // What grows by the square of the length takes far longer; how fast it is, `npm run bench -- stalls` tells.
      const started = performance.now();
      read(type, { text, lang: 'en', zone: 'UTC', right: '' });
      expect(performance.now() - started, text.slice(0, 10)).toBeLessThan(2_000);
    }
  });
});
