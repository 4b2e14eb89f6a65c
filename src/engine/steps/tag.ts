import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const tag = defineVerb({
  verb: 'tag',
  fields: {
    tag: field('value', 'The tag', '标签'),
  },
  docs: {
    about: { en: 'Tags the customer', zh: '给顾客打标签' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    const tag = turn.value(step.tag);
    if (typeof tag === 'string' || typeof tag === 'number') turn.remember({ tag: String(tag) });
    return { do: 'next' };
  },
});
