import { field } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const stop = defineVerb({
  verb: 'stop',
  fields: {
    stop: field('flow', 'The flow', '流程名'),
  },
  docs: {
    about: { en: 'Stops another flow of this customer', zh: '停止该顾客的另一个流程' },
    example: '',
    transcript: '',
  },
  run(step, turn) {
    turn.stop(step.stop);
    return { do: 'next' };
  },
});
