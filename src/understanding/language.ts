import { isKnown } from './features.ts';

const hanCharacter = /\p{Script=Han}/gu;
const otherScript =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Devanagari}]/gu;
const latinWord = /[a-z\u00c0-\u024f]+(?:['’][a-z]+)?/gi;
/** What is no language: addresses and code. */
const noWords = /\b\S+@\S+|https?:\/\/\S+|\{\{.*?\}\}|\{%.*?%\}/gs;

/** Frequent in English and rare as words of its neighbours. */
const english = new Set(
  `the is are was were you your i'm i've i'd i'll it's don't doesn't didn't can't what's where's how what when where which who why my our their this that these those there here have has had
does did can could would should will want need please hello thanks thank yes of for with from about and but not any some how's much many get got give order shipping delivery track return
refund size price cost pay help parcel package buy bought still yet been it they he she we be back long does open close today tomorrow hi hey good morning sorry really very just an`.split(
    /\s+/,
  ),
);
/** Words of the neighbours that English does not have. */
const others = new Set(
  `el la los las un una por para con mi pedido donde está esta cuando cuanto hola gracias quiero que le les des est où ma mon je vous nous bonjour merci commande der die das und ist wo mein meine
ich nicht bitte danke guten tag wann wie viel non il ciao grazie ordine mio dove quando o a os meu obrigado pedido é não onde ik het een mijn waar`.split(
    /\s+/,
  ),
);

/**
 * The language a message is written in: zh, en, or undefined when it does not tell (a number, "ok", a name, another
 * language), so that one short word never turns a conversation round.
 */
export function language(text: string): 'zh' | 'en' | undefined {
  const sample = text.slice(0, 1000).replace(noWords, ' ');
  const han = sample.match(hanCharacter)?.length ?? 0;
  const foreign = sample.match(otherScript)?.length ?? 0;
  if (foreign > 0) return undefined;
  const words = (sample.match(latinWord) ?? []).map((word) => word.toLowerCase().replace('’', "'"));
  // A Chinese word is about one and a half characters; product names in Latin letters are common inside Chinese.
  if (han > 0) return han / 1.5 >= words.filter((word) => english.has(word)).length ? 'zh' : 'en';
  const known = words.filter((word) => english.has(word) || (words.length > 1 && word.length > 2 && isKnown(word) && !others.has(word))).length;
  const other = words.filter((word) => others.has(word) || /[\u00c0-\u024f]/.test(word)).length;
  if (known === 0 || other >= known) return undefined;
  return known / words.length >= 0.2 ? 'en' : undefined;
}
