import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const set = defineVerb({
  verb: 'set',
  fields: {
    set: field('values', 'Names and their values', '变量名和值'),
  },
  docs: {
    about: { en: 'Sets variables', zh: '设置变量' },
    example: `flow: nickname
start:
  - says: [call me, 叫我]
steps:
  - ask: { zh: 怎么称呼您？, en: What may we call you? }
    save: name
  - set:
      contact.nickname: "{{ name }}"
      greeted: 1
  - say: { zh: "好的，{{ contact.nickname }}。", en: "Hello {{ contact.nickname }}." }
`,
    transcript: `- test: kept for good, and never run as a template
  lang: en
- customer: call me
- bot: What may we call you?
- customer: "{{ 7 | times: 6 }}"
- bot: "Hello {{ 7 | times: 6 }}."
- vars: { contact.nickname: "{{ 7 | times: 6 }}", greeted: 1 }
`,
  },
  run(fields, step) {
    for (const [name, value] of Object.entries(fields.set)) step.set(name, step.value(value));
    return { do: 'next' };
  },
});
