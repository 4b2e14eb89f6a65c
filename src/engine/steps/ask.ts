import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const ask = defineVerb({
  verb: 'ask',
  fields: {
    ask: field('text', 'The question', '问题'),
    expect: optional('expect', 'Kinds of answer that fit; text unless given', '接受哪类回答；默认文字'),
    check: optional('cond', 'Must hold for `answer`', '回答（answer）必须满足的条件'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks an open question and waits for the answer', zh: '提一个开放问题，并等待回答' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
