/** Our own labelled messages and moods, and what is measured with them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sure, train } from '../../src/understanding/index.ts';

export interface Labelled {
  lang: string;
  /** A wish or a mood. */
  label: string;
  text: string;
  /** Only ever looked at to measure. */
  held: boolean;
}

/** Returns the lines of a set: of `messages` and `mood` a third by the hash of its text is held back, of `second-...` every line. */
export function labelled(name: 'messages' | 'mood' | 'second-messages' | 'second-mood'): Labelled[] {
  return readFileSync(new URL(`sets/${name}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([lang = '', label = '', text = '']) => ({
      lang,
      label,
      text,
      held: name.startsWith('second') || (createHash('md5').update(text).digest()[0] ?? 0) % 3 === 0,
    }));
}

export interface Asked {
  label: string;
  text: string;
  /** The likeliest wishes, best first. */
  top: { id: string; score: number }[];
}

/** Asks a matcher that learned the examples of each wish. */
export function ask(examples: readonly Labelled[], asked: readonly Labelled[]): Asked[] {
  const wishes = [...new Set(examples.map(({ label }) => label))].filter((wish) => wish !== 'none');
  const matcher = train(wishes.map((id) => ({ id, texts: examples.filter(({ label }) => label === id).map(({ text }) => text) })));
  return asked.map(({ label, text }) => ({ label, text, top: matcher.rank(text, 3) }));
}

const share = (count: number, of: number): number => (of === 0 ? 1 : Math.round((1_000 * count) / of) / 1_000);

export function figuresOfMessages(found: readonly Asked[]) {
  const inside = found.filter(({ label }) => label !== 'none');
  const outside = found.filter(({ label }) => label === 'none');
  const score = ({ top }: Asked): number => top[0]?.score ?? 0;
  let above = 0;
  for (const a of inside) for (const b of outside) above += score(a) > score(b) ? 1 : score(a) === score(b) ? 0.5 : 0;
  const answered = found.filter((one) => score(one) >= sure);
  return {
    first: share(inside.filter(({ label, top }) => top[0]?.id === label).length, inside.length),
    three: share(inside.filter(({ label, top }) => top.some(({ id }) => id === label)).length, inside.length),
    auroc: share(above, inside.length * outside.length),
    answered: share(inside.filter((one) => score(one) >= sure).length, inside.length),
    right: share(answered.filter(({ label, top }) => top[0]?.id === label).length, answered.length),
    outsideAnswered: share(outside.filter((one) => score(one) >= sure).length, outside.length),
  };
}

export interface Heard {
  label: string;
  text: string;
  anger: number;
}

/** Figures of anger heard, where a message is taken for an angry one from `from` on. */
export function figuresOfMoods(lines: readonly Heard[], from: number) {
  const part = (mood: string, above: number): number => {
    const those = lines.filter(({ label }) => label === mood);
    return share(those.filter(({ anger }) => anger >= above).length, those.length);
  };
  const others = lines
    .filter(({ label }) => label !== 'angry')
    .map(({ anger }) => anger)
    .sort((a, b) => b - a);
  const atFive = others[Math.floor(others.length / 20)] ?? 1;
  return {
    recallAtFivePercent: part('angry', atFive + 1e-9),
    threshold: Math.round(atFive * 1_000) / 1_000,
    recall: part('angry', from),
    calm: part('calm', from),
    disappointed: part('disappointed', from),
    pleased: part('pleased', from),
  };
}
