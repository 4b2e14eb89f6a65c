/** Currencies as customers write them; text folded, Chinese in simplified characters. */

/** Names of each currency. Signs that several share (¥ $ kr 元 块) are not among them. */
const names: readonly (readonly [string, string])[] = [
  ['CNY', 'rmb cny yuan kuai renminbi 人民币 软妹币 圆整 元整'],
  ['USD', 'us$ usd bucks buck 美元 美金 美刀 刀'],
  ['EUR', '€ eur euros euro 欧元 欧'],
  ['GBP', '£ gbp pounds pound quid 英镑'],
  ['HKD', 'hk$ hkd 港币 港元 港纸 港蚊 蚊'],
  ['TWD', 'nt$ ntd twd 新台币 台币'],
  ['MOP', 'mop mop$ 澳门元 葡币'],
  ['SGD', 's$ sgd 新币 新加坡元 新元 坡币'],
  ['AUD', 'a$ au$ aud 澳元 澳币 澳刀'],
  ['CAD', 'c$ ca$ cad 加元 加币 加拿大元'],
  ['NZD', 'nz$ nzd 纽币 新西兰元'],
  ['JPY', '円 jpy yen 日元 日币 日圆'],
  ['KRW', '₩ krw won 韩元 韩币'],
  ['INR', '₹ inr rs rs. rupees rupee 卢比'],
  ['BRL', 'r$ brl reais 雷亚尔'],
  ['MXN', 'mx$ mxn'],
  ['RUB', '₽ rub rubles ruble roubles 卢布'],
  ['THB', '฿ thb baht 泰铢'],
  ['VND', '₫ vnd dong 越南盾'],
  ['PHP', '₱ php pesos 菲律宾比索'],
  ['MYR', 'rm myr ringgit 马币 令吉 林吉特'],
  ['IDR', 'rp rp. idr rupiah 印尼盾 印尼卢比'],
  ['CHF', 'chf francs 瑞士法郎 瑞郎'],
  ['PLN', 'zł zl pln'],
  ['TRY', '₺ try 里拉'],
  ['ILS', '₪ ils'],
  ['AED', 'aed dirhams 迪拉姆'],
  ['SEK', 'sek'],
  ['NOK', 'nok'],
  ['DKK', 'dkk'],
  ['SAR', 'sar riyals'],
];

const byName = new Map(names.flatMap(([currency, all]) => all.split(' ').map((name): [string, string] => [name, currency])));
const shared = ['¥', '$', 'dollars', 'dollar', 'kr', '元', '块钱', '块', '圆'];
const inOrder = [...byName.keys(), ...shared].sort((a, b) => b.length - a.length).map((name) => name.replace(/[$.]/g, '\\$&'));

/** A sign or name right before an amount, and right behind one. Letters do not touch other letters. */
export const signBefore = new RegExp(`(?:^|[^a-z])(${inOrder.filter((name) => !/^(?:元|块钱|块|圆|元整|圆整|欧)$/.test(name)).join('|')})\\s*[:：]?\\s*$`);
export const signBehind = new RegExp(
  `\\s*(${inOrder.map((name) => (/[a-z]$/.test(name) ? `${name}(?![a-z])` : name === '欧' ? '欧(?![码洲式版美])' : name)).join('|')})`,
  'y',
);

/** Names in letters, which may touch digits: rmb99, 20usd, rm50. */
export const gluedNames: ReadonlySet<string> = new Set([
  ...[...byName.keys()].filter((name) => /^[a-z]+$/.test(name)),
  'kr',
  'dollars',
  'dollar',
  'cents',
  'cent',
  'c',
  'p',
]);

/** Shops of these call their own money 元 and 块 too. */
const ownYuan = new Set(['TWD', 'HKD', 'MOP', 'SGD', 'MYR']);
const ownDollar = /D$|^(?:MXN|ARS|CLP|COP)$/;

/** Returns the currency that a sign or name means; one that several share is the shop's own when it is among them. Undefined when it cannot be told. */
export function currencyOf(sign: string, shop: string): string | undefined {
  const known = byName.get(sign);
  if (known) return known;
  if (sign === '¥') return shop === 'JPY' ? 'JPY' : 'CNY';
  if (sign === '$' || sign.startsWith('dollar')) return ownDollar.test(shop) ? shop : 'USD';
  if (sign === 'kr') return /^(?:SEK|NOK|DKK|ISK)$/.test(shop) ? shop : undefined;
  return ownYuan.has(shop) ? shop : 'CNY';
}

/** Currencies whose amounts part thousands by a single point: nobody writes three decimals of these. */
export const pointParts: ReadonlySet<string> = new Set(['EUR', 'BRL', 'IDR', 'VND', 'DKK', 'NOK', 'SEK', 'TRY', 'PLN', 'RUB', 'CHF']);

const decimals = new Map<string, number>();
/** Returns the number of digits behind the point of a currency: 2 for most, 0 for JPY. */
export function minorDigits(currency: string): number {
  let known = decimals.get(currency);
  if (known === undefined) {
    try {
      known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      known = 2;
    }
    decimals.set(currency, known);
  }
  return known;
}
