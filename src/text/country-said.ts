/** The country that a text names, in Chinese or English. */

/** Names that people use beside the official ones; capitals alone make a country of `US`. */
const also: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  'the us': 'US',
  'the states': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  britain: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  uae: 'AE',
  dubai: 'AE',
  holland: 'NL',
  'czech republic': 'CZ',
  korea: 'KR',
  turkey: 'TR',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  oz: 'AU',
  aussie: 'AU',
  nz: 'NZ',
  美國: 'US',
  英國: 'GB',
  英格兰: 'GB',
  澳洲: 'AU',
  澳大利亞: 'AU',
  香港: 'HK',
  澳门: 'MO',
  澳門: 'MO',
  台灣: 'TW',
  南韩: 'KR',
  韩国: 'KR',
  韓國: 'KR',
  迪拜: 'AE',
  阿联酋: 'AE',
  德國: 'DE',
  法國: 'FR',
  泰國: 'TH',
  俄國: 'RU',
  新西兰: 'NZ',
  纽西兰: 'NZ',
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface Names {
  byName: ReadonlyMap<string, string>;
  found: RegExp;
}
let names: Names | undefined;

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function namesOfCountries(): Names {
  if (names) return names;
  const byName = new Map<string, string>();
  for (const lang of ['en', 'zh']) {
    const shown = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' });
    for (const one of letters)
      for (const two of letters) {
        const name = /^(?:E[UZ]|U[N]|X[A-Z]|ZZ|Q[O])$/.test(one + two) ? undefined : shown.of(one + two);
        if (name) byName.set(name.toLowerCase(), one + two);
      }
  }
  for (const [name, code] of Object.entries(also)) byName.set(name, code);
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length);
  const [han, plain] = [longestFirst.filter((name) => /\p{Script=Han}/u.test(name)), longestFirst.filter((name) => !/\p{Script=Han}/u.test(name))];
  names = { byName, found: new RegExp(`(?<![\\p{L}\\d])(?:${plain.map(escaped).join('|')})(?![\\p{L}\\d])|${han.map(escaped).join('|')}`, 'u') };
  return names;
}

/** Returns the first country of the text, ISO 3166; null when it names none. */
export function countrySaid(text: string): string | null {
  const said = text.slice(0, 400).normalize('NFKC');
  if (/(?<![\p{L}\d])US(?![\p{L}\d])/u.test(said) && /\p{Ll}|\p{Script=Han}/u.test(said)) return 'US';
  const { byName, found } = namesOfCountries();
  const [name] = found.exec(said.toLowerCase()) ?? [];
  return (name && byName.get(name)) ?? null;
}

/** Returns the name of a country in a language, with the article that English puts before some. */
export function countryName(code: string, lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'region' }).of(code) ?? code;
  return lang.startsWith('en') && /^(?:United |Netherlands|Philippines|Maldives|Bahamas|.* (?:Islands|Republic)$)/.test(name) ? `the ${name}` : name;
}
