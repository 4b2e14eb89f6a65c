import { expect, it } from 'vitest';
import { vCardField } from './vcard-field.ts';

const card = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Anna\\, of',
  '  Bell',
  'item1.TEL;waid=491234:+49 1234',
  'EMAIL;TYPE=INTERNET:anna@example.com',
  'NOTE:',
  'END:VCARD',
].join('\r\n');

it.each([
  ['FN', 'Anna, of Bell'],
  ['TEL', '+49 1234'],
  ['EMAIL', 'anna@example.com'],
  ['NOTE', undefined],
  ['ORG', undefined],
])('%s is %s', (field, value) => expect(vCardField(card, field)).toBe(value));
