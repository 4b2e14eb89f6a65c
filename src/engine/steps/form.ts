import { type AnswerType, type FormField, field, optional, questionFields } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import type { FormQuestion } from '../../message.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import { defineVerb, type Prompt } from '../turn/verb.ts';
import { takesAnyWords } from './answer-kinds.ts';
import { overheardFields, readForm } from './form-reading.ts';
import { pageNumber, questionParts, readYes, yesNoChoices } from './question-fields.ts';
import { optionsOf, pageOf, readOptions } from './question-options.ts';

export const form = defineVerb({
  verb: 'form',
  fields: {
    form: field('text', 'Said before the first question', '第一个问题之前说的话'),
    fields: field('fields', 'The questions, by name', '各个问题，按名称'),
    confirm: optional('text', 'Shown at the end to be confirmed or corrected', '最后请顾客核对的话'),
    ...questionFields,
  },
  docs: {
    about: {
      en: 'Asks for several things; a sentence may answer more than one. The web chat shows the questions together, other channels one after the other',
      zh: '一次收集多项信息；一句话可以回答几项。网页聊天把问题显示成一张表单，其他渠道逐个提问',
    },
    example: `flow: table
start:
  - says: [reserve a table, 订位]
steps:
  - form: { zh: 好的，我来订。, en: "Gladly." }
    fields:
      people:
        ask: { zh: 几位？, en: How many people? }
        expect: number
      day:
        ask: { zh: 哪天？, en: Which day? }
        expect: date
      at:
        ask: { zh: 几点？, en: What time? }
        expect: time
    confirm: { zh: "{{ day }} {{ at }}，{{ people }} 位，对吗？", en: "{{ day }} {{ at }} for {{ people }}, right?" }
  - say: { zh: 订好了。, en: Booked. }
`,
    transcript: `- test: 一句话几个回答，再改一个
  lang: zh
- customer: 订位
- bot: 好的，我来订。
- bot: 几位？
- customer: 4位，明天晚上7点
- bot: 2026-11-24 19:00，4 位，对吗？
- customer: 不对，是5位
- bot: 好的，已改为：5
- bot: 2026-11-24 19:00，5 位，对吗？
- customer: 对
- bot: 订好了。
`,
  },
  run(fields, step) {
    const first = fields.fields[0];
    return first ? { do: 'ask', stage: { field: first.name, done: [] }, before: step.text(fields.form) } : { do: 'next' };
  },
  asking: {
    prompt(fields, step, stage) {
      const { at } = stageOf(stage);
      if (at === confirming && fields.confirm)
        return { parts: questionParts(step.text(fields.confirm), fields.image, step), choices: yesNoChoices(['yes_no'], step) };
      if (at === choosing) return { parts: questionParts(step.turn.phrase('which_field'), undefined, step), choices: fieldChoices(fields.fields, step) };
      const field = fieldNamed(fields.fields, at);
      if (!field) return { parts: [], choices: [] };
      const skip = field.skip ?? fields.skip;
      const reserved = skip && skip !== true ? 1 : 0;
      const choices = field.options ? pageOf(optionsOf(field.options, {}, step), pageNumber(stage), step, reserved) : yesNoChoices(field.expect, step);
      const form = shownTogether(fields.fields.slice(fields.fields.indexOf(field)), stageOf(stage).done, step, fields.skip !== undefined);
      const parts = questionParts(step.text(field.ask), undefined, step);
      return { parts, choices, skip, why: field.why ?? fields.why, retry: field.retry, ...(form && { form }) };
    },
    read(fields, step, input, waiting) {
      const { at, done } = stageOf(waiting.stage);
      if (at === confirming) return readYes(input, step);
      if (at === choosing)
        return readOptions(
          fieldChoices(fields.fields, step).map((choice) => ({ ...choice, option: choice.token, also: [String(choice.value)] })),
          input,
          waiting,
          step,
        );
      const field = fieldNamed(fields.fields, at);
      return field
        ? readForm(
            field,
            fields.fields.filter(({ name }) => name !== at && !done.includes(name)),
            input,
            waiting,
            step,
          )
        : { fits: false };
    },
    overheard: (fields, step, input) => overheardFields(fields.fields, input, step),
    accept(fields, step, { value }, { stage }) {
      const { at, done } = stageOf(stage);
      if (at === choosing) return { do: 'ask', stage: { field: String(value), done: done.filter((name) => name !== value) } };
      if (at === confirming && value === false) return { do: 'ask', stage: { field: choosing, done } };
      const known = at === confirming ? done : [...done, ...take(step, at, value)];
      const open = fields.fields.find(({ name }) => !known.includes(name));
      if (open) return { do: 'ask', stage: { field: open.name, done: known } };
      if (at !== confirming && fields.confirm) return { do: 'ask', stage: { field: confirming, done: known } };
      if (fields.save) step.set(fields.save, Object.fromEntries(fields.fields.map(({ name }) => [name, step.frame.vars[name] ?? null])));
      return { do: 'next' };
    },
    field(stage) {
      const { at } = stageOf(stage);
      return at === confirming || at === choosing ? undefined : at;
    },
    more: (_fields, _step, stage) => ({ ...stageOf(stage), field: stageOf(stage).at, page: pageNumber(stage) + 1 }),
    expects: (fields, stage) => fieldNamed(fields.fields, stageOf(stage).at)?.expect ?? [],
    open(fields, stage) {
      const field = fieldNamed(fields.fields, stageOf(stage).at);
      return field !== undefined && !field.options && takesAnyWords(field.expect);
    },
  },
});

/** Kinds of answer that a field of a form in a browser can take, by its kind; words fit all the same. */
const inputs: Partial<Record<AnswerType, FormQuestion['kind']>> = {
  number: 'number',
  money: 'number',
  date: 'date',
  time: 'time',
  email: 'email',
  phone: 'phone',
};
/** Kinds that nobody writes into a field. */
const shownApart: ReadonlySet<AnswerType> = new Set(['photo', 'media', 'place']);

/** The open questions up to one that cannot stand in a form; undefined where there are fewer than two, or the channel asks one after the other. */
function shownTogether(fields: readonly FormField[], done: readonly string[], step: StepTurn, skippable: boolean): FormQuestion[] | undefined {
  if (!step.turn.facts.channel.forms) return undefined;
  const open = fields.filter(({ name }) => !done.includes(name));
  const apart = open.findIndex(({ expect, options }) => !options && expect.some((type) => shownApart.has(type)));
  const together = (apart < 0 ? open : open.slice(0, apart)).map(({ name, ask, expect, options, skip }): FormQuestion => {
    const [first] = expect;
    const labels = (options ? optionsOf(options, {}, step) : yesNoChoices(expect, step)).map(({ label }) => label);
    return {
      ...{ name, label: step.text(ask), kind: (expect.length === 1 && first && inputs[first]) || 'text' },
      ...(labels.length > 0 && { options: labels }),
      ...((skip || skippable) && { optional: true as const }),
    };
  });
  return together.length < 2 ? undefined : together;
}

/** Stages of a form besides its fields; no field can have these names. */
const confirming = '?confirm';
const choosing = '?which';

function stageOf(stage: Json | undefined): { at: string; done: string[] } {
  if (stage === null || typeof stage !== 'object' || Array.isArray(stage)) return { at: '', done: [] };
  const { field: at, done } = stage;
  return { at: typeof at === 'string' ? at : '', done: Array.isArray(done) ? done.map(String) : [] };
}

function fieldNamed(fields: readonly FormField[], name: string): FormField | undefined {
  return fields.find((field) => field.name === name);
}

function fieldChoices(fields: readonly FormField[], step: StepTurn): Prompt['choices'] {
  return fields.map((field, index) => ({ token: index.toString(36), label: step.text(field.ask), value: field.name }));
}

/** Saves what a message answered and keeps each answer on the trail, so that each can be corrected. Returns the names. */
function take(step: StepTurn, at: string, value: Json): string[] {
  const answers: Record<string, Json> = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : { [at]: null };
  const { trail } = step.run;
  const last = trail[trail.length - 1];
  if (last && last.field === at && !Object.hasOwn(answers, at)) trail.pop();
  for (const [name, answer] of Object.entries(answers)) {
    step.set(name, answer);
    if (last && name !== at) trail.push({ ...last, field: name, save: name });
  }
  return Object.keys(answers);
}
