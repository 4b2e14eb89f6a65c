import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const consent = defineVerb({
  verb: 'consent',
  fields: {
    consent: field('text', 'What the customer agrees to, word for word', '请顾客同意的内容，原文会留档'),
    for: field('word', 'marketing or review', 'marketing（推广）或 review（评价）'),
    then: optional('block', 'After yes', '同意之后'),
    else: optional('block', 'After no', '不同意之后'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for consent and keeps the exact words', zh: '征求同意，并把原文留档' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
