import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

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
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
