import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const match = defineVerb({
  verb: 'match',
  fields: {
    match: field('expr', 'The value that decides; compared as text', '用来判断的值；按文字比较'),
    cases: field('cases', 'What to do for each value', '每个值对应做什么'),
    else: optional('block', 'For any other value', '其他值'),
  },
  docs: {
    about: { en: 'Decides by a value', zh: '按值分情况' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
