/**
 * The JSON Schema that editors use for completion and hints, from the same fields that the loader checks. The branch of a step is
 * picked by its verb: at a step's start the verbs are offered, after that the keys of that verb only.
 */

import {
  allowedWords,
  cardKeys,
  days,
  type entryKeys,
  type fieldKeys,
  type optionKeys,
  type proactiveKeys,
  reservedTargets,
  type segmentModifiers,
  triggerGoods,
  triggerKinds,
  triggerMedia,
  type triggerModifiers,
  triggerTroubles,
  type wayKeys,
  type whenKeys,
} from '../../src/compiler/fixed-words.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import { answerTypes, type Field, type Kind } from '../../src/flow-tree/fields.ts';
import { proactiveShows } from '../../src/flow-tree/proactive-rule.ts';
import { type KeyDoc, ruleDocs, whenDocs } from './proactive-reference.ts';

export interface JsonSchema {
  [key: string]: boolean | number | string | null | JsonSchema | (string | number | JsonSchema)[];
}

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const anyOf = (...schemas: JsonSchema[]): JsonSchema => ({ anyOf: schemas });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, minItems: 1 });
const map = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
/** A scalar: an editor reads 5 and true as a number and a boolean where the loader reads text. */
const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };
const yes: JsonSchema = { const: true };

const kinds: Readonly<Record<Kind, JsonSchema>> = {
  text: ref('text'),
  value: ref('value'),
  expr: { type: 'string' },
  cond: ref('cond'),
  block: ref('block'),
  target: ref('name'),
  flow: { type: 'string' },
  call: { type: 'string' },
  name: { type: 'string' },
  word: { type: 'string' },
  words: anyOf(scalar, list(scalar)),
  number: { type: 'number', minimum: 0 },
  flag: yes,
  duration: ref('duration'),
  options: anyOf({ type: 'string' }, list(ref('option'))),
  skip: anyOf(yes, ref('text')),
  many: anyOf(yes, { type: 'number', minimum: 1 }, { type: 'string', pattern: '^\\d+\\s*\\.\\.\\s*\\d+$' }),
  expect: anyOf({ enum: [...answerTypes] }, list({ enum: [...answerTypes] })),
  fields: { type: 'object', minProperties: 1, additionalProperties: anyOf(ref('text'), ref('formField')) },
  card: map(Object.fromEntries(cardKeys.map((key) => [key, ref('value')])), ['title']),
  args: anyOf(list({ type: 'string' }), { type: 'object', additionalProperties: ref('value') }),
  outcomes: anyOf(ref('block'), { type: 'object', minProperties: 1, additionalProperties: ref('block') }),
  cases: { type: 'object', minProperties: 1, additionalProperties: ref('block') },
  ways: { type: 'array', minItems: 2, items: ref('way') },
  values: { type: 'object', minProperties: 1, additionalProperties: ref('value') },
  wait: anyOf(ref('duration'), { const: 'open' }, map({ until: ref('value') }, ['until']), map({ event: { type: 'string' }, where: ref('cond') }, ['event'])),
};

function fieldSchema(verb: string, name: string, field: Field): JsonSchema {
  const words = allowedWords[`${verb}.${name}`];
  const shape: JsonSchema = words ? { enum: field.kind === 'number' ? words.map(Number) : [...words] } : kinds[field.kind];
  const free = (verb === 'end' || verb === 'handoff') && name === verb ? anyOf(shape, { type: 'null' }) : shape;
  return { ...free, description: field.about.en, markdownDescription: `${field.about.en}\n\n${field.about.zh}` };
}

function stepSchema(): JsonSchema {
  const branches: JsonSchema[] = [];
  const starts: Record<string, JsonSchema> = {};
  for (const verb of verbs.values()) {
    const { en, zh } = verb.docs.about;
    const properties: Record<string, JsonSchema> = {};
    for (const [name, field] of Object.entries(verb.fields)) properties[name] = fieldSchema(verb.verb, name, field);
    properties.name = { type: 'string', description: 'Name of the step, for those that go to it' };
    properties.only_if = { ...ref('cond'), description: 'The step is left out unless this holds' };
    const required = [verb.verb, ...Object.entries(verb.fields).flatMap(([name, field]) => (field.optional || name === verb.verb ? [] : [name]))];
    branches.push({ title: verb.verb, required, properties, additionalProperties: false });
    starts[verb.verb] = { description: en, markdownDescription: `${en}\n\n${zh}` };
  }
  return anyOf({ enum: ['end', 'handoff'] }, ref('languages'), {
    if: { type: 'object', minProperties: 1 },
    then: { anyOf: branches },
    else: { type: 'object', properties: starts },
  });
}

function triggerSchema(): JsonSchema {
  const shapes: Record<(typeof triggerKinds)[number], JsonSchema> = {
    says: { ...kinds.words, description: 'Phrases; whole sentences that mean the same are found too' },
    keyword: { ...kinds.words, description: 'Words anywhere in the message' },
    event: { type: 'string', description: 'Something that happened in the shop, e.g. order.shipped' },
    referral: { type: 'string', description: 'Code of a link or QR code' },
    joins: { ...yes, description: 'The customer writes for the first time' },
    schedule: { type: 'string', pattern: `^((${days.join('|')})[a-z]* )?\\d{1,2}:\\d{2}$`, description: 'mon 09:00, or 09:00 for every day' },
    segment: { type: 'string', description: 'Name of a saved segment: who comes to fulfil its condition enters the flow' },
    media: { anyOf: [{ enum: [...triggerMedia] }, list({ enum: [...triggerMedia] })], description: 'A message of this kind' },
    mood: {
      anyOf: [{ enum: ['angry'] }, { pattern: '^>\\s*0?\\.\\d{1,3}$' }],
      description: 'The customer is annoyed: this message is angry, or the conversation is above a threshold, 0 to 1, as in "> 0.7"',
    },
    card: {
      ...yes,
      description: 'The customer means one of the cards that were just shown, by its place, its words or "it"; recent.card holds its id and title',
    },
    cards: {
      ...yes,
      description:
        'The customer asks something of the cards that were just shown: recent.cards.ask is compare, more, cheaper, buy, these (stock, sizes, prices) or none (they do not please), recent.cards.ids are the cards meant',
    },
    trouble: {
      anyOf: [{ enum: [...triggerTroubles] }, list({ enum: [...triggerTroubles] })],
      description: 'What the customer bought is broken or does not work, is incomplete or wrong, or has not come, and nothing else says what they want',
    },
    goods: {
      anyOf: [{ enum: [...triggerGoods] }, list({ enum: [...triggerGoods] })],
      description:
        "Goods of the shop's catalogue are named, by their titles, tags, kinds or article numbers: wish (to see them) or question (their price, stock, sizes or colours)",
    },
    fallback: { ...yes, description: 'Nothing else fits' },
  };
  const modifiers: Record<(typeof triggerModifiers)[number], JsonSchema> = {
    if: ref('cond'),
    at_most: { type: 'string', pattern: '^\\d+\\s*(in|per|/)\\s*\\d+\\s?[smhdw]$', description: 'e.g. 1 in 7d' },
    channel: kinds.words,
  };
  const entry: Record<(typeof segmentModifiers)[number], JsonSchema> = {
    once: { type: 'boolean', description: 'Beside segment: nobody enters twice; so it is without again' },
    again: { ...ref('duration'), description: 'Beside segment: who fulfils the condition anew enters again after this time, e.g. 30d' },
    existing: { type: 'boolean', description: 'Beside segment: those who fulfil the condition when the flow goes live enter too' },
    leave: { type: 'boolean', description: 'Beside segment: the flow ends for who no longer fulfils the condition' },
  };
  return { ...map({ ...shapes, ...modifiers, ...entry }), oneOf: triggerKinds.map((kind) => ({ required: [kind] })) };
}

/** Returns the pattern of a language: two letters, with a region or not; a verb of two letters is no language here. */
function languagePattern(): string {
  const short = [...verbs.keys()].filter((verb) => verb.length === 2);
  return `^(?!(${short.join('|')})$)[a-z]{2}(-[A-Za-z]{2,4})?$`;
}

function definitions(): Record<string, JsonSchema> {
  const formShapes: Record<(typeof fieldKeys)[number], JsonSchema> = {
    ask: ref('text'),
    expect: kinds.expect,
    options: kinds.options,
    check: ref('cond'),
    retry: ref('text'),
    skip: kinds.skip,
    why: ref('text'),
  };
  const optionShapes: Record<(typeof optionKeys)[number], JsonSchema> = {
    label: ref('text'),
    value: ref('value'),
    also: kinds.words,
    then: ref('block'),
    only_if: ref('cond'),
    image: ref('value'),
  };
  const wayShapes: Record<(typeof wayKeys)[number], JsonSchema> = { share: { type: 'number' }, then: ref('block'), label: { type: 'string' } };
  return {
    languages: { type: 'object', minProperties: 1, propertyNames: { pattern: languagePattern() }, additionalProperties: scalar },
    text: anyOf(scalar, ref('languages')),
    value: { type: ['string', 'number', 'boolean', 'array', 'object', 'null'] },
    cond: anyOf(scalar, list(scalar)),
    duration: { type: 'string', pattern: '^\\d{1,5}\\s?[smhdw]$', description: '30s 10m 2h 3d 2w' },
    name: { type: 'string', description: `Name of a step or flow, or one of: ${reservedTargets.join(', ')}` },
    block: anyOf(ref('name'), list(ref('step')), ref('step')),
    option: anyOf(ref('text'), map(optionShapes, ['label'])),
    formField: map(formShapes, ['ask']),
    way: map(wayShapes, ['share', 'then']),
    trigger: triggerSchema(),
    step: stepSchema(),
  };
}

/** Returns the keys with their descriptions in both languages. */
function described<K extends string>(shapes: Record<K, JsonSchema>, docs: Readonly<Record<K, KeyDoc>>): Record<string, JsonSchema> {
  const entries = Object.entries<JsonSchema>(shapes).map(([key, shape]) => {
    const { en, zh } = docs[key as K].about;
    return [key, { ...shape, description: en, markdownDescription: `${en}\n\n${zh}` }] as const;
  });
  return Object.fromEntries(entries);
}

function proactiveSchema(): JsonSchema {
  const percent = (from: number, to: number): JsonSchema => anyOf({ type: 'number', minimum: from, maximum: to }, { type: 'string', pattern: '^\\d{1,2}%$' });
  const when: Record<(typeof whenKeys)[number], JsonSchema> = {
    path: kinds.words,
    product: kinds.words,
    on_page: ref('duration'),
    scroll: percent(1, 100),
    leaves: yes,
    idle: ref('duration'),
    visits: { type: 'number', minimum: 1 },
    cart: { enum: ['filled', 'empty'] },
    cart_value: { type: 'string', pattern: '^([<>]\\s*\\d+(\\.\\d+)?|\\d+(\\.\\d+)?\\s*\\.\\.\\s*\\d+(\\.\\d+)?)$' },
    source: kinds.words,
    event: { type: 'string' },
    hours: { type: 'string', pattern: '^\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2}$' },
    lang: kinds.words,
    shop: { enum: ['open', 'closed'] },
  };
  const rule: Record<(typeof proactiveKeys)[number], JsonSchema> = {
    proactive: { type: 'string' },
    about: ref('text'),
    when: map(described(when, whenDocs)),
    show: { enum: [...proactiveShows] },
    say: ref('text'),
    flow: { type: 'string' },
    at_most: { type: 'string', pattern: '^\\d+\\s*(in|per|/)\\s*\\d+\\s?[smhdw]$' },
    not_after: ref('duration'),
    hold_out: percent(0, 90),
  };
  return map(described(rule, ruleDocs), ['proactive', 'when', 'show']);
}

/** Returns the schema of flow and FAQ files, and of rules for speaking first, for `# yaml-language-server: $schema=flow.schema.json`. */
export function flowJsonSchema(): JsonSchema {
  const flow = map(
    {
      flow: { type: 'string', description: 'Name of the flow' },
      about: ref('text'),
      start: anyOf(list(ref('trigger')), ref('trigger')),
      takes: { type: 'object', additionalProperties: { enum: ['required', 'optional'] }, description: 'What other flows hand over' },
      kind: { enum: ['service', 'promo'], description: 'promo: consent, quiet hours and caps are checked at each send' },
      stop_on: { ...kinds.words, description: 'Events (order.* for every event of orders), reply, opted_out or handoff: what ends the flow at once' },
      uninterrupted: { type: 'boolean', description: 'Other wishes wait until this flow is over' },
      unlisted: { type: 'boolean', description: 'Never named to customers as something that they may have meant' },
      on_edit: { enum: ['finish', 'move'], description: 'What becomes of those who are in the flow when it is edited' },
      steps: anyOf(list(ref('step')), ref('step')),
    },
    ['flow', 'steps'],
  );
  const entryShapes: Record<(typeof entryKeys)[number], JsonSchema> = {
    id: { type: 'string' },
    q: { ...kinds.words, description: 'Ways to ask it, in any language' },
    a: { ...ref('text'), description: 'The answer; `again` is true when it was given within the last half hour' },
    image: ref('text'),
    link: ref('text'),
    then: ref('name'),
    only_if: ref('cond'),
    check_by: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'Day until which the answer is sure to be right; afterwards you are told to look at it',
    },
  };
  const faq = map({ faq: { type: 'string', description: 'Name of the FAQ' }, about: ref('text'), entries: list(map(entryShapes, ['q', 'a'])) }, [
    'faq',
    'entries',
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Zhanggui flow, FAQ or rule for speaking first',
    if: { type: 'object', required: ['faq'] },
    then: faq,
    else: { if: { type: 'object', required: ['proactive'] }, then: proactiveSchema(), else: flow },
    $defs: definitions(),
  };
}
