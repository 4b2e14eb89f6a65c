import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const form = defineVerb({
  verb: 'form',
  fields: {
    form: field('text', 'Said before the first question', '第一个问题之前说的话'),
    fields: field('fields', 'The questions, by name', '各个问题，按名称'),
    confirm: optional('text', 'Shown at the end to be confirmed or corrected', '最后请顾客核对的话'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for several things; a sentence may answer more than one', zh: '一次收集多项信息；一句话可以回答几项' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
