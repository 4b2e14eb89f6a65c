import { field, optional, questionFields } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import { readScore } from '../../reading/values/score.ts';
import { skipCode } from '../model/tokens.ts';
import { defineVerb } from '../turn/verb.ts';
import { questionParts, readPicked } from './question-fields.ts';

export const rate = defineVerb({
  verb: 'rate',
  fields: {
    rate: field('text', 'What is to be rated', '请顾客评价什么'),
    scale: optional('number', '5 or 10; 5 unless given', '5 分制或 10 分制；默认 5'),
    comment: optional('text', 'Asked after the rating; the answer may be skipped', '评分后追问的话；可以跳过'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for a rating', zh: '请顾客评分' },
    example: `flow: rating
start:
  - says: [rate you, 打分]
steps:
  - rate: { zh: 这次满意吗？, en: How did we do? }
    save: score
    comment: { zh: 哪里可以更好？, en: What could be better? }
  - if: score <= 2
    then:
      - notify: "Unhappy: {{ score }}/5"
        to: owner
  - say: { zh: 谢谢您。, en: Thank you. }
`,
    transcript: `- test: stars and a comment
  lang: en
- customer: rate you
- bot: How did we do?
- bot: { choices: ["1", "2", "3", "4", "5"] }
- customer: ⭐⭐
- bot: What could be better?
- customer: The parcel was wet.
- tracked: rating
  with: { score: 2, comment: The parcel was wet. }
- notified: "Unhappy: 2/5"
- bot: Thank you.
`,
  },
  run: () => ({ do: 'ask' }),
  asking: {
    prompt(fields, step, stage) {
      const scored = scoreOf(stage);
      if (scored !== undefined && fields.comment) {
        return {
          parts: questionParts(step.text(fields.comment), undefined, step),
          choices: [{ token: skipCode, label: step.turn.phrase('skip'), value: null }],
          skip: true,
        };
      }
      const choices = Array.from({ length: fields.scale ?? 5 }, (_, index) => ({
        token: (index + 1).toString(36),
        label: String(index + 1),
        value: index + 1,
      }));
      return { parts: questionParts(step.text(fields.rate), fields.image, step), choices, skip: fields.skip, why: fields.why };
    },
    read(fields, step, input, waiting) {
      if (scoreOf(waiting.stage) !== undefined)
        return input.text.trim() === '' ? { fits: false } : { fits: true, value: input.text.trim().slice(0, limits.answer), whole: true };
      if (input.picked) return readPicked(input.picked);
      const scale = fields.scale ?? 5;
      const score = readScore(input.text, scale);
      return score === undefined
        ? { fits: false, why: step.turn.phrase('not_score', { scale: String(scale) }) }
        : { fits: true, value: score.value, whole: score.whole };
    },
    accept(fields, step, { value }, { stage }) {
      const scored = scoreOf(stage);
      if (scored === undefined) {
        if (fields.save) step.set(fields.save, value);
        if (typeof value === 'number' && fields.comment) return { do: 'ask', stage: { score: value } };
      } else step.set('comment', value);
      const score = scored ?? value;
      if (score !== null) {
        const comment = scored === undefined ? null : value;
        step.turn.effect({
          type: 'track',
          name: 'rating',
          data: { score, scale: fields.scale ?? 5, flow: step.flow.name, ...(comment === null ? {} : { comment }) },
          run: step.run.id,
        });
      }
      return { do: 'next' };
    },
    open: (_fields, stage) => scoreOf(stage) !== undefined,
  },
});

/** Returns the rating that a comment is asked for. */
function scoreOf(stage: Json | undefined): number | undefined {
  const score = stage !== null && typeof stage === 'object' && !Array.isArray(stage) ? stage.score : undefined;
  return typeof score === 'number' ? score : undefined;
}
