import { expect, test } from 'vitest';
import { countryName, countrySaid } from './country-said.ts';

test.each<[text: string, code: string | null]>([
  ['how much to ship to australia', 'AU'],
  ['How much is shipping to the UK?', 'GB'],
  ['shipping cost to the US', 'US'],
  ['do you ship to USA', 'US'],
  ['can you send it to us', null],
  ['postage to New Zealand please', 'NZ'],
  ['shipping to south korea', 'KR'],
  ['delivery to the Netherlands', 'NL'],
  ['to Papua New Guinea', 'PG'],
  ['to Guinea', 'GN'],
  ['to Hong Kong', 'HK'],
  ['寄到澳大利亚运费多少', 'AU'],
  ['寄澳洲多少钱', 'AU'],
  ['到美国运费多少', 'US'],
  ['發到台灣要多少錢', 'TW'],
  ['寄韩国', 'KR'],
  ['到新加坡邮费', 'SG'],
  ['how much is shipping', null],
  ['运费多少', null],
  ['US', null],
  ['is the cushion soft', null],
  ['', null],
])('%s names %s', (text, code) => {
  expect(countrySaid(text)).toBe(code);
});

test('names in sentences', () => {
  expect([countryName('AU', 'en'), countryName('GB', 'en'), countryName('NL', 'en'), countryName('AU', 'zh'), countryName('US', 'zh')]).toEqual([
    'Australia',
    'the United Kingdom',
    'the Netherlands',
    '澳大利亚',
    '美国',
  ]);
});
