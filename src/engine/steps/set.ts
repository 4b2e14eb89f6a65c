import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const set = defineVerb({
  verb: 'set',
  fields: {
    set: field('values', 'Names and their values', '变量名和值'),
  },
  docs: {
    about: { en: 'Sets variables', zh: '设置变量' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    for (const [name, value] of Object.entries(step.set)) turn.set(name, turn.value(value));
    return { do: 'next' };
  },
});
