import { optional } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const end = defineVerb({
  verb: 'end',
  fields: {
    end: optional('value', 'What the caller gets', '交给调用者的值'),
  },
  docs: {
    about: { en: 'Finishes this flow', zh: '结束本流程' },
    example: `flow: closed-today
start:
  - says: [open today, 今天开门吗]
steps:
  - only_if: shop.open
    say: { zh: 开着呢。, en: We are open. }
  - only_if: shop.open
    end: open
  - say: { zh: 今天休息。, en: We are closed today. }
`,
    transcript: `- test: nothing below is done
  lang: en
- customer: open today
- bot: We are open.
`,
  },
  run: (fields, step) => (fields.end ? { do: 'end', value: step.value(fields.end) } : { do: 'end' }),
});
