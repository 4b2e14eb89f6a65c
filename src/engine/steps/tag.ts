import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const tag = defineVerb({
  verb: 'tag',
  fields: {
    tag: field('value', 'The tag', '标签'),
  },
  docs: {
    about: { en: 'Tags the customer', zh: '给顾客打标签' },
    example: `flow: vip
start:
  - says: [join the club, 加入会员]
steps:
  - tag: club
  - say: { zh: 欢迎加入！, en: Welcome to the club! }
`,
    transcript: `- test: 加入
  lang: zh
- customer: 加入会员
- bot: 欢迎加入！
- vars: { contact.tags: [club] }
`,
  },
  run(fields, step) {
    const tag = step.value(fields.tag);
    if (typeof tag === 'string' || typeof tag === 'number') step.remember({ tag: String(tag) });
    return { do: 'next' };
  },
});
