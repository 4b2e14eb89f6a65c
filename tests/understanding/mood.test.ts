/** Our own lines of four moods: each third by the hash of its text is only ever looked at here. Floors with margin; the figures are printed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkFlows } from '../../src/engine/flow.ts';
import { parseTranscript } from '../../src/engine/transcript.ts';
import { rehearse } from '../../src/engine/transcripts/rehearsal.ts';
import { flowSet } from '../../src/runtime/flow-set.ts';
import { anger, angryFrom } from '../../src/understanding/index.ts';

const held = readFileSync(new URL('sets/mood.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([lang = '', mood = '', text = '']) => ({ lang, mood, text }))
  .filter(({ text }) => (createHash('md5').update(text).digest()[0] ?? 0) % 3 === 0);

it.each(['en', 'zh'])('hears anger in %s', (lang) => {
  const lines = held.filter((line) => line.lang === lang).map(({ mood, text }) => ({ mood, score: anger(text) }));
  const share = (mood: (name: string) => boolean, above: number): number => {
    const those = lines.filter((line) => mood(line.mood));
    return Math.round((1_000 * those.filter(({ score }) => score >= above).length) / those.length) / 1_000;
  };
  const others = lines
    .filter(({ mood }) => mood !== 'angry')
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const atFive = others[Math.floor(others.length / 20)] ?? 1;
  const angry = (name: string): boolean => name === 'angry';
  const figures = {
    recallAtFivePercent: share(angry, atFive + 1e-9),
    threshold: Math.round(atFive * 1_000) / 1_000,
    recall: share(angry, angryFrom),
    calm: share((name) => name === 'calm', angryFrom),
    disappointed: share((name) => name === 'disappointed', angryFrom),
    pleased: share((name) => name === 'pleased', angryFrom),
  };
  console.log(`mood, held back, ${lang}:`, JSON.stringify(figures));
  expect(figures.recallAtFivePercent).toBeGreaterThanOrEqual(0.64);
  expect(figures.recall).toBeGreaterThanOrEqual(0.5);
  expect(figures.calm).toBeLessThanOrEqual(0.02);
});

it.each([
  ['angry', ['this is a scam, you thieves'], true],
  ['angry', ['hi, when will it arrive'], false],
  ['"> 0.7"', ['this is a scam, you thieves'], true],
  ['"> 0.7"', ['hi, when will it arrive'], false],
  ['"> 0.2"', ['this is a scam, you thieves', 'where is it'], true],
] as const)('mood: %s after %j: %s', (mood, said, starts) => {
  const text = `flow: sorry\nstart:\n  - mood: ${mood}\nsteps:\n  - say: So sorry\n`;
  const { flows, faqs, problems } = checkFlows([{ file: 'sorry.yaml', text }]);
  expect(problems).toEqual([]);
  const [test] = parseTranscript('- test: a\n  lang: en\n- customer: hi\n', 'sorry.test.yaml').cases;
  if (!test) throw new Error('no case');
  const world = rehearse(flowSet({ flows, faqs, calls: new Map() }), test, {});
  for (const line of said) {
    world.forget();
    world.say([{ type: 'text', text: line }]);
  }
  expect(JSON.stringify(world.effects).includes('So sorry')).toBe(starts);
});

it.each(['happy', '> 7', '0.7', '> 0.7 please'])('mood: %j is refused, with what to write', (mood) => {
  const { problems } = checkFlows([{ file: 'sorry.yaml', text: `flow: sorry\nstart:\n  - mood: "${mood}"\nsteps:\n  - say: So sorry\n` }]);
  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems[0])).toContain('> 0.7');
});
