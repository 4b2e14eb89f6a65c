import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const choose = defineVerb({
  verb: 'choose',
  fields: {
    choose: field('text', 'The question', '问题'),
    options: field('options', 'The answers to pick from, or a list', '可选的答案，或一个列表'),
    label: optional('text', 'Label of each entry of a list; `it` is the entry', '列表每项的文字；`it` 是当前一项'),
    value: optional('value', 'What is saved for an entry of a list; the entry unless given', '选中列表某项时保存的值；默认保存整项'),
    many: optional('many', 'Several may be picked; a range such as 1..3 limits how many', '可以多选；1..3 这样的范围限定数量'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Lets the customer pick', zh: '请顾客选择' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
