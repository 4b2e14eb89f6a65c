import { isKnown } from './features.ts';
import { simplified } from './simplified.ts';

const hanCharacter = /\p{Script=Han}/gu;
const latinWord = /[a-z\u00c0-\u024f]+(?:['’][a-z]+)?/gi;
/** Parts of a text that are no language: addresses, code, and whatever has a digit in it. */
const noWords = /\b\S+@\S+|https?:\/\/\S+|\{\{.*?\}\}|\{%.*?%\}|[\w-]*\d[\w-]*/gs;

/** Frequent in English and rare as words of its neighbours. */
const english = new Set(
  `the is are was were you your i'm i've i'd i'll it's don't doesn't didn't can't what's where's how what when where which who why my our their this that these those there here have has had
does did can could would should will want need please hello thanks thank yes of for with from about and but not any some how's much many get got give order shipping delivery track return
refund size price cost pay help parcel package buy bought still yet been it they he she we be back long does open close today tomorrow hi hey good morning sorry really very just an cancel broken damaged wrong missing late tracking discount available stock`.split(
    /\s+/,
  ),
);
/** Words of the neighbours that English does not have. */
const others = new Set(
  `el la los las un una por para con mi pedido donde está esta cuando cuanto hola gracias quiero que le les des est où ma mon je vous nous bonjour merci commande der die das und ist wo mein meine
ich nicht bitte danke guten tag wann wie viel non il ciao grazie ordine mio dove quando os meu obrigado pedido é não onde ik het een mijn waar`.split(/\s+/),
);

/** Languages by the script that alone tells of them; a language of several scripts stands in each. */
const scripts: readonly [script: RegExp, langs: readonly string[]][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ['ja']],
  [/\p{Script=Hangul}/u, ['ko']],
  [/\p{Script=Cyrillic}/u, ['ru', 'uk', 'bg', 'be', 'sr', 'mk', 'kk', 'ky', 'mn']],
  [/\p{Script=Arabic}/u, ['ar', 'fa', 'ur']],
  [/\p{Script=Hebrew}/u, ['he', 'yi']],
  [/\p{Script=Thai}/u, ['th']],
  [/\p{Script=Greek}/u, ['el']],
  [/\p{Script=Devanagari}/u, ['hi', 'mr', 'ne']],
  [/\p{Script=Bengali}/u, ['bn', 'as']],
  [/\p{Script=Tamil}/u, ['ta']],
  [/\p{Script=Khmer}/u, ['km']],
  [/\p{Script=Lao}/u, ['lo']],
  [/\p{Script=Myanmar}/u, ['my']],
  [/\p{Script=Georgian}/u, ['ka']],
  [/\p{Script=Armenian}/u, ['hy']],
];
const notLatin: ReadonlySet<string> = new Set(['zh', ...scripts.flatMap(([, langs]) => langs)]);
const baseOf = (lang: string): string => lang.split('-')[0] ?? lang;

/** The detector's name for the nearest language that it knows. */
const calledThere: Readonly<Record<string, string>> = { id: 'ms', nb: 'no', nn: 'no', fil: 'tl' };

/** Guesses between languages of one script; undefined when in doubt. */
type Detector = (text: string) => { lang: string; sure: boolean } | undefined;
const detectors = new Map<string, Detector>();
let loaded: string | undefined;
const keyOf = (langs: readonly string[]): string => langs.map(baseOf).join();

/** Tells whether letters alone do not tell these languages apart. */
function needsDetector(langs: readonly string[]): boolean {
  const bases = new Set(langs.map(baseOf));
  const latin = [...bases].filter((lang) => !notLatin.has(lang) && lang !== 'en');
  return latin.length > 0 || scripts.some(([, all]) => all.filter((lang) => bases.has(lang)).length > 1);
}

/** Loads what {@link language} needs to tell a shop's languages apart: nothing for Chinese, English and others with letters of their own, else about 0.3 s. */
export async function prepareDetector(langs: readonly string[]): Promise<void> {
  if (!needsDetector(langs) || detectors.has(keyOf(langs))) return;
  const { eld } = await import('eld/small');
  const bases = [...new Set(['en', ...langs.map(baseOf)])];
  const subset = bases.map((lang) => calledThere[lang] ?? lang);
  const key = keyOf(langs);
  detectors.set(key, (text) => {
    // The library knows one subset at a time, and takes a while to change it; a program has one shop.
    if (loaded !== key) eld.setLanguageSubset(subset);
    loaded = key;
    const found = eld.detect(text.slice(0, 300));
    const lang = bases[subset.indexOf(found.language)];
    return lang === undefined ? undefined : { lang, sure: found.isReliable() };
  });
}

/** Returns Chinese as the shop writes it: where it has both, by the characters. */
function chineseOf(sample: string, langs: readonly string[]): string {
  const chinese = langs.filter((lang) => baseOf(lang) === 'zh');
  const traditional = chinese.find((lang) => /^zh-(?:TW|HK|MO|Hant)/.test(lang));
  if (chinese.length < 2 || !traditional) return chinese[0] ?? 'zh';
  return simplified(sample) === sample ? (chinese.find((lang) => lang !== traditional) ?? 'zh') : traditional;
}

function latinOf(sample: string, langs: readonly string[]): string | undefined {
  const words = (sample.match(latinWord) ?? []).map((word) => word.toLowerCase().replace('’', "'"));
  const known = words.filter((word) => english.has(word) || (words.length > 1 && word.length > 2 && isKnown(word) && !others.has(word))).length;
  const other = words.filter((word) => others.has(word) || /[\u00c0-\u024f]/.test(word)).length;
  const isEnglish = known > 0 && other < known && known / words.length >= 0.2;
  const found = words.length > 0 ? detectors.get(keyOf(langs))?.(sample) : undefined;
  if (!found || notLatin.has(found.lang)) return isEnglish ? 'en' : undefined;
  // Of short lines the detector takes English words for Spanish and words that it does not know for English.
  if (found.lang === 'en') return isEnglish || (found.sure && other === 0) ? 'en' : undefined;
  return isEnglish && !found.sure ? 'en' : found.lang;
}

/**
 * Returns the language that a message is written in, of those that the shop has; undefined when it does not tell (a number, "ok", a name) or is written
 * in none of them, so that one short word never turns a conversation round.
 */
export function language(text: string, langs: readonly string[] = ['zh', 'en']): string | undefined {
  const sample = text.slice(0, 1000).replace(noWords, ' ');
  const own = (lang: string | undefined): string | undefined =>
    lang === undefined ? undefined : langs.includes(lang) ? lang : langs.find((one) => baseOf(one) === baseOf(lang));
  for (const [script, all] of scripts) {
    if (!script.test(sample)) continue;
    const possible = all.filter((lang) => own(lang) !== undefined);
    if (possible.length < 2) return own(possible[0]);
    return own(detectors.get(keyOf(langs))?.(sample)?.lang);
  }
  const han = sample.match(hanCharacter)?.length ?? 0;
  // A Chinese word is about one and a half characters; product names in Latin letters are common inside Chinese.
  if (han > 0) {
    const foreign = (sample.match(latinWord) ?? []).filter((word) => english.has(word.toLowerCase())).length;
    if (han / 1.5 < foreign) return own('en');
    return own(own('zh') ? chineseOf(sample, langs) : 'ja');
  }
  return own(latinOf(sample, langs));
}

/** Tells whether a message has words, and none of them Chinese: whoever wrote it is likelier to read English than Chinese. */
export function isForeign(text: string): boolean {
  const sample = text.slice(0, 1000).replace(noWords, ' ');
  return /\p{L}{2}/u.test(sample) && !/\p{Script=Han}/u.test(sample);
}
