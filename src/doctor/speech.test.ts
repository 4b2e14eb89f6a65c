import { expect, it } from 'vitest';
import { type SpeechSituation, speechFindings } from './speech.ts';

const openai = { kind: 'openai', url: 'http://127.0.0.1:9/v1', key: 'sk-hidden-1' } as const;
const cases: [what: string, situation: SpeechSituation, found: string[]][] = [
  ['nothing set', { speech: undefined, ffmpeg: false }, ['mind .env SPEECH_KIND']],
  ['all there', { speech: openai, reached: { address: openai.url, reach: { reached: true } }, ffmpeg: true }, []],
  ['not reached', { speech: openai, reached: { address: openai.url, reach: { reached: false, why: 'refused' } }, ffmpeg: true }, ['missing .env SPEECH_URL']],
  ['no ffmpeg', { speech: openai, ffmpeg: false }, ['mind ffmpeg']],
  [
    'sherpa without package and model',
    { speech: { kind: 'sherpa', model: '/m' }, installed: false, model: false, ffmpeg: true },
    ['missing .env SPEECH_KIND', 'missing .env SPEECH_MODEL'],
  ],
];
for (const [what, situation, found] of cases)
  it(what, () => {
    const findings = speechFindings(situation);
    expect(findings.map(({ level, where }) => `${level} ${where}`)).toEqual(found);
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });
