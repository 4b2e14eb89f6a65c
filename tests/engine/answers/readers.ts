/** The readers of typed answers as the tables call them: a row in, the value in the table's words out. */

import { parseFlow } from '../../../src/compiler/flow.ts';
import { advance } from '../../../src/engine/advance.ts';
import type { Facts } from '../../../src/engine/model/engine-turn.ts';
import { newSession } from '../../../src/engine/model/session.ts';
import { readAnswer } from '../../../src/engine/steps/answer-kinds.ts';
import { flowSet } from '../../../src/flow-folder/flow-set.ts';
import { type AnswerType, answerTypes } from '../../../src/flow-tree/fields.ts';
import type { FlowSet } from '../../../src/flow-tree/flow-tree.ts';
import type { Json } from '../../../src/json.ts';
import { readScore } from '../../../src/reading/values/score.ts';

type Row = Record<string, string>;

/** Monday, 23 November 2026, ten in the morning in Shanghai. */
const now = Date.UTC(2026, 10, 23, 2);
const zone = 'Asia/Shanghai';

function answer(type: AnswerType, { said = '', lang = 'en', shop = 'CNY' }: Row): Json | undefined {
  const reading = readAnswer([type], { text: said, parts: [{ type: 'text', text: said }] }, { now, zone, currency: shop, lang });
  return reading.fits ? reading.value : undefined;
}

function amountOf(value: Json | undefined): { amount: number; currency: string } | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { amount, currency } = value;
  return typeof amount === 'number' && typeof currency === 'string' ? { amount, currency } : undefined;
}

export function number(row: Row): string {
  return String(answer('number', row) ?? 'ask');
}

/** In major units, with the decimals that the currency has. */
export function money(row: Row): string {
  const sum = amountOf(answer('money', row));
  if (!sum) return 'ask';
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: sum.currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${(sum.amount / 10 ** digits).toFixed(digits)} ${sum.currency}`;
}

export function yesNo(row: Row): string {
  const value = answer('yes_no', row);
  return value === undefined ? 'ask' : value === true ? 'yes' : 'no';
}

export function rating(row: Row): string {
  return String(readScore(row.said ?? '', Number(row.scale))?.value ?? 'ask');
}

const forms = new Map<string, FlowSet>();
/** A flow whose form has these fields, and that goes on to ask for a photo. */
function formOf(fields: string): FlowSet {
  let known = forms.get(fields);
  if (!known) {
    const lines = fields.split(' ').map((field) => {
      const [name = '', type = ''] = field.split(':');
      if (!answerTypes.some((one) => one === type)) throw new Error(`no kind of answer: ${type}`);
      return `      ${name}: { ask: "${name}?", expect: ${type} }`;
    });
    const text = `flow: asked\nstart:\n  - says: [begin now]\nsteps:\n  - form: Details please\n    fields:\n${lines.join('\n')}\n  - ask: A photo?\n    expect: photo\n`;
    const flow = parseFlow(text, 'asked.yaml', {});
    if (Array.isArray(flow)) throw new Error(flow.map(({ message }) => message).join('\n'));
    known = flowSet({ flows: [flow], faqs: [], calls: new Map() });
    forms.set(fields, known);
  }
  return known;
}

/** `name=value` for every field that one line filled, in the order of the fields. */
export function several({ fields = '', said = '', lang = 'en' }: Row): string {
  const flows = formOf(fields);
  const facts: Facts = {
    now,
    conversation: 'web:main:1',
    contact: { id: 'c', tags: [], vars: {}, lang },
    channel: { name: 'web', page: 10 },
    shop: { name: 'S', currency: 'CNY', zone, langs: ['en', 'zh'], open: true, opens_at: 0, categories: [] },
    seed: 's',
  };
  const turns = ['begin now', said];
  const session = turns.reduce(
    (before, text, index) =>
      advance(flows, before, { type: 'message', id: `m${index}`, parts: [{ type: 'text', text }] }, { ...facts, now: now + index * 1_000 }).session,
    newSession(),
  );
  const vars = session.front?.stack[0]?.vars ?? {};
  const filled = fields.split(' ').flatMap((field) => {
    const [name = ''] = field.split(':');
    const value = vars[name];
    const sum = amountOf(value);
    return value === undefined ? [] : [`${name}=${sum ? `${sum.amount}${sum.currency}` : String(value)}`];
  });
  return filled.length > 0 ? filled.join(' ') : 'ask';
}
