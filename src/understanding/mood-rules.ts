import { griefs, offers, praise, reproaches } from './mood-grounds.ts';
import { loudness, signs } from './mood-signs.ts';
import { enraged, harmless, negations, negationsZh, soothing } from './mood-words.ts';
import { longest, normalForm } from './normal-form.ts';
import { simplified } from './simplified.ts';

const han = /\p{Script=Han}/u;
const spaced = new Map<string, number>();
const unspaced: [string, number][] = [];
for (const [words, weight] of Object.entries(enraged)) {
  if (han.test(words)) unspaced.push([words, weight]);
  else spaced.set(words, weight);
}
unspaced.sort(([a], [b]) => b.length - a.length);
const mostWords = Math.max(...[...spaced.keys()].map((words) => words.split(' ').length));

const clauseEnds = /[,.;:!?，。；：！？、\n]+/;
const clause = '|';
function soothes(form: string): boolean {
  return soothing.some((phrase) => form.includes(han.test(phrase) ? phrase : ` ${phrase} `));
}

/** Tells whether a text praises what went wrong: "great, third week of waiting, love it". */
export function isSarcastic(text: string): boolean {
  return praise.test(text) && griefs.test(text) && !/\b(?:thanks|thank you|no rush|no hurry|please)\b|谢谢|不急|麻烦/iu.test(text);
}

const loudSigns: ReadonlySet<string> = new Set(['raging', 'sour', 'shouts', 'stresses', '!!!', '!!', '?!', 'masked', 'drawn']);

/** Tells whether there is anything in a text to be angry about, or any sign of it. "Tell me a joke" has none, however unknown its words are. */
export function hasReproach(text: string): boolean {
  const plain = simplified(text);
  return (reproaches.test(plain) && !offers.test(plain)) || signs(text).some((sign) => loudSigns.has(sign));
}

/** Tells whether a text says itself that it is not meant badly: "just kidding", "love it". */
export function isSoothing(text: string): boolean {
  return soothes(` ${normalForm(text)} `);
}

/**
 * Tells whether words of anger are in a text. Counts them and takes back negated and harmless ones; shouting, repeated marks and angry faces add to
 * words but are not enough alone. One of the signs that the model of moods learns from.
 */
export function hasAngryWords(text: string): boolean {
  const sample = text.slice(0, longest);
  if (isSarcastic(sample)) return true;
  // A negation reaches no further than its clause.
  let form = ` ${sample.split(clauseEnds).map(normalForm).join(` ${clause} `)} `;
  for (const phrase of harmless) form = han.test(phrase) ? form.replaceAll(phrase, ' ') : form.replaceAll(` ${phrase} `, ' ');
  if (soothes(form)) return false;
  const words = spacedAnger(form) + unspacedAnger(form);
  return words + loud(sample, words > 0) >= 1;
}

function spacedAnger(form: string): number {
  const words = form.split(' ').filter((word) => word !== '');
  let sum = 0;
  for (let i = 0; i < words.length; i++) {
    for (let n = Math.min(mostWords, words.length - i); n >= 1; n--) {
      const weight = spaced.get(words.slice(i, i + n).join(' '));
      if (weight === undefined) continue;
      const before = words.slice(Math.max(0, i - 3, words.lastIndexOf(clause, i) + 1), i);
      const negated = before.some((word) => negations.includes(word)) && weight <= 1 && !['never', 'no', 'nobody'].includes(words[i] ?? '');
      if (!negated) sum += weight;
      i += n - 1;
      break;
    }
  }
  return sum;
}

function unspacedAnger(form: string): number {
  let rest = form;
  let sum = 0;
  for (const [word, weight] of unspaced) {
    let at = rest.indexOf(word);
    while (at >= 0) {
      const before = rest.slice(Math.max(0, at - 4), at);
      if (!negationsZh.some((negation) => before.endsWith(negation))) sum += weight;
      rest = `${rest.slice(0, at)} ${rest.slice(at + word.length)}`;
      at = rest.indexOf(word, at + 1);
    }
  }
  return sum;
}

/** Marks and capitals add to words of anger; alone, only shouting a whole sentence with marks comes near. */
function loud(sample: string, worded: boolean): number {
  let sum = 0;
  if (loudness(sample).shouts) sum += 0.6;
  if (/[!！]{3,}/.test(sample)) sum += 0.3;
  else if (/[!！]/.test(sample) && worded) sum += 0.15;
  if (/[?？]{3,}|[?？][!！][?？!！]|[!！][?？]/.test(sample)) sum += 0.3;
  if (/😡|🤬|😠|👿|💢/u.test(sample)) sum += 0.8;
  if (/👎|😤|🖕/u.test(sample)) sum += 0.5;
  return sum;
}
