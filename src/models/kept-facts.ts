/** Whether one text says no more and no less than another: every number, name, link, sign of money and denial of it. */

const link =
  /(?:https?:\/\/|www\.)[^\s<>"'，。；！？、）)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|cn|shop|store|co|me|ru|xyz|top|info|app|link|site|online)\b(?:\/[^\s<>"'，。；！？、）)]*)?/giu;
/** Numbers with the letters that stand at them: order numbers, sizes, codes. */
const figure = /[\p{L}\p{N}_-]*\p{N}[\p{L}\p{N}_.,:/-]*/gu;
const hanNumber = /[零〇一二两三四五六七八九十百千万亿半]+(?=[个件单元块角分折年月日号天周时点秒次%％成倍小])/gu;
const englishNumber =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|thousand|half|double|twice|free|percent)\b/giu;
const money =
  /[$€£¥₩₹฿]|[%％]|\b(?:usd|eur|gbp|cny|rmb|jpy)\b|元|块钱|免费|赠|退款|赔|refund(?:s|ed)?|discounts?|coupons?|gifts?|vouchers?|guarantee[sd]?|promise[sd]?/giu;
const denial = /\b(?:not|no|never|none|without|cannot|unless|except|only)\b|n['’]t\b|不|没|无法|未|勿|禁|除|仅|只/giu;
const quoted = /[“"「『《]([^”"」』》]{1,80})[”"」』》]/gu;

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.,:/-]+$/, '');

function counted(text: string, pattern: RegExp): Map<string, number> {
  const found = new Map<string, number>();
  for (const [one] of text.matchAll(pattern)) found.set(bare(one), (found.get(bare(one)) ?? 0) + 1);
  return found;
}

const same = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([one, count]) => b.get(one) === count);

/** Returns what stands there as a name: quoted words, Latin words with a capital that begin no sentence, and all Latin words of a text in Chinese. */
function names(text: string): Set<string> {
  const found = new Set([...text.matchAll(quoted)].map(([, inside = '']) => bare(inside)));
  const chinese = /\p{Script=Han}/u.test(text);
  for (const match of text.matchAll(/\p{Script=Latin}[\p{Script=Latin}\p{N}'’&-]*/gu)) {
    const [word] = match;
    const before = text.slice(0, match.index).trimEnd();
    const begins = before === '' || /[.!?:;\n–—-]$/.test(before);
    if (chinese || (!begins && word !== 'I' && /^\p{Lu}/u.test(word)) || /\p{Lu}.*\p{Lu}/u.test(word)) found.add(bare(word));
  }
  return found;
}

/** Returns the facts of a text that may not be made up: links, numbers, words of money. */
function facts(text: string): Set<string> {
  const plain = text.normalize('NFKC');
  const rest = plain.replace(link, ' ');
  return new Set([...counted(plain, link).keys(), ...[figure, hanNumber, englishNumber, money].flatMap((pattern) => [...counted(rest, pattern).keys()])]);
}

/** Tells whether the rewording of a text may stand in its place. */
export function keepsFacts(from: string, to: string): boolean {
  const [a, b] = [from.normalize('NFKC'), to.normalize('NFKC')];
  if (b.trim() === '' || b.length > a.length * 1.6 + 40 || b.length < a.length * 0.4) return false;
  if (!same(counted(a, link), counted(b, link))) return false;
  const [restA, restB] = [a.replace(link, ' '), b.replace(link, ' ')];
  if (![figure, hanNumber, englishNumber, money, denial].every((pattern) => same(counted(restA, pattern), counted(restB, pattern)))) return false;
  const [namesA, namesB] = [names(a), names(b)];
  return namesA.size === namesB.size && [...namesA].every((name) => namesB.has(name));
}

/** Returns the links, numbers and words of money in a text that none of the sources has. */
export function madeUp(text: string, sources: readonly string[]): string[] {
  const known = new Set(sources.flatMap((source) => [...facts(source)]));
  return [...facts(text)].filter((fact) => !known.has(fact));
}
