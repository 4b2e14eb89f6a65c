/** Check whether the sign beside an amount may stand for a currency: `¥` is no sign of dollars. */

/** Signs, and the currencies that are written with them; all that end in D and a few more have dollars or pesos. */
const signs: readonly { sign: RegExp; isOf(currency: string): boolean }[] = [
  { sign: /[¥元]/, isOf: (currency) => ['CNY', 'JPY', 'TWD', 'HKD', 'MOP', 'SGD'].includes(currency) },
  { sign: /円/, isOf: (currency) => currency === 'JPY' },
  { sign: /[₩원]/, isOf: (currency) => currency === 'KRW' },
  { sign: /€/, isOf: (currency) => currency === 'EUR' },
  { sign: /£/, isOf: (currency) => ['GBP', 'EGP', 'GIP', 'FKP', 'SHP', 'SYP', 'LBP', 'SSP'].includes(currency) },
  { sign: /₹/, isOf: (currency) => currency === 'INR' },
  { sign: /₫/, isOf: (currency) => currency === 'VND' },
  { sign: /₽/, isOf: (currency) => currency === 'RUB' },
  { sign: /₺/, isOf: (currency) => currency === 'TRY' },
  { sign: /฿/, isOf: (currency) => currency === 'THB' },
  { sign: /₱/, isOf: (currency) => currency === 'PHP' },
  { sign: /\$/, isOf: (currency) => /D$|^(?:MXN|ARS|CLP|COP|UYU|DOP|BRL|MOP|NIO|CVE|TOP|WST)$/.test(currency) },
];
const code =
  /(?<![A-Z])(?:AED|AUD|BRL|CAD|CHF|CNY|DKK|EUR|GBP|HKD|IDR|INR|JPY|KRW|MOP|MXN|MYR|NOK|NZD|PHP|PLN|RMB|RUB|SAR|SEK|SGD|THB|TRY|TWD|USD|VND)(?![A-Z])/;

/** Tells whether a cell may be an amount of the currency: not where the cell has the sign or the code of another currency. */
export function mayBeOf(cell: string, currency: string): boolean {
  const plain = cell.normalize('NFKC').toUpperCase();
  const named = code.exec(plain)?.[0];
  if (named !== undefined) return (named === 'RMB' ? 'CNY' : named) === currency;
  return signs.every(({ sign, isOf }) => !sign.test(plain) || isOf(currency));
}
