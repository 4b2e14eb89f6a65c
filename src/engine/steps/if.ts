import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const ifStep = defineVerb({
  verb: 'if',
  fields: {
    if: field('cond', 'The condition', '条件'),
    then: field('block', 'When it holds', '成立时'),
    else: optional('block', 'When it does not', '不成立时'),
  },
  docs: {
    about: { en: 'Decides by a condition', zh: '按条件决定' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    if (turn.holds(step.if)) return { do: 'jump', to: step.then };
    return step.else ? { do: 'jump', to: step.else } : { do: 'next' };
  },
});
