/** CSV as spreadsheets read it: with a mark of UTF-8, and nothing in it that a spreadsheet would run. */

const field = (value: string): string => {
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[heads, ...rows].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
