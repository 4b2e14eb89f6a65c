/** Numbers in digits, with whatever people put between them: 1,299.50, 1.299,00, 1'299, 1 299, 1,5, 1,00,000. */

export interface Numeral {
  /** Null when it may be two things, or is no number (1.5.2). */
  value: number | null;
  /** What it is if its only point parts thousands: 1.299. */
  grouped?: number;
}

/** Digits with marks between them. Blanks part groups of three only. */
export const digitsRun = /\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’‘`]\d+)*/y;

const plain = (text: string) => Number(text.replace(/\D/g, ''));

/** What digits with marks between them mean. */
export function numeralOf(run: string): Numeral {
  const text = run.replace(/[’‘`]/g, "'").replace(/ /g, "'");
  const value = (whole: string, part = '') => ({ value: whole.replace(/\D/g, '').length > 15 ? null : Number(`${plain(whole)}.${part || '0'}`) });
  if (/^\d+$/.test(text)) return value(text);
  // The last mark parts decimals when it is another one than those before it, all of which part thousands.
  const mixed = /^(\d{1,3}(?:([.,'])\d{3})(?:\2\d{3})*)([.,])(\d+)$/.exec(text);
  if (mixed && mixed[2] !== mixed[3]) return value(mixed[1]!, mixed[4]);
  if (/^\d{1,3}(?:'\d{3})+$/.test(text) || /^[1-9]\d{0,2}(?:,\d{3})+$/.test(text) || /^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return value(text);
  // 1,00,000: thousands, then hundreds, as in India.
  if (/^\d{1,2}(?:,\d{2})+,\d{3}$/.test(text)) return value(text);
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return { value: null, grouped: plain(text) };
  const decimal = /^(\d+)([.,])(\d+)$/.exec(text);
  if (!decimal || (decimal[2] === ',' && decimal[3]!.length > 2 && !/^0+$/.test(decimal[1]!))) return { value: null };
  return value(decimal[1]!, decimal[3]);
}

/** Where the zero of other decimal digits stands: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** The digits of other scripts as 0 to 9; the text keeps its length. */
export function plainDigits(text: string): string {
  if (!/[٠-٩۰-۹०-९০-৯๐-๙]/.test(text)) return text;
  return text.replace(/[٠-٩۰-۹०-९০-৯๐-๙]/g, (char) => {
    const code = char.charCodeAt(0);
    return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
  });
}
