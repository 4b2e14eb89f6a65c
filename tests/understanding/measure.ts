/**
 * Measures the reading of wishes and moods on the two thirds of our sets that are not held back, each part by what was learned without it: `npx tsx
 * tests/understanding/measure.ts [moods|messages] [--errors]`.
 */
import { learnMoods, moodLines } from '../../scripts/learning/mood-weights.ts';
import { angerBy, angryFrom } from '../../src/understanding/mood.ts';
import { moodModelOf } from '../../src/understanding/mood-model.ts';
import { unpacked } from '../../src/understanding/weight-table.ts';
import { type Asked, ask, figuresOfMessages, figuresOfMoods, type Heard, labelled } from './figures.ts';

const folds = 4;
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const withErrors = process.argv.includes('--errors');
const langs = ['en', 'zh'] as const;

function measureMoods(): void {
  const own = labelled('mood').filter(({ held }) => !held);
  const key = (text: string): string => text.trim().toLowerCase();
  const heard: (Heard & { lang: string })[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const part = own.filter((_, n) => n % folds === fold);
    const left = new Set(part.map(({ text }) => key(text)));
    const anger = angerBy(moodModelOf(unpacked(learnMoods(moodLines().filter(({ text }) => !left.has(key(text)))))));
    heard.push(...part.map(({ lang, label, text }) => ({ lang, label, text, anger: anger(text) })));
  }
  for (const lang of langs) {
    const lines = heard.filter((line) => line.lang === lang);
    const figures = figuresOfMoods(lines, angryFrom);
    console.log(`moods, ${lang}:`, JSON.stringify(figures));
    if (!withErrors) continue;
    for (const { label, text, anger } of lines.sort((a, b) => b.anger - a.anger)) {
      if ((label === 'angry') === anger < figures.threshold + 1e-9) console.log(`  ${label} ${anger.toFixed(2)} ${text}`);
    }
  }
}

function measureMessages(): void {
  for (const lang of langs) {
    const own = labelled('messages').filter((message) => message.lang === lang && !message.held);
    const inside = own.filter(({ label }) => label !== 'none');
    const outside = own.filter(({ label }) => label === 'none');
    const found: Asked[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const isLeft = (_: unknown, n: number): boolean => n % folds === fold;
      found.push(
        ...ask(
          inside.filter((_, n) => n % folds !== fold),
          [...inside.filter(isLeft), ...outside.filter(isLeft)],
        ),
      );
    }
    console.log(`messages, ${lang}:`, JSON.stringify(figuresOfMessages(found)));
    if (!withErrors) continue;
    for (const { label, text, top } of found.sort((a, b) => (b.top[0]?.score ?? 0) - (a.top[0]?.score ?? 0))) {
      if (top[0]?.id !== label) console.log(`  ${label} ${top.map(({ id, score }) => `${id} ${score.toFixed(2)}`).join(', ')}: ${text}`);
    }
  }
}

if (wanted.length === 0 || wanted.includes('moods')) measureMoods();
if (wanted.length === 0 || wanted.includes('messages')) measureMessages();
