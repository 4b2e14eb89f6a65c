import { field, optional } from '../../flow-tree/fields.ts';
import { withWhatWasTold } from '../turn/handoff.ts';
import { defineVerb } from '../turn/verb.ts';

export const notify = defineVerb({
  verb: 'notify',
  fields: {
    notify: field('text', 'What to tell', '通知内容'),
    to: optional('word', 'team or owner; team unless given', 'team（团队）或 owner（店主）；默认 team'),
  },
  docs: {
    about: {
      en: 'Tells the team or the owner: a notice that stays unread at /api/notices until somebody marks it',
      zh: '通知团队或店主：可在 /api/notices 查看，有人标记之前一直算未读',
    },
    example: `flow: wholesale
start:
  - says: [wholesale, 批发]
steps:
  - ask: { zh: 想要多少件？, en: How many pieces? }
    expect: number
    save: pieces
  - notify: "Wholesale enquiry: {{ pieces }}"
    to: owner
  - say: { zh: 老板会尽快联系您。, en: The owner will write to you soon. }
`,
    transcript: `- test: 通知店主
  lang: zh
- customer: 批发
- bot: 想要多少件？
- customer: 五百件
- notified: "Wholesale enquiry: 500"
  with: { to: owner }
- bot: 老板会尽快联系您。
`,
  },
  run(fields, step) {
    step.turn.effect({ type: 'notify', text: withWhatWasTold(step.turn, step.run, step.text(fields.notify)), to: fields.to ?? 'team' });
    return { do: 'next' };
  },
});
