import { describe, expect, it } from 'vitest';
import { countryOfZone, findCountry, frequentZones, isCountry, isDoubtful, phoneForms, phoneKey, wholeNumberOf } from './phone-key.ts';

describe('the key of a phone number', () => {
  it.each<[text: string, country: string | undefined, key: string]>([
    ['+1 415 555 0101', 'CN', '14155550101'],
    ['14155550102', 'CN', '14155550102'],
    ['415-555-0142', 'US', '14155550142'],
    ['(415) 555-0142', 'US', '14155550142'],
    ['1-415-555-0142', 'US', '14155550142'],
    ['+1 415 555 0142 x12', 'US', '14155550142'],
    ['+55 11 98765-4321', 'CN', '551187654321'],
    ['551187654321', 'CN', '551187654321'],
    ['5511987654321', 'BR', '551187654321'],
    ['(11) 98765-4321', 'BR', '551187654321'],
    ['011 98765-4321', 'BR', '551187654321'],
    ['+55 11 93333-4444', 'BR', '5511933334444'],
    ['+55 11 3333-4444', 'BR', '551133334444'],
    ['+52 55 1234 5678', 'CN', '525512345678'],
    ['5215512345678', 'CN', '525512345678'],
    ['55 1234 5678', 'MX', '525512345678'],
    ['+54 11 1234-5678', 'CN', '541112345678'],
    ['5491112345678', 'CN', '541112345678'],
    ['011 15-1234-5678', 'AR', '541112345678'],
    ['11 2345 6789', 'AR', '541123456789'],
    ['13800138000', 'CN', '8613800138000'],
    ['8613800138000', 'CN', '8613800138000'],
    ['008613800138000', 'GB', '8613800138000'],
    ['86-138-0013-8000', 'CN', '8613800138000'],
    ['１３８００１３８０００', 'CN', '8613800138000'],
    ['010-12345678', 'CN', '861012345678'],
    ['07700 900123', 'GB', '447700900123'],
    ['+44 (0)7700 900123', 'CN', '447700900123'],
    ['7700900123', 'GB', '447700900123'],
    ['0912 345 678', 'TW', '886912345678'],
    ['9123 4567', 'HK', '85291234567'],
    ['85291234567', 'CN', '85291234567'],
    ['0151 23456789', 'DE', '4915123456789'],
    ['06 12 34 56 78', 'FR', '33612345678'],
    ['090-1234-5678', 'JP', '819012345678'],
    ['098765 43210', 'IN', '919876543210'],
    ['8 912 345-67-89', 'RU', '79123456789'],
    ['320 1234567', 'IT', '393201234567'],
    ['13800138000', undefined, '13800138000'],
    ['1234', 'CN', ''],
    ['', 'CN', ''],
  ])('%s in %s', (text, country, key) => expect(phoneKey(text, country)).toBe(key));
});

it.each<[text: string, country: string | undefined, isDoubtful: boolean]>([
  ['15105551234', 'CN', true],
  ['479 555 1234', 'US', true],
  ['15105551234', undefined, true],
  ['+15105551234', undefined, false],
  ['34912345678', 'DE', true],
  ['+15105551234', 'CN', false],
  ['+86 151 0555 1234', 'CN', false],
  ['8615105551234', 'CN', false],
  ['13800138000', 'CN', false],
  ['07700 900123', 'GB', false],
  ['(415) 555-0101', 'US', false],
  ['', 'CN', false],
])('%s in %s may be of two countries: %s', (text, country, doubtful) => expect(isDoubtful(text, country)).toBe(doubtful));

it('bare digits beside a whole number are nobody: a Chinese mobile is no number of Miami', () => {
  expect(phoneForms('13052345678', 'CN')).not.toContain('+13052345678');
  expect(phoneForms('13052345678', 'CN')).toContain('+8613052345678');
});

it('a number is kept in its own spelling, and found in both', () => {
  expect(wholeNumberOf('(11) 98765-4321', 'BR')).toBe('5511987654321');
  expect(phoneForms('11 98765-4321', 'BR')).toEqual(expect.arrayContaining(['+551187654321', '+5511987654321']));
});

it.each([
  ['Asia/Shanghai', 'CN'],
  ['Asia/Chongqing', 'CN'],
  ['US/Eastern', 'US'],
  ['America/Sao_Paulo', 'BR'],
  ['America/Argentina/Buenos_Aires', 'AR'],
  ['Europe/London', 'GB'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Hong_Kong', 'HK'],
  ['UTC', undefined],
])('%s is in %s', (zone, country) => expect(countryOfZone(zone)).toBe(country));

it.each(Object.entries(frequentZones))('%s is written down as the zone of what the system says', (zone, country) =>
  expect(findCountry(zone)).toBe(country || undefined),
);

it('UK is no code of a country', () => expect([isCountry('UK'), isCountry('GB')]).toEqual([false, true]));
