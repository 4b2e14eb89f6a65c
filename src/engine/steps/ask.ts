import { complaint, readAnswer, takesAnyWords } from '../answers/index.ts';
import { contextOf, overheard, questionParts, readPicked, yesNoChoices } from '../asking.ts';
import { field, optional, questionFields } from '../fields.ts';
import { defineVerb } from '../step.ts';

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
    prompt: (step, turn) => ({
      parts: questionParts(turn.text(step.ask), step.image, turn),
      choices: yesNoChoices(step.expect ?? [], turn),
      skip: step.skip,
      why: step.why,
    }),
    read(step, turn, input) {
      const expect = step.expect ?? ['text'];
      if (input.picked) return readPicked(input.picked);
      const reading = readAnswer(expect, input, contextOf(turn));
      if (!reading.fits) return { ...reading, why: turn.phrase(...complaint(expect, turn.lang, reading.doubt, turn.facts.shop.order_example)) };
      return step.check && !turn.holds(step.check, { answer: reading.value }) ? { fits: false, why: turn.phrase('not_fitting') } : reading;
    },
    overheard(step, turn, input) {
      for (const type of step.expect ?? []) {
        const found = overheard(type, input, turn);
        if (found && !(step.check && !turn.holds(step.check, { answer: found.value }))) return { fits: true, value: found.value, whole: false };
      }
      return undefined;
    },
    accept(step, turn, { value }) {
      if (step.save) turn.set(step.save, value);
      return { do: 'next' };
    },
    expects: (step) => step.expect ?? ['text'],
    open: (step) => takesAnyWords(step.expect ?? ['text']),
  },
});
