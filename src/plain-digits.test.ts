import { expect, it } from 'vitest';
import { plainDigits } from './plain-digits.ts';

it.each([
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['০১২৩৪৫৬৭৮৯', '0123456789'],
  ['๐๑๒๓๔๕๖๗๘๙', '0123456789'],
  ['رقم ٤٢', 'رقم 42'],
  ['42, 四二', '42, 四二'],
])('%s is %s', (text, plain) => expect(plainDigits(text)).toBe(plain));
