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
