/** The readers of typed answers as the second tables call them: a form in, the value in the table's words out. */
import { parseFlow } from '../../../../src/compiler/flow.ts';
import { advance } from '../../../../src/engine/advance.ts';
import type { Facts } from '../../../../src/engine/model/engine-turn.ts';
import { newSession } from '../../../../src/engine/model/session.ts';
import { readAnswer } from '../../../../src/engine/steps/answer-kinds.ts';
import { flowSet } from '../../../../src/flow-folder/flow-set.ts';
import type { AnswerType } from '../../../../src/flow-tree/fields.ts';
import type { FlowSet } from '../../../../src/flow-tree/flow-tree.ts';
import type { Json } from '../../../../src/json.ts';
import { matchChoice } from '../../../../src/reading/values/choice.ts';
import { readScore } from '../../../../src/reading/values/score.ts';
import { type Form, formsOf } from './read-table.ts';

/** Monday, 30 November 2026, in both zones. */
export const now = Date.UTC(2026, 10, 30, 14);
/** In Canada days are written in either order. */
export const shops: Record<string, { zone: string; currency: string }> = {
  zh: { zone: 'Asia/Shanghai', currency: 'CNY' },
  en: { zone: 'America/Toronto', currency: 'USD' },
};

function answer(type: AnswerType, { text, lang }: Form): Json | undefined {
  const reading = readAnswer([type], { text, parts: [{ type: 'text', text }] }, { now, lang, ...shops[lang]! });
  return reading.fits ? reading.value : undefined;
}

function inWords(value: Json | undefined): string {
  if (value === undefined) return 'ask';
  if (value === true || value === false) return value ? 'yes' : 'no';
  return typeof value === 'object' ? amountIn(value).replace(' ', '') : String(value);
}

function amountIn(value: Json | undefined): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'ask';
  const { amount, currency } = value;
  if (typeof amount !== 'number' || typeof currency !== 'string') return 'ask';
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${amount / 10 ** digits} ${currency}`;
}

function choice({ text, asked }: Form): string {
  const labels = asked.replace('options=', '').split('|');
  const all = labels.map((label, index) => ({ option: String(index), label }));
  const match = matchChoice(
    text,
    all,
    all.map(({ option }) => option),
  );
  return match && 'one' in match ? (labels[Number(match.one)] ?? '') : 'ask';
}

/** All forms of the table as flows of one set, so that their words are learned once; a flow begins with its number. */
let known: { asked: readonly string[]; flows: FlowSet } | undefined;

function forms(): { asked: readonly string[]; flows: FlowSet } {
  if (known) return known;
  const asked = [...new Set(formsOf('several').map((form) => form.asked))];
  const flows = asked.map((fields, at) => {
    const lines = fields.split(' ').map((field) => {
      const [name, kind = ''] = field.split(':');
      return kind.includes('|')
        ? `      ${name}: { ask: "${name}?", options: [${kind.split('|').join(', ')}] }`
        : `      ${name}: { ask: "${name}?", expect: ${kind} }`;
    });
    const text = `flow: asked-${at}\nstart:\n  - says: [begin form ${at}]\nsteps:\n  - form: Details please\n    fields:\n${lines.join('\n')}\n  - ask: A photo?\n    expect: photo\n`;
    const flow = parseFlow(text, `asked-${at}.yaml`, {});
    if (Array.isArray(flow)) throw new Error(flow.map(({ message }) => message).join('\n'));
    return flow;
  });
  known = { asked, flows: flowSet({ flows, faqs: [], calls: new Map() }) };
  return known;
}

/** Answers the first question of a form in one line, and returns all that it filled. */
function several({ text, lang, asked }: Form): string {
  const { asked: all, flows } = forms();
  const facts: Facts = {
    now,
    conversation: 'web:main:1',
    contact: { id: 'c', tags: [], vars: {}, lang },
    channel: { name: 'web', page: 10 },
    shop: { name: 'S', langs: ['en', 'zh'], open: true, opens_at: 0, categories: [], ...shops[lang]! },
    seed: 's',
  };
  let session = newSession();
  for (const [index, said] of [`begin form ${all.indexOf(asked)}`, text].entries())
    session = advance(
      flows,
      session,
      { type: 'message', id: `m${index}`, parts: [{ type: 'text', text: said }] },
      { ...facts, now: now + index * 1_000 },
    ).session;
  const vars = session.front?.stack[0]?.vars ?? {};
  const names = asked.split(' ').map((field) => field.split(':')[0] ?? '');
  const filled = names.flatMap((name) => (vars[name] === undefined ? [] : [`${name}=${inWords(vars[name])}`]));
  return filled.length > 0 ? filled.join(' ') : 'ask';
}

/** A value of these is right whatever it is made to look like: an address as it was written. */
const taken = (value: Json | undefined): string => (value === undefined ? 'ask' : 'ok');

export const readers: Record<string, (form: Form) => string> = {
  number: (form) => inWords(answer('number', form)),
  money: (form) => amountIn(answer('money', form)),
  date: (form) => inWords(answer('date', form)),
  time: (form) => inWords(answer('time', form)),
  'yes-no': (form) => inWords(answer('yes_no', form)),
  choice,
  several,
  score: ({ text }) => String(readScore(text, 5)?.value ?? 'ask'),
  phone: (form) => inWords(answer('phone', form)),
  'order-number': (form) => inWords(answer('order_number', form)),
  email: (form) => inWords(answer('email', form)),
  address: (form) => taken(answer('address', form)),
  proof: (form) => inWords(answer('proof', form)),
};
