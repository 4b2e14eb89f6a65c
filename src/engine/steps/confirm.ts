import { field, optional, questionFields } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';
import { questionParts, readYes, yesNoChoices } from './question-fields.ts';

/** What people say while they think, or to be polite. */
const faint =
  /^(?:嗯+|恩+|唔+|哦+|噢+|额+|呃+|还行|还好|可以吧|行吧|好吧|那行吧?|mm+|m?hm+|uh ?huh|fine|i guess|if you (?:say|think) so|sure why not|why not|alright then|ok(?:ay)? then)$/u;

/** Tells whether a yes was said in words that mean it. */
function isPlainYes(text: string): boolean {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words !== '' && !faint.test(words);
}

export const confirm = defineVerb({
  verb: 'confirm',
  fields: {
    confirm: field('text', 'The question to answer with yes or no', '用“是”或“否”回答的问题'),
    then: optional('block', 'After yes', '回答“是”之后'),
    else: optional('block', 'After no; the flow ends unless given or the answer is saved', '回答“否”之后；没有写、也没有保存回答时流程结束'),
    yes: optional('text', 'Label of the button for yes', '“是”的按钮上的字'),
    no: optional('text', 'Label of the button for no', '“否”的按钮上的字'),
    firm: optional('flag', 'Only a plain yes counts: no lone emoji, no “hm” or “fine”', '只认明确的“是”：单独一个表情、“嗯”“还行”不算'),
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
    read(fields, step, input) {
      const found = readYes(input, step, fields);
      const isFaint = fields.firm === true && found.fits && found.value === true && !input.picked && !isPlainYes(input.text);
      return isFaint ? { fits: false, why: step.turn.phrase('yes_or_no') } : found;
    },
    accept(fields, step, { value }) {
      if (fields.save) step.set(fields.save, value);
      if (value === null) return { do: 'next' };
      const way = value === true ? fields.then : fields.else;
      if (way) return { do: 'jump', to: way };
      return value === true || fields.save ? { do: 'next' } : { do: 'jump', to: { to: 'end' } };
    },
  },
});
