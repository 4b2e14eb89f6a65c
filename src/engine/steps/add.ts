import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const add = defineVerb({
  verb: 'add',
  fields: {
    add: field('values', 'Names and what to add to them', '变量名和要加的数'),
  },
  docs: {
    about: { en: 'Adds to numbers', zh: '给数字加值' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
