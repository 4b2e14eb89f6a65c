import { expect, it } from 'vitest';
import { isTaxNumber, plainTaxNumber } from './tax-number.ts';

it.each<[string, boolean]>([
  // The example of the standard's annex, and the one whose last sign is wrong there.
  ['91350100M000100Y43', true],
  ['91350100M000100Y4Z', false],
  ['9135 0100 M000 100Y 43', true],
  ['91350100m000100y43', true],
  ['９１３５０１００M000100Y43', true],
  ['91350100M000100Y4', false],
  ['91350100M0001O0Y43', false],
  ['19350100M000100Y43', false],
  ['110108123456789', true],
  ['11010812345678A', true],
  ['DE123456789', true],
  ['GB 123 4567 89', true],
  ['FRXX999999999', true],
  ['CHE-123.456.788 MWST', true],
  ['13800138000', false],
  ['no idea', false],
  ['深圳市某某公司', false],
  ['', false],
])('%s: %s', (text, expected) => {
  expect(isTaxNumber(text)).toBe(expected);
});

it('takes the spaces out', () => {
  expect(plainTaxNumber(' 9135-0100 m000 100y43 ')).toBe('91350100M000100Y43');
});
