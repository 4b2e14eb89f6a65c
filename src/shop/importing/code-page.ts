/**
 * Detection of the code page of an old file: each code page is tried on a sample, and the one whose words are words (one script, common characters,
 * capitals where capitals belong) is the right one.
 */

/** Characters that a text has most of the time: those of the first level of the national set, which its makers sorted by use. */
function levelOne(encoding: string, leads: [number, number], trails: [number, number]): Set<string> {
  const decoder = new TextDecoder(encoding);
  const found = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (let trail = trails[0]; trail <= trails[1]; trail++) found.add(decoder.decode(Uint8Array.of(lead, trail)));
  return found;
}

interface CodePage {
  encoding: string;
  /** Letters that its texts are written in besides those of ASCII. */
  letters: RegExp;
  common?: () => Set<string>;
  /** Signs that its texts have between words. */
  signs: RegExp;
  /** Pattern that no word of its languages matches. */
  never?: RegExp;
}

const eastern = /[\u3000-\u303F\uFF01-\uFF5E\u2010-\u2027\u2030-\u205E\u00B7\u00D7\u2103\u2460-\u249B\u25A0-\u25FF\u2605\u2606]/;
const western =
  /[\u00A0\u20AC\u2013\u2014\u2018-\u201E\u2022\u2026\u2122\u00A9\u00AE\u00B0\u00B2\u00B3\u00B5\u00B7\u00BC-\u00BE\u00D7\u00AB\u00BB\u00A3\u2116]/;
/** Three letters of a Latin word of which none is ASCII; capitals in the middle of small letters. */
const noLatinWord = /[^\p{ASCII}]{3}|\p{Ll}\p{Lu}/u;
const codePages: readonly CodePage[] = [
  { encoding: 'gb18030', letters: /\p{Script=Han}/u, common: () => levelOne('gb18030', [0xb0, 0xd7], [0xa1, 0xfe]), signs: eastern },
  { encoding: 'big5', letters: /\p{Script=Han}/u, common: () => levelOne('big5', [0xa4, 0xc6], [0x40, 0xfe]), signs: eastern },
  {
    encoding: 'shift_jis',
    letters: /[\p{Script=Han}\u3041-\u30FF々]/u,
    common: () => new Set([...levelOne('shift_jis', [0x88, 0x97], [0x40, 0xfc]), ...levelOne('shift_jis', [0x82, 0x83], [0x40, 0xfc])]),
    signs: eastern,
  },
  { encoding: 'euc-kr', letters: /\p{Script=Hangul}/u, signs: eastern },
  { encoding: 'windows-1252', letters: /[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŸŽž]/, signs: western, never: noLatinWord },
  { encoding: 'windows-1250', letters: /[\u0100-\u017FÁÂÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüýȘșȚț]/, signs: western, never: noLatinWord },
  { encoding: 'windows-1251', letters: /\p{Script=Cyrillic}/u, signs: western, never: /\p{Ll}\p{Lu}|^[^аеёиоуыэюяіїєАЕЁИОУЫЭЮЯІЇЄa-z]{3,}$/u },
  { encoding: 'windows-1253', letters: /(?![ΰΐ])\p{Script=Greek}/u, signs: western, never: /\p{Ll}\p{Lu}|^[α-ως]{4,}$/u },
  { encoding: 'windows-1254', letters: /[ÇçÖöÜüĞğİıŞşÂâÎîÛû]/, signs: western, never: noLatinWord },
  { encoding: 'windows-1255', letters: /\p{Script=Hebrew}/u, signs: western, never: /[ךםןףץ]\p{L}/u },
  { encoding: 'windows-1256', letters: /\p{Script=Arabic}/u, signs: western, never: /[ةى]\p{L}/u },
  { encoding: 'windows-874', letters: /\p{Script=Thai}/u, signs: western, never: /^\p{M}|[เแโใไ]$/u },
];
const commonOf = new Map<string, Set<string>>();

/** Returns how well the text reads as one of this code page, from -1 to 1: the mean over its characters beyond ASCII. */
function score(text: string, { encoding, letters, common, signs, never }: CodePage): { score: number; count: number } {
  let known = commonOf.get(encoding);
  if (common && !known) {
    known = common();
    commonOf.set(encoding, known);
  }
  let [sum, count] = [0, 0];
  for (const [run] of text.matchAll(/[\p{L}\p{M}]+|[^\p{L}\p{M}]/gu)) {
    const beyond = run.match(/[^\p{ASCII}]/gu);
    if (!beyond) continue;
    count += beyond.length;
    const isStrange = beyond.some((sign) => !letters.test(sign) && !signs.test(sign));
    // Letters of two scripts in one word; beside Chinese ones that is usual (T恤, 5G手机).
    const isMixed = !known && /[a-z]/i.test(run) && beyond.some((sign) => !/\p{Script=Latin}/u.test(sign));
    if (isStrange || isMixed || never?.test(run)) sum -= beyond.length;
    else sum += known ? beyond.reduce((all, sign) => all + (signs.test(sign) || known.has(sign) ? 1 : -0.6), 0) : beyond.length;
  }
  return { score: count === 0 ? 0 : sum / count, count };
}

/** Node decodes windows-1252 as latin1, without € and quotes: windows-1254 differs from it in six letters only. */
const notTurkish: Record<string, string> = { Ğ: 'Ð', İ: 'Ý', Ş: 'Þ', ğ: 'ð', ı: 'ý', ş: 'þ', '\u008E': 'Ž', '\u009E': 'ž' };

/** Returns the text in this encoding; null when the bytes are none of it. */
export function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding === 'windows-1252' ? 'windows-1254' : encoding, { fatal: true }).decode(bytes);
    return encoding === 'windows-1252' ? text.replace(/[ĞİŞğış\u008E\u009E]/g, (sign) => notTurkish[sign] ?? sign) : text;
  } catch {
    return null;
  }
}

/** Returns the lines with characters beyond ASCII, up to some 60 KB: enough for a decision, whatever the size of the file. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < 60_000; ) {
    const end = bytes.indexOf(10, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
    if (line.some((byte) => byte > 127)) {
      lines.push(line);
      size += line.length;
    }
    start += line.length;
  }
  return Buffer.concat(lines);
}

/** Syllables from which on a text of Hangul alone is no Chinese that happens to look like it. */
const sureHangul = 8;

/** Code page that most such files are in, which wins when two read alike; between others it stays in doubt. */
const usual = new Set(['gb18030', 'windows-1252']);

/** Returns the code page; null when what comes out of each is no text, or that of several is. */
export function codePageOf(bytes: Uint8Array): { encoding: string; word: string } | null {
  const sample = sampleOf(bytes);
  const tried = codePages.flatMap((page) => {
    const text = decoded(sample, page.encoding);
    if (text === null) return [];
    const { score: value, count } = score(text, page);
    return [{ ...page, text, value: page.encoding !== 'euc-kr' ? value : count < sureHangul ? value - 0.3 : value + 0.05 }];
  });
  const [best, ...others] = tried.filter(({ value }) => value > 0.35).sort((a, b) => b.value - a.value);
  if (!best) return null;
  if (!usual.has(best.encoding) && others.some(({ value, text }) => value > best.value - 0.05 && text !== best.text)) return null;
  const word = /[\p{L}\p{M}\p{N}]*(?=[\p{L}])[^\p{ASCII}][\p{L}\p{M}\p{N}]*/u.exec(best.text)?.[0] ?? '';
  return { encoding: best.encoding, word: word.slice(0, 30) };
}
