import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const untag = defineVerb({
  verb: 'untag',
  fields: {
    untag: field('value', 'The tag', '标签'),
  },
  docs: {
    about: { en: 'Takes a tag away', zh: '去掉标签' },
    example: `flow: leave-club
start:
  - says: [leave the club, 退出会员]
steps:
  - untag: club
  - say: { zh: 已退出。, en: You have left the club. }
`,
    transcript: `- test: left
  lang: en
  contact: { tags: [club, regular] }
- customer: leave the club
- bot: You have left the club.
- vars: { contact.tags: [regular] }
`,
  },
  run(fields, step) {
    const tag = step.value(fields.untag);
    if (typeof tag === 'string' || typeof tag === 'number') step.remember({ untag: String(tag) });
    return { do: 'next' };
  },
});
