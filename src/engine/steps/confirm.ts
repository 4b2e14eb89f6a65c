import { field, optional, questionFields } from '../model/fields.ts';
import { defineVerb } from '../turn/verb.ts';
import { questionParts, readYes, yesNoChoices } from './question-fields.ts';

export const confirm = defineVerb({
  verb: 'confirm',
  fields: {
    confirm: field('text', 'The question to answer with yes or no', '用“是”或“否”回答的问题'),
    then: optional('block', 'After yes', '回答“是”之后'),
    else: optional('block', 'After no; the flow ends unless given or the answer is saved', '回答“否”之后；没有写、也没有保存回答时流程结束'),
    yes: optional('text', 'Label of the button for yes', '“是”的按钮上的字'),
    no: optional('text', 'Label of the button for no', '“否”的按钮上的字'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks for yes or no', zh: '请顾客确认' },
    example: `flow: close-account
start:
  - says: [close my account, 注销账号]
steps:
  - confirm: { zh: 真的要注销吗？积分会清零。, en: Really close it? Your points will be lost. }
    then:
      - say: { zh: 已注销。, en: It is closed. }
    else:
      - say: { zh: 好的，账号保留。, en: "All right, it stays open." }
`,
    transcript: `- test: 不，谢谢
  lang: zh
- customer: 注销账号
- bot: 真的要注销吗？积分会清零。
- customer: 不用了，谢谢
- bot: 好的，账号保留。
`,
  },
  run: () => ({ do: 'ask' }),
  asking: {
    prompt: (fields, step) => ({
      parts: questionParts(step.text(fields.confirm), fields.image, step),
      choices: yesNoChoices(['yes_no'], step, fields),
      skip: fields.skip,
      why: fields.why,
    }),
    read: (fields, step, input) => readYes(input, step, fields),
    accept(fields, step, { value }) {
      if (fields.save) step.set(fields.save, value);
      if (value === null) return { do: 'next' };
      const way = value === true ? fields.then : fields.else;
      if (way) return { do: 'jump', to: way };
      return value === true || fields.save ? { do: 'next' } : { do: 'jump', to: { to: 'end' } };
    },
  },
});
