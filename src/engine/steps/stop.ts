import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const stop = defineVerb({
  verb: 'stop',
  fields: {
    stop: field('flow', 'The flow', '流程名'),
  },
  docs: {
    about: { en: 'Stops another flow of this customer', zh: '停止该顾客的另一个流程' },
    example: `flow: drip
start:
  - event: cart.abandoned
  - says: [stop reminding me, 别提醒了]
steps:
  - if: event != nil
    then:
      - wait: 1h
      - say: { zh: 购物车还在等您。, en: Your cart is waiting. }
      - end
  - stop: drip
  - say: { zh: 好的，不提醒了。, en: "All right, no more reminders." }
`,
    transcript: `- test: stopped before it speaks
  lang: en
- event: cart.abandoned
- silent: true
- customer: stop reminding me
- bot: All right, no more reminders.
- after: 2h
- silent: true
`,
  },
  run(fields, step) {
    step.stop(fields.stop);
    return { do: 'next' };
  },
});
