import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const untag = defineVerb({
  verb: 'untag',
  fields: {
    untag: field('value', 'The tag', '标签'),
  },
  docs: {
    about: { en: 'Takes a tag away', zh: '去掉标签' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    const tag = turn.value(step.untag);
    if (typeof tag === 'string' || typeof tag === 'number') turn.remember({ untag: String(tag) });
    return { do: 'next' };
  },
});
