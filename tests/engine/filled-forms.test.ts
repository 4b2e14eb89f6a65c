/** The questions of a form, answered at once where the channel shows them together; each is read as if it had been said alone. */
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { EngineEvent } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { Flow } from '../../src/flow-tree/flow-tree.ts';
import type { AnswerForm } from '../../src/message.ts';

const source = `flow: table
start:
  - says: [reserve a table, 订位]
steps:
  - form: { zh: 好的。, en: "Gladly." }
    fields:
      people:
        ask: { zh: 几位？, en: How many people? }
        expect: number
      email:
        ask: { zh: 邮箱？, en: Your e-mail? }
        expect: email
      area:
        ask: { zh: 坐哪里？, en: Where do you sit? }
        options: [Inside, Outside]
      wish:
        ask: { zh: 还有什么要求？, en: Any wish? }
        expect: text
        skip: true
    confirm: "{{ people }}, {{ email }}, {{ area }}, {{ wish }}: right?"
  - say: Booked.
`;

function customer(forms: boolean) {
  const flow = parseFlow(source, 'table.yaml', {});
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  const flows = flowSet({ flows: [flow as Flow], faqs: [], calls: new Map() });
  let session: Session = newSession();
  let form: AnswerForm | undefined;
  let n = 0;
  const on = (event: EngineEvent): string[] => {
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
    const channel = { name: 'webchat', page: 10, ...(forms && { forms: true as const }) };
    const facts = { now: 1_000, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel, shop, seed: 's' };
    const { effects, session: next } = advance(flows, session, event, facts);
    session = JSON.parse(JSON.stringify(next)) as Session;
    const sent = effects.flatMap((one) => (one.type === 'send' ? [one] : []));
    form = sent.at(-1)?.form;
    return sent.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : part.type)));
  };
  return {
    say: (text: string) => on({ type: 'message', id: `m${n++}`, parts: [{ type: 'text', text }] }),
    fill: (fields: Record<string, string>, token = form?.token ?? '') => on({ type: 'pressed', id: `p${n++}`, token, label: 'filled', fields }),
    form: () => form,
    names: () => form?.fields.map(({ name }) => name),
  };
}

const all = { people: '4', email: 'ann@example.com', area: 'Outside', wish: 'a high chair' };

describe('a form', () => {
  it('is shown with all its questions where the channel can, and with none elsewhere', () => {
    const web = customer(true);
    expect(web.say('reserve a table')).toEqual(['Gladly.', 'How many people?']);
    expect(web.form()?.fields).toEqual([
      { name: 'people', label: 'How many people?', kind: 'number' },
      { name: 'email', label: 'Your e-mail?', kind: 'email' },
      { name: 'area', label: 'Where do you sit?', kind: 'text', options: ['Inside', 'Outside'] },
      { name: 'wish', label: 'Any wish?', kind: 'text', optional: true },
    ]);
    const other = customer(false);
    expect(other.say('reserve a table')).toEqual(['Gladly.', 'How many people?']);
    expect(other.form()).toBeUndefined();
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['all that was asked', all, ['4, ann@example.com, Outside, a high chair: right?']],
    ['in words, as in a message', { ...all, people: 'four of us' }, ['4, ann@example.com, Outside, a high chair: right?']],
    ['without what may be left out', { ...all, wish: '' }, ['4, ann@example.com, Outside, : right?']],
    ['by the number of an option', { ...all, area: '2' }, ['4, ann@example.com, Outside, a high chair: right?']],
    ['with space around', { ...all, people: '  4 ' }, ['4, ann@example.com, Outside, a high chair: right?']],
    ['with more than was asked', { ...all, __proto__: 'x', other: 'y' }, ['4, ann@example.com, Outside, a high chair: right?']],
    ['with words that are a wish elsewhere', { ...all, wish: 'cancel' }, ['4, ann@example.com, Outside, cancel: right?']],
    ['with words that are code elsewhere', { ...all, wish: '{{ contact.email }} <b>' }, ['4, ann@example.com, Outside, {{ contact.email }} <b>: right?']],
  ])('takes %s', (_, given, expected) => {
    const ann = customer(true);
    ann.say('reserve a table');
    expect(ann.fill(given)).toEqual(expected);
    expect(ann.say('yes')).toEqual(['Booked.']);
  });

  it.each<[string, Record<string, string>, string, string[]]>([
    ['the first answer', { ...all, people: 'many' }, 'How many people?', ['people', 'email', 'area', 'wish']],
    ['no first answer', { ...all, people: '' }, 'How many people?', ['people', 'email', 'area', 'wish']],
    ['an answer in between', { ...all, email: 'ann at home' }, 'Your e-mail?', ['email', 'area', 'wish']],
    ['none in between', { ...all, email: '' }, 'Your e-mail?', ['email', 'area', 'wish']],
    ['an option that is none', { ...all, area: 'on the roof' }, 'Where do you sit?', ['area', 'wish']],
  ])('that is refused for %s asks for it again, and the rest stays', (_, given, question, open) => {
    const ann = customer(true);
    ann.say('reserve a table');
    const said = ann.fill(given);
    expect(said.at(-1)).toBe(question);
    expect(ann.names()).toEqual(open);
    expect(ann.fill(all)).toEqual(['4, ann@example.com, Outside, a high chair: right?']);
  });

  it('says what is wrong, and goes on by words with what was filled in', () => {
    const ann = customer(true);
    ann.say('reserve a table');
    expect(ann.fill({ ...all, email: 'ann at home' })).toEqual([expect.stringMatching(/e-mail/i), 'Your e-mail?']);
    expect(ann.say('ann@example.com')).toEqual(['4, ann@example.com, Outside, a high chair: right?']);
  });

  it('can be corrected field by field afterwards, as what was said one after the other', () => {
    const ann = customer(true);
    ann.say('reserve a table');
    ann.fill(all);
    expect(ann.say('no, 5 people').at(-1)).toBe('5, ann@example.com, Outside, a high chair: right?');
  });

  it('is taken once: a second time nothing is changed', () => {
    const ann = customer(true);
    ann.say('reserve a table');
    const token = ann.form()?.token;
    ann.fill(all);
    expect(ann.fill({ ...all, people: '9' }, token).at(-1)).toBe('4, ann@example.com, Outside, a high chair: right?');
  });

  it('may be answered one after the other all the same', () => {
    const ann = customer(true);
    ann.say('reserve a table');
    expect(ann.say('4')).toEqual(['Your e-mail?']);
    expect(ann.names()).toEqual(['email', 'area', 'wish']);
    expect(ann.fill({ email: 'ann@example.com', area: 'Inside' })).toEqual(['4, ann@example.com, Inside, : right?']);
  });
});
