import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

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
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
