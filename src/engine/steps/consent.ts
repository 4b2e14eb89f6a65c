import type { Target } from '../model/fields.ts';
import { field, optional, questionFields } from '../model/fields.ts';
import type { Outcome, StepTurn } from '../model/step.ts';
import { defineVerb } from '../model/step.ts';
import { questionParts, readYes, yesNoChoices } from './question-fields.ts';

export const consent = defineVerb({
  verb: 'consent',
  fields: {
    consent: field('text', 'What the customer agrees to, word for word', '请顾客同意的内容，原文会留档'),
    for: field('word', 'marketing or review', 'marketing（推广）或 review（评价）'),
    then: optional('block', 'After yes', '同意之后'),
    else: optional('block', 'After no', '不同意之后'),
    yes: optional('text', 'Label of the button for yes', '“是”的按钮上的字'),
    no: optional('text', 'Label of the button for no', '“否”的按钮上的字'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for consent and keeps the exact words', zh: '征求同意，并把原文留档' },
    example: `flow: news
start:
  - says: [news for me, 上新提醒]
steps:
  - consent: { zh: 有新品时给您发消息，可以吗？随时回复“退订”。, en: "May we write to you about new things? Reply STOP at any time." }
    for: marketing
    then:
      - say: { zh: 好的，上新见。, en: "Good, see you then." }
    else:
      - say: { zh: 好的，不打扰您。, en: "All right, we will not." }
`,
    transcript: `- test: 同意
  lang: zh
- customer: 上新提醒
- bot: 有新品时给您发消息，可以吗？随时回复“退订”。
- customer: 好呀
- bot: 好的，上新见。
- vars: { contact.marketing: true }
`,
  },
  run(step, turn) {
    if (step.for === 'marketing' && turn.facts.contact.marketing === true) return goWay(step, turn, true);
    return { do: 'ask' };
  },
  asking: {
    prompt: (step, turn) => ({
      parts: questionParts(turn.text(step.consent), step.image, turn),
      choices: yesNoChoices(['yes_no'], turn, step),
      skip: step.skip,
      why: step.why,
    }),
    read: (step, turn, input) => readYes(input, turn, step),
    accept(step, turn, { value }) {
      const granted = value === true;
      if (value !== null) turn.remember({ consent: step.for === 'review' ? 'review' : 'marketing', granted, words: turn.text(step.consent) });
      return goWay(step, turn, granted);
    },
  },
});

function goWay(step: { save?: string; then?: Target; else?: Target }, turn: StepTurn, granted: boolean): Outcome {
  if (step.save) turn.set(step.save, granted);
  const way = granted ? step.then : step.else;
  return way ? { do: 'jump', to: way } : { do: 'next' };
}
