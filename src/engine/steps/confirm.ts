import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const confirm = defineVerb({
  verb: 'confirm',
  fields: {
    confirm: field('text', 'The question to answer with yes or no', '用“是”或“否”回答的问题'),
    then: optional('block', 'After yes', '回答“是”之后'),
    else: optional('block', 'After no; the flow ends unless given or the answer is saved', '回答“否”之后；没有写、也没有保存回答时流程结束'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for yes or no', zh: '请顾客确认' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
