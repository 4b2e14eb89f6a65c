import { expect, test } from 'vitest';
import { ledgerRow } from './ledger-file.ts';

const line = { contact: 'telegram:main:1', at: 0, purpose: 'marketing' as const, granted: true, source: 'api' };

test.each([
  ['yes', 'yes'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\t=1', `"'\t'=1"`],
  ['好的，我同意', '好的，我同意'],
  ['a,b', '"a,b"'],
  ['two\nlines', '"two\nlines"'],
])('%j runs nothing in a spreadsheet', (words, shown) => {
  expect(ledgerRow({ ...line, words })).toBe(`telegram:main:1,1970-01-01T00:00:00.000Z,marketing,yes,${shown},,,,api\r\n`);
});
