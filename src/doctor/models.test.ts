import { expect, it } from 'vitest';
import type { ModelsSituation } from '../app/models-situation.ts';
import { modelFindings } from './models.ts';

const nothing: ModelsSituation = { keys: { embeddings: false, chat: false }, assist: false, models: [] };
const one = (of: 'embeddings' | 'chat', rest: Partial<ModelsSituation['models'][number]>): ModelsSituation => ({
  ...nothing,
  models: [{ of, host: 'api.example', ...rest }],
});
const failed = (why: 'busy' | 'late' | 'refused' | 'failed') => ({ answer: { ok: false as const, why } });

const cases: [what: string, situation: ModelsSituation, found: string[]][] = [
  ['nothing set', nothing, []],
  ['all there', one('embeddings', { answer: { ok: true }, ms: 20 }), []],
  ['not asked', one('chat', {}), []],
  ['slow vectors', one('embeddings', { answer: { ok: true }, ms: 900 }), ['mind config.yaml models.embeddings.url']],
  ['a slow model', one('chat', { answer: { ok: true }, ms: 5_000, waitMs: 3_000 }), ['mind config.yaml models.chat.url']],
  ['a key that is not taken', one('chat', failed('refused')), ['missing .env LLM_KEY']],
  ['the other key', one('embeddings', failed('refused')), ['missing .env EMBEDDINGS_KEY']],
  ['too much', one('chat', failed('busy')), ['mind config.yaml models.chat.url']],
  ['silent', one('embeddings', failed('late')), ['missing config.yaml models.embeddings.url']],
  ['a page', one('chat', failed('failed')), ['missing config.yaml models.chat.url']],
  ['a key without a server', { ...nothing, keys: { embeddings: true, chat: false } }, ['mind .env EMBEDDINGS_KEY']],
  ['drafts without a model', { ...nothing, assist: true }, ['missing config.yaml models.assist']],
];
it.each(cases)('%s', (_, situation, found) => {
  const findings = modelFindings(situation);
  expect(findings.map(({ level, where }) => `${level} ${where}`)).toEqual(found);
  for (const { what, cure } of findings)
    expect([/\p{Script=Han}/u.test(what.zh), /\p{Script=Han}/u.test(cure.zh), /\p{Script=Han}/u.test(what.en)]).toEqual([true, true, false]);
});
