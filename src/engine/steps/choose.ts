import { field, optional, questionFields } from '../../flow-tree/fields.ts';
import { defineVerb } from '../turn/verb.ts';
import { pageNumber, questionParts } from './question-fields.ts';
import { optionsOf, pageOf, readOptions } from './question-options.ts';
import { readWhen } from './question-when.ts';

export const choose = defineVerb({
  verb: 'choose',
  fields: {
    choose: field('text', 'The question', '问题'),
    options: field('options', 'The answers to pick from, or a list', '可选的答案，或一个列表'),
    label: optional('text', 'Label of each entry of a list; `it` is the entry', '列表每项的文字；`it` 是当前一项'),
    value: optional('value', 'What is saved for an entry of a list; the entry unless given', '选中列表某项时保存的值；默认保存整项'),
    when: optional(
      'value',
      'Day (2026-11-29) or moment of each entry of a list: the customer may name it in words, “tomorrow afternoon”',
      '列表每项的日子（2026-11-29）或时刻：顾客可以用自己的话说，例如“明天下午”',
    ),
    many: optional('many', 'Several may be picked; a range such as 1..3 limits how many', '可以多选；1..3 这样的范围限定数量'),
    ...questionFields,
  },
  docs: {
    about: { en: 'Lets the customer pick', zh: '请顾客选择' },
    example: `flow: size-help
start:
  - says: [which size, 选尺码]
steps:
  - choose: { zh: 平时穿多大？, en: What do you usually wear? }
    save: size
    options:
      - { label: { zh: 小号, en: Small }, value: S, also: [s, 36] }
      - { label: { zh: 中号, en: Medium }, value: M, also: [m, 38] }
      - label: { zh: 不知道, en: I am not sure }
        value: unknown
        then:
          - say: { zh: 量一下胸围，我来帮您算。, en: Measure your chest and I will work it out. }
          - end
  - say: { zh: "给您留 {{ size }} 码。", en: "Size {{ size }} it is." }
`,
    transcript: `- test: by number, label or another word
  lang: en
- customer: which size
- bot: What do you usually wear?
- bot: { choices: [Small, Medium, I am not sure] }
- customer: ２
- bot: Size M it is.
- customer: which size
- bot: What do you usually wear?
- customer: "36"
- bot: Size S it is.
- customer: which size
- bot: What do you usually wear?
- press: I am not sure
- bot: Measure your chest and I will work it out.
`,
  },
  run: () => ({ do: 'ask' }),
  asking: {
    prompt(fields, step, stage) {
      const choices = pageOf(optionsOf(fields.options, fields, step), pageNumber(stage), step, fields.skip && fields.skip !== true ? 1 : 0);
      const image = 'fixed' in fields.options ? fields.image : undefined;
      return {
        parts: questionParts(step.text(fields.choose), image, step),
        choices,
        ...(fields.many ? { many: true } : {}),
        skip: fields.skip,
        why: fields.why,
      };
    },
    read(fields, step, input, waiting) {
      const all = optionsOf(fields.options, fields, step);
      return (fields.when && readWhen(all, input, step)) ?? readOptions(all, input, waiting, step, fields.many);
    },
    accept(fields, step, { value, option }) {
      if (fields.save) step.set(fields.save, value);
      const chosen = 'fixed' in fields.options && option !== undefined && !fields.many ? fields.options.fixed[Number.parseInt(option, 36)] : undefined;
      return chosen?.then ? { do: 'jump', to: chosen.then } : { do: 'next' };
    },
    more: (_fields, _step, stage) => ({ page: pageNumber(stage) + 1 }),
  },
});
