import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const each = defineVerb({
  verb: 'each',
  fields: {
    each: field('expr', 'The list', '列表'),
    as: optional('word', 'Name of the entry; `it` unless given', '当前一项的变量名；默认 `it`'),
    do: field('block', 'What to do for each entry; at most 20 rounds', '对每一项做什么；最多 20 轮'),
  },
  docs: {
    about: { en: 'Repeats steps for each entry of a list', zh: '对列表逐项执行' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
