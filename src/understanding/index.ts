import { prepareDetector } from './language.ts';
import { prepareScripts } from './traditional.ts';

/** The meaning of a text, without a model: the FAQ entry that it asks for, its language, its mood. Pure, and fast enough for every message. */
export { maybe, sure } from './calibration.ts';
export { type Confusion, findingConfusions } from './confusions.ts';
export { isForeign, language } from './language.ts';
export { type Entry, type Lessons, lessonsOf, type Matcher, type Ranked, train, training } from './matcher.ts';
export { anger, angryFrom, runningAnger } from './mood.ts';
export { tongue } from './tongue.ts';

/** Loads what the languages of a shop need beyond Chinese and English; to be awaited before the first message. */
export async function prepareLanguages(langs: readonly string[]): Promise<void> {
  await Promise.all([prepareDetector(langs), prepareScripts(langs)]);
}
