/**
 * The number in what people type: `SO-10001` from `so10001`, `ＳＯ－１０００１` or `订单号：SO 10001`, `10001` from `#10001`. Digits alone stay digits:
 * what the shop writes before them is the shop's to say. Null when there is no number in it.
 */
export function orderNumber(text: string): string | null {
  const plain = text.slice(0, 200).normalize('NFKC').toUpperCase().slice(0, 400);
  const own = /\bSO[\s\-_#—–]*(\d{4,12})(?!\d)/.exec(plain);
  if (own) return `SO-${own[1]}`;
  const digits = /(?<![A-Z\d-])#?(\d{5,12})(?![\dA-Z-])/.exec(plain);
  if (digits) return digits[1] ?? null;
  // Numbers of other shop systems: letters and digits with at least three digits, kept as they are.
  const other = /(?<![A-Z\d])#?((?=[A-Z\d-]{0,29}\d{3})[A-Z\d][A-Z\d-]{3,31})(?![A-Z\d])/.exec(plain);
  return other?.[1] ?? null;
}

const mail = /[^\s@，。；：,;:]{1,64}@[^\s@，。；：,;:]{1,255}/g;
/** A number with its country, one in brackets or groups, and a Chinese mobile number. */
const phone =
  /(?<![A-Za-z\d-])(?:\+[\s\d().-]{8,24}|\(\d{2,4}\)[\s\d.-]{6,14}|(?:0?0?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}|[2-9]\d{2}[\s.-]\d{3}[\s.-]\d{4})(?![\d-])/g;
const lastDigits =
  /(?:尾号|尾數|尾数|[后後末][四4]位|last\s+(?:four|4)(?:\s+digits?)?|end(?:s|ing)(?:\s+(?:in|with))?|phone)\s*(?:是|为|為|is|are|:|：)?\s*\d{4}(?!\d)/gi;

/** The order number in what a customer wrote: e-mail addresses, phones and their last digits in it are proofs, no orders. */
export function orderNumberSaid(text: string): string | null {
  const plain = text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  return orderNumber(plain.replace(mail, ' ').replace(lastDigits, ' ').replace(phone, ' '));
}
