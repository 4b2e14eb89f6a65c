import { field } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const add = defineVerb({
  verb: 'add',
  fields: {
    add: field('values', 'Names and what to add to them', '变量名和要加的数'),
  },
  docs: {
    about: { en: 'Adds to numbers', zh: '给数字加值' },
    example: `flow: visits
start:
  - says: [count me, 打卡]
steps:
  - add: { contact.visits: 1 }
  - say: { zh: "第 {{ contact.visits }} 次，谢谢！", en: "Visit no {{ contact.visits }}. Thank you!" }
`,
    transcript: `- test: 一次加一
  lang: zh
- customer: 打卡
- bot: 第 1 次，谢谢！
- customer: 打卡
- bot: 第 2 次，谢谢！
`,
  },
  run(fields, step) {
    for (const [name, value] of Object.entries(fields.add)) {
      const by = Number(step.value(value));
      const before = Number(step.frame.vars[name] ?? 0);
      if (!Number.isFinite(by)) step.warn(`What is added to ${name} is no number`);
      else if (name.startsWith('contact.')) step.remember({ add: name.slice('contact.'.length), by });
      else if (!Number.isFinite(before)) step.warn(`${name} is no number, so nothing can be added to it`);
      else step.set(name, Number((before + by).toPrecision(15)));
    }
    return { do: 'next' };
  },
});
