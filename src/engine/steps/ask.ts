import { field, optional, questionFields } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';
import { complaint, readAnswer, takesAnyWords } from './answer-kinds.ts';
import { contextOf, overheard, questionParts, readPicked, yesNoChoices } from './question-fields.ts';

export const ask = defineVerb({
  verb: 'ask',
  fields: {
    ask: field('text', 'The question', '问题'),
    expect: optional('expect', 'Kinds of answer that fit; text unless given', '接受哪类回答；默认文字'),
    check: optional('cond', 'Must hold for `answer`', '回答（answer）必须满足的条件'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Asks an open question and waits for the answer', zh: '提一个开放问题，并等待回答' },
    example: `flow: booking
start:
  - says: [book a fitting, 预约试衣]
steps:
  - ask: { zh: 哪天方便？, en: Which day suits you? }
    expect: date
    save: day
    retry: { zh: 请说个日子，比如明天。, en: "A day please, for example tomorrow." }
  - ask: { zh: 几位？, en: How many people? }
    expect: number
    check: answer > 0 and answer <= 6
    save: people
  - say: { zh: "{{ day }}，{{ people }} 位，等您来。", en: "{{ day }} for {{ people }}. See you then." }
`,
    transcript: `- test: 日期和人数
  lang: zh
- customer: 预约试衣
- bot: 哪天方便？
- customer: 随便吧
- bot: 请说个日子，比如明天。
- customer: 下周三
- bot: 几位？
- customer: 两个人
- bot: 2026-12-02，2 位，等您来。
`,
  },
  run: () => ({ do: 'ask' }),
  asking: {
    prompt: (fields, step) => ({
      parts: questionParts(step.text(fields.ask), fields.image, step),
      choices: yesNoChoices(fields.expect ?? [], step),
      skip: fields.skip,
      why: fields.why,
    }),
    read(fields, step, input) {
      const expect = fields.expect ?? ['text'];
      if (input.picked) return readPicked(input.picked);
      const reading = readAnswer(expect, input, contextOf(step));
      if (!reading.fits) return { ...reading, why: step.turn.phrase(...complaint(expect, step.turn.lang, reading.doubt, step.turn.facts.shop.order_example)) };
      return fields.check && !step.holds(fields.check, { answer: reading.value }) ? { fits: false, why: step.turn.phrase('not_fitting') } : reading;
    },
    overheard(fields, step, input) {
      for (const type of fields.expect ?? []) {
        const found = overheard(type, input, step, fields.overhear === true);
        if (found && !(fields.check && !step.holds(fields.check, { answer: found.value }))) return { fits: true, value: found.value, whole: false };
      }
      return undefined;
    },
    accept(fields, step, { value }) {
      if (fields.save) step.set(fields.save, value);
      return { do: 'next' };
    },
    expects: (fields) => fields.expect ?? ['text'],
    open: (fields) => takesAnyWords(fields.expect ?? ['text']),
  },
});
