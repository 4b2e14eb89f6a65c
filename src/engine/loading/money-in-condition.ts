/** An amount with its sign where a condition takes a plain number. */

const sign = '(?:[¥￥$€£₹₩]|(?:HK|NT|US|S|R)\\$|CNY|RMB|USD|EUR|GBP|HKD|TWD|JPY)';
const amount = '\\d[\\d.,]*(?:\\s?[万千k])?';
const money = new RegExp(`(?<![\\w"'.])(?:${sign}\\s?${amount}|${amount}\\s?(?:${sign}|元|块钱?|美元|欧元|yuan|dollars?|euros?)(?![\\w]))`, 'iu');

/** The number of an amount as a condition writes it; undefined where it can be read in two ways. */
function plainNumber(text: string): string | undefined {
  const [digits = ''] = /\d[\d.,]*\d|\d/.exec(text) ?? [];
  const many = /[万千k]/i.exec(text)?.[0].toLowerCase();
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits) || /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(digits);
  const european = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(digits) || /^\d+,\d{1,2}$/.test(digits);
  if (!grouped && !european && !/^\d+(?:\.\d+)?$/.test(digits)) return undefined;
  if (/^\d{1,3}\.\d{3}$/.test(digits)) return undefined;
  const number = Number(european ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', ''));
  return String(many === undefined ? number : number * (many === '万' ? 10_000 : 1_000));
}

export interface MoneyFound {
  /** Where in the condition. */
  at: number;
  amount: string;
  /** How it is written there. */
  number?: string;
}

/** The first amount with a sign that stands in a condition outside quotes. */
export function moneyIn(condition: string): MoneyFound | undefined {
  const bare = condition.replace(/"[^"]*"|'[^']*'/g, (text) => '_'.repeat(text.length));
  const found = money.exec(bare);
  if (!found) return undefined;
  const number = plainNumber(found[0]);
  return { at: found.index, amount: found[0], ...(number !== undefined && { number }) };
}
