import { field, optional } from '../../flow-tree/fields.ts';
import { limits } from '../../limits.ts';
import { defineVerb } from '../turn/verb.ts';

export const each = defineVerb({
  verb: 'each',
  fields: {
    each: field('expr', 'The list', '列表'),
    as: optional('word', 'Name of the entry; `it` unless given', '当前一项的变量名；默认 `it`'),
    do: field('block', 'What to do for each entry; at most 20 rounds', '对每一项做什么；最多 20 轮'),
  },
  docs: {
    about: { en: 'Repeats steps for each entry of a list', zh: '对列表逐项执行' },
    example: `flow: my-tags
start:
  - says: [my colours, 我的颜色]
steps:
  - choose: { zh: 喜欢哪些颜色？, en: Which colours do you like? }
    many: true
    save: colours
    options:
      - { label: { zh: 红色, en: Red }, value: red }
      - { label: { zh: 蓝色, en: Blue }, value: blue }
      - { label: { zh: 绿色, en: Green }, value: green }
  - each: colours
    as: colour
    do:
      - tag: "likes-{{ colour }}"
      - say: "{{ i }}. {{ colour }}"
  - say: { zh: 记下了。, en: Noted. }
`,
    transcript: `- test: one round for each
  lang: en
- customer: my colours
- bot: Which colours do you like?
- customer: 1 and green
- bot: 1. red
- bot: 2. green
- bot: Noted.
- vars: { contact.tags: [likes-red, likes-green] }
`,
  },
  run(fields, step) {
    const { frame, at } = step;
    const list = step.evaluate(fields.each);
    const entries = Array.isArray(list) ? list : [];
    const round = frame.rounds?.[at.path] ?? 0;
    const name = fields.as ?? 'it';
    if (round >= Math.min(entries.length, limits.rounds)) {
      if (round === limits.rounds && entries.length > round) step.warn(`Only the first ${limits.rounds} entries were done`);
      delete frame.rounds?.[at.path];
      delete frame.vars[name];
      delete frame.vars.i;
      return { do: 'next' };
    }
    frame.rounds = { ...frame.rounds, [at.path]: round + 1 };
    step.set(name, entries[round] ?? null);
    step.set('i', round + 1);
    return { do: 'jump', to: fields.do };
  },
});
