import { createHash } from 'node:crypto';
import { atOnce, type Sliced } from '../event-loop/slices.ts';
import { maybe, sure } from './calibration.ts';
import { type Classifier, classifierOf, type Learned } from './classifier.ts';
import { isKnown, knownWords } from './features.ts';
import { type Example, learning, type Script } from './linear.ts';
import { normalForm } from './normal-form.ts';
import { learningSpelling } from './spelling.ts';

export interface Entry {
  id: string;
  /** Ways to ask, and keywords, in any language. */
  texts: readonly string[];
}
export interface Ranked {
  id: string;
  /** Probability that this entry answers the text, 0..1; compare with `sure` and `maybe`. */
  score: number;
}
export interface Matcher {
  /**
   * Returns the entries nearest to `text`, best first, at most `most`. `beside`: what somebody else makes of the text, by id of the entry; it is added to
   * the raw scores of the words, before they become probabilities.
   */
  rank(text: string, most: number, beside?: ReadonlyMap<string, number>): Ranked[];
}

/**
 * Learns FAQ entries. Deterministic; takes a few milliseconds for 200 entries. A later `rank` reads no clock and keeps no state.
 * @example
 * ```ts
 * import { train } from './matcher.ts';
 * const matcher = train([
 *   { id: 'delivery', texts: ['how long does delivery take', '多久能到'] },
 *   { id: 'returns', texts: ['can I send it back', '可以退货吗'] },
 * ]);
 * matcher.rank('how many days until it arrives', 1)[0]?.id; // => 'delivery'
 * matcher.rank('怎么退货', 1)[0]?.id; // => 'returns'
 * ```
 */
export function train(entries: readonly Entry[]): Matcher {
  return atOnce(training(entries));
}

/** Phrases learned between two pauses: a few ms where each is as long as is read. */
const slice = 10;

const han = /\p{Script=Han}/u;
/** Tells whether a text is one word: of Latin letters, or of one or two Han. */
const isWord = (text: string): boolean => (han.test(text) ? text.length <= 2 : !text.includes(' '));
const scriptOf = (text: string): Script => (han.test(text) ? 'zh' : 'other');

/** What was learned in one script: plain data. */
interface Lesson {
  /** Hash of all that it was learned from. */
  from: string;
  /** Nothing of no examples. */
  learned: Learned | undefined;
}

/** All that a matcher learned: plain data, which can be kept in a file and given to {@link training} by the same program. */
export type Lessons = Readonly<Record<Script, Lesson>>;

const lessonsBy = new WeakMap<Matcher, Lessons>();

/** Returns what a matcher learned; nothing where it learned of no entries. */
export function lessonsOf(matcher: Matcher): Lessons | undefined {
  return lessonsBy.get(matcher);
}

/** Learns as {@link train} does, in slices; what `before` holds of a script in which nothing changed since is taken over. */
export function* training(entries: readonly Entry[], before?: Lessons): Sliced<Matcher> {
  // Nobody waits for what no text can mean: a program that starts, before it read its flows.
  if (entries.length === 0) return { rank: () => [] };
  const phrases: Example[] = [];
  const exact = new Map<string, number>();
  let read = 0;
  for (const [entry, { texts }] of entries.entries()) {
    for (const raw of texts) {
      if (++read % slice === 0) yield;
      const text = normalForm(raw);
      if (text === '') continue;
      phrases.push({ entry, text });
      const compact = text.replaceAll(' ', '');
      if (!exact.has(compact)) exact.set(compact, entry);
    }
  }
  const spelling = yield* learningSpelling(wordsToSpell(phrases), isKnown);
  const lessons: Lessons = {
    zh: yield* learningIn('zh', phrases, entries.length, before?.zh),
    other: yield* learningIn('other', phrases, entries.length, before?.other),
  };
  const classifiers: Record<Script, Classifier> = { zh: asked(lessons.zh), other: asked(lessons.other) };

  const capped = (ranked: readonly Ranked[]): Ranked[] => ranked.map(({ id, score }) => ({ id, score: Math.min(score, sure * 0.99) }));

  /** Tells whether a name is said in passing by one entry: "iphone" of "do the earphones work with an iphone". By itself it asks for no answer. */
  const isAside = (word: string): boolean => {
    if (isKnown(word)) return false;
    const script = scriptOf(word);
    const own = phrases.filter(({ text }) => scriptOf(text) === script);
    const having = own.filter(({ text }) => ` ${text} `.includes(script === 'zh' ? word : ` ${word} `));
    const entry = having[0]?.entry;
    return having.length * 3 <= own.filter((one) => one.entry === entry).length;
  };

  /** Ranks a word that several entries are asked with: it decides for none of them, each of these is near, and none is sure. */
  const shared = (word: string, ranked: readonly Ranked[]): Ranked[] => {
    const having = new Set(phrases.filter(({ text }) => text.includes(word)).map(({ entry }) => entries[entry]!.id));
    if (having.size < 2) return (ranked[0]?.score ?? 0) < 0.8 && isAside(word) ? capped(ranked) : [...ranked];
    return ranked.map(({ id, score }) => ({ id, score: having.has(id) ? Math.min(Math.max(score, maybe), sure * 0.99) : Math.min(score, sure * 0.99) }));
  };

  const numbers = new Map(entries.map(({ id }, entry) => [id, entry]));
  const numbered = (beside: ReadonlyMap<string, number>): Map<number, number> =>
    new Map([...beside].flatMap(([id, amount]): [number, number][] => (numbers.has(id) ? [[numbers.get(id)!, amount]] : [])));

  const rank = (raw: string, most: number, beside?: ReadonlyMap<string, number>): Ranked[] => {
    const text = spelling.repair(normalForm(raw));
    if (text === '') return [];
    const likely = classifiers[scriptOf(text)].classify(text, most, beside && numbered(beside));
    const ranked = likely.map(({ entry, probability }) => ({ id: entries[entry]!.id, score: probability }));
    const match = exact.get(text.replaceAll(' ', ''));
    if (match === undefined) return isWord(text) ? shared(text, ranked) : ranked;
    const { id } = entries[match]!;
    // The others have half of what they would have if it were not there.
    const others = 2 * Math.max(1 - (ranked.find((one) => one.id === id)?.score ?? 0), 0.01);
    return [{ id, score: 1 }, ...ranked.filter((one) => one.id !== id).map((one) => ({ id: one.id, score: one.score / others }))].slice(0, most);
  };
  const matcher: Matcher = { rank };
  lessonsBy.set(matcher, lessons);
  return matcher;
}

function asked({ learned }: Lesson): Classifier {
  return learned ? classifierOf(learned) : { classify: () => [] };
}

/** Learns the entries in one script. An entry without examples in it takes part with those of the other: they share concepts. */
function* learningIn(script: Script, phrases: readonly Example[], entries: number, before: Lesson | undefined): Sliced<Lesson> {
  const known = new Set<number>();
  for (const { entry, text } of phrases) if (scriptOf(text) === script) known.add(entry);
  yield;
  const examples = phrases.filter(({ entry, text }) => scriptOf(text) === script || !known.has(entry));
  const hash = createHash('sha256').update(`${script} ${entries}\n`);
  for (const [n, { entry, text }] of examples.entries()) {
    if (n % 1_000 === 999) yield;
    // No text in normal form holds a line break.
    hash.update(`${entry} ${text}\n`);
  }
  const from = hash.digest('hex');
  return before?.from === from ? before : { from, learned: yield* learning(examples, entries, script) };
}

/** Yields the words that a slip of the finger may have meant, found one phrase at a time. */
function* wordsToSpell(phrases: readonly { text: string }[]): Generator<string> {
  for (const { text } of phrases) yield* text.match(/[a-z]{5,}/g) ?? [];
  yield* knownWords();
}
