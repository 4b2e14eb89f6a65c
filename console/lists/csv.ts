/** CSV as spreadsheets read it: with a mark of UTF-8, and nothing in it that a spreadsheet would run. */

const field = (value: string): string => {
  // Where the list separator is a semicolon or a tab, a field begins behind it, whatever quotes stand around.
  const within = value.replace(/([;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])/g, "$1'");
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${within}` : within;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[heads, ...rows].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
