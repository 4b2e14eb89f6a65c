import { field, optional } from '../../flow-tree/fields.ts';
import { chance } from '../../numbers/chance.ts';
import { defineVerb } from '../turn/verb.ts';

export const split = defineVerb({
  verb: 'split',
  fields: {
    split: field('word', 'Name of the trial, for the figures', '试验名称，统计时用'),
    ways: field('ways', 'The ways and their shares', '各条路径及其比例'),
    each_time: optional('flag', 'Decide anew each time instead of once for each contact', '每次重新分配，而不是每位顾客固定'),
    save: optional('word', 'Name that keeps the label or number of the way', '保存路径标签或序号的变量名'),
  },
  docs: {
    about: { en: 'Splits customers by share', zh: '按比例分流' },
    example: `flow: hello-trial
start:
  - says: [surprise me, 惊喜]
steps:
  - split: greeting
    save: way
    ways:
      - share: 50
        label: short
        then:
          - say: { zh: 您好！, en: Hi! }
      - share: 50
        label: long
        then:
          - say: { zh: 您好，欢迎光临！, en: Hello and welcome! }
`,
    transcript: `- test: the same customer gets the same way
  lang: en
- customer: surprise me
- tracked: split
- bot: /^(Hi!|Hello and welcome!)$/
`,
  },
  run(fields, step) {
    const { flow, run } = step;
    const { facts } = step.turn;
    const total = fields.ways.reduce((sum, way) => sum + way.share, 0);
    // Sticky: the same contact gets the same way of the same trial, whatever else happens.
    const by = fields.each_time ? `${fields.split}:${flow.name}:${facts.seed}:${run.id}:${step.turn.session.turn}` : `${fields.split}:${facts.contact.id}`;
    let left = chance(by) * total;
    let index = fields.ways.findIndex((way) => {
      left -= way.share;
      return left < 0;
    });
    if (index < 0) index = fields.ways.length - 1;
    const way = fields.ways[index];
    if (!way) return { do: 'next' };
    const label = way.label ?? String(index + 1);
    if (fields.save) step.set(fields.save, label);
    step.turn.effect({ type: 'track', name: 'split', data: { trial: fields.split, way: label }, run: run.id });
    return { do: 'jump', to: way.then };
  },
});
