import { optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const end = defineVerb({
  verb: 'end',
  fields: {
    end: optional('value', 'What the caller gets', '交给调用者的值'),
  },
  docs: {
    about: { en: 'Finishes this flow', zh: '结束本流程' },
    example: '',
    transcript: '',
  },
  run: (step, turn) => (step.end ? { do: 'end', value: turn.value(step.end) } : { do: 'end' }),
});
