import { field, optional } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';

export const ifStep = defineVerb({
  verb: 'if',
  fields: {
    if: field('cond', 'The condition', '条件'),
    then: field('block', 'When it holds', '成立时'),
    else: optional('block', 'When it does not', '不成立时'),
  },
  docs: {
    about: { en: 'Decides by a condition', zh: '按条件决定' },
    example: `flow: gift-wrap
start:
  - says: [gift wrap, 礼品包装]
steps:
  - ask: { zh: 几件？, en: How many pieces? }
    expect: number
    save: pieces
  - if: pieces >= 3
    then:
      - say: { zh: 三件以上免费包装。, en: Free from three pieces. }
    else:
      - say: { zh: 每件 5 元。, en: 5 yuan a piece. }
`,
    transcript: `- test: 三件免费
  lang: zh
- customer: 礼品包装
- bot: 几件？
- customer: 三件
- bot: 三件以上免费包装。
`,
  },
  run(fields, step) {
    if (step.holds(fields.if)) return { do: 'jump', to: fields.then };
    return fields.else ? { do: 'jump', to: fields.else } : { do: 'next' };
  },
});
