import { minorDigits } from '../../numbers/minor-digits.ts';

/** Signs and words of money around a number. */
const around = /^(?:[A-Z]{2,3}\$?|[$€£¥₩₫₹₽₺฿₱₦]|RM|Rs\.?|kr\.?|zł)\s*|\s*(?:[A-Z]{3}|元|円|원|€|kr\.?|zł|₫|₽|р\.|руб\.?)$/gi;

/** The digits with a point before the decimals; null when it is no number, or it is not clear whether a sign groups or divides. */
function plainNumber(cell: string, digits: number): string | null {
  const plain = cell.normalize('NFKC').trim().replace(around, '').trim();
  if (/^\d+$/.test(plain)) return plain;
  if (!/^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$|^[\d.,]+$/.test(plain)) return null;
  const tight = plain.replace(/[ '’]/g, '');
  const marks = tight.match(/[.,]/g) ?? [];
  if (marks.length === 0) return tight;
  const last = marks[marks.length - 1]!;
  const behind = tight.length - tight.lastIndexOf(last) - 1;
  const isGrouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(tight);
  if (new Set(marks).size === 2) {
    const other = last === '.' ? ',' : '.';
    return new RegExp(`^\\d{1,3}(\\${other}\\d{3})+\\${last}\\d+$`).test(tight) ? tight.replaceAll(other, '').replace(last, '.') : null;
  }
  if (marks.length > 1) return isGrouped ? tight.replaceAll(last, '') : null;
  // One mark with three digits behind it groups thousands or divides thousandths.
  if (behind === 3) {
    if (last === ',' && digits !== 3 && isGrouped) return tight.replace(',', '');
    return last === '.' && digits === 3 ? tight : null;
  }
  return tight.replace(',', '.');
}

/** Reads `199`, `1,299.50`, `1.299,50`, `$49`, `￥99` in minor units of the currency; null when it is no amount of it, or in doubt. */
export function readAmount(cell: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = plainNumber(cell, digits);
  const match = plain === null ? null : /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  return decimals.length > digits ? null : Number(`${match[1]}${decimals.padEnd(digits, '0')}`);
}

/** Reads a count: `12`, `-2`, `1,200`, `5.0`; null when it is none. */
export function readCount(cell: string): number | null {
  const plain = cell
    .normalize('NFKC')
    .replace(/(?<=\d)[件个箱pcs]+$/i, '')
    .trim();
  const match = /^([-−–]?)(\d{1,3}(?:[, ']\d{3})+|\d{1,9})(?:[.,]0{1,2})?$/.exec(plain);
  return match ? Number(match[2]!.replace(/\D/g, '')) * (match[1] ? -1 : 1) : null;
}
