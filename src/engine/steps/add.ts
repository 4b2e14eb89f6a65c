import { field } from '../model/fields.ts';
import { defineVerb } from '../model/step.ts';

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
  run(step, turn) {
    for (const [name, value] of Object.entries(step.add)) {
      const by = Number(turn.value(value));
      const before = Number(turn.frame.vars[name] ?? 0);
      if (!Number.isFinite(by)) turn.warn(`What is added to ${name} is no number`);
      else if (name.startsWith('contact.')) turn.remember({ add: name.slice('contact.'.length), by });
      else if (!Number.isFinite(before)) turn.warn(`${name} is no number, so nothing can be added to it`);
      else turn.set(name, Number((before + by).toPrecision(15)));
    }
    return { do: 'next' };
  },
});
