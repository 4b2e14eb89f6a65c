/** `SO-10001` from what people type: `so10001`, `#10001`, `ＳＯ－１０００１`, `订单号：SO 10001`. Null when there is no number in it. */
export function orderNumber(text: string): string | null {
  const plain = text.slice(0, 200).normalize('NFKC').toUpperCase().slice(0, 400);
  const own = /\bSO[\s\-_#—–]*(\d{4,12})(?!\d)/.exec(plain) ?? /(?<![A-Z\d-])#?(\d{5,12})(?![\dA-Z-])/.exec(plain);
  if (own) return `SO-${own[1]}`;
  // Numbers of other shop systems: letters and digits with at least three digits, kept as they are.
  const other = /(?<![A-Z\d])#?((?=[A-Z\d-]{0,29}\d{3})[A-Z\d][A-Z\d-]{3,31})(?![A-Z\d])/.exec(plain);
  return other?.[1] ?? null;
}
