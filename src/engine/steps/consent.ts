import { field, optional, questionFields, type Target } from '../../flow-tree/fields.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import { defineVerb, type Outcome } from '../turn/verb.ts';
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
  run(fields, step) {
    if (fields.for === 'marketing' && step.turn.facts.contact.marketing === true) return goWay(fields, step, true);
    return { do: 'ask' };
  },
  asking: {
    prompt: (fields, step) => ({
      parts: questionParts(step.text(fields.consent), fields.image, step),
      choices: yesNoChoices(['yes_no'], step, fields),
      skip: fields.skip,
      why: fields.why,
    }),
    read: (fields, step, input) => readYes(input, step, fields),
    accept(fields, step, { value }) {
      const granted = value === true;
      if (value !== null) step.remember({ consent: fields.for === 'review' ? 'review' : 'marketing', granted, words: step.text(fields.consent) });
      return goWay(fields, step, granted);
    },
  },
});

function goWay(fields: { save?: string; then?: Target; else?: Target }, step: StepTurn, granted: boolean): Outcome {
  if (fields.save) step.set(fields.save, granted);
  const way = granted ? fields.then : fields.else;
  return way ? { do: 'jump', to: way } : { do: 'next' };
}
