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
  run(step, turn) {
    const value = turn.evaluate(step.match);
    const text = value === null || typeof value === 'object' ? '' : String(value);
    const way = Object.hasOwn(step.cases, text) ? step.cases[text] : step.else;
    return way ? { do: 'jump', to: way } : { do: 'next' };
  },
});
