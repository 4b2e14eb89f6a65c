/** Our own lines of four moods: each third by the hash of its text is only ever looked at here. Floors with margin; the figures are printed. */
import { expect, it } from 'vitest';
import { checkFlows } from '../../src/compiler/flow.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { rehearse } from '../../src/transcripts/rehearsal.ts';
import { parseTranscript } from '../../src/transcripts/transcript.ts';
import { anger, angryFrom } from '../../src/understanding/index.ts';
import { figuresOfMoods, labelled } from './figures.ts';

it.each(['en', 'zh'])('hears anger in %s', (lang) => {
  for (const set of ['mood', 'second-mood'] as const) {
    const lines = labelled(set).filter((line) => line.lang === lang && line.held);
    const figures = figuresOfMoods(
      lines.map(({ label, text }) => ({ label, text, anger: anger(text) })),
      angryFrom,
    );
    console.log(`${set}, held back, ${lang}:`, JSON.stringify(figures));
    expect(figures.recallAtFivePercent).toBeGreaterThanOrEqual(0.76);
    expect(figures.recall).toBeGreaterThanOrEqual(0.5);
    expect(figures.calm).toBeLessThanOrEqual(0.02);
  }
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
