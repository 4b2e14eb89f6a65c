import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { Session } from '../../engine/model/session.ts';
import { conversationDays } from '../../store/conversation-days.ts';
import { openTally, tallyTurn } from './day-tally.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});
const ann = 'test:main:ann';

const script: Script = (event, session) => {
  if (event.type === 'agent') return { steps: [], session: { handoff: event.action === 'took' ? { since: 0, until: 1e15 } : undefined } };
  if (session.handoff) return { steps: [] };
  if (saidBy(event) === 'person')
    return { steps: ['one moment', { type: 'handoff', action: 'begin', until: 1e15 }], session: { handoff: { since: 0, until: 1e15 } } };
  return { steps: saidBy(event) === undefined ? [] : ['yes', 'and no'] };
};

test('a day of a conversation: counted with each turn, the same after a crash, and a new one begins at midnight of the shop', async () => {
  desk = await openDesk({ script });
  const { clock } = desk;
  const days = () => desk?.store.collection(conversationDays).find({ where: { _id: { gt: '' } }, sort: { by: '_id' } });
  const from = clock.now();
  await desk.write('ann', 'hi', 'm1');
  await desk.runtime.idle();
  await desk.write('ann', 'hi', 'm1');
  await desk.runtime.idle();
  const [first] = (await days()) ?? [];
  expect(first).toMatchObject({ conversation: 'test:main:ann', channel: 'test', in: 1, bot: 2, person: 0, botMs: 0, sent: { service: 2 } });
  expect(first?.at).toBe(from);
  expect(Object.values(first?.hours ?? {})).toEqual([1]);
  desk = await desk.restart();
  await desk.write('ann', 'person', 'm2');
  await desk.runtime.idle();
  await desk.write('ann', 'hello?', 'm3');
  await desk.pass(5_000);
  await desk.runtime.say(ann, 'Li', [{ type: 'text', text: 'here I am' }]);
  await desk.runtime.idle();
  expect(await days()).toMatchObject([{ in: 3, bot: 3, person: 1, withPerson: 1, handoffs: { asked: 1 }, personMs: 5_000, botMs: 0 }]);
  expect((await desk.row('ann')).today).toMatchObject({ in: 3, person: 1 });
  await desk.pass(86_400_000);
  await desk.write('ann', 'good morning', 'm4');
  await desk.runtime.idle();
  expect(await days()).toMatchObject([{ in: 3 }, { in: 1, bot: 0, withPerson: 1 }]);
});

test('a colleague who takes a conversation by themselves is a handoff of theirs; one who was called is not another', async () => {
  desk = await openDesk({ script });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  const [row] = await desk.store.collection(conversationDays).find({ where: { _id: { gt: '' } } });
  expect(row?.handoffs).toEqual({ staff: 1 });
  await desk.write('bob', 'person');
  await desk.runtime.idle();
  await desk.runtime.takeOver('test:main:bob', 'Li');
  await desk.runtime.idle();
  const bob = (await desk.store.collection(conversationDays).find({ where: { _id: { gt: '' } } })).find(({ conversation }) => conversation.endsWith('bob'));
  expect(bob?.handoffs).toEqual({ asked: 1 });
});

const run = (id: string, flow: string, event?: string) => ({
  id,
  stack: [{ flow, version: '1', at: '0', vars: {} }],
  trail: [],
  kind: 'promo' as const,
  startedAt: 0,
  touchedAt: 0,
  ...(event && { event: { name: event, data: {} } }),
});
const session = (...background: ReturnType<typeof run>[]): Session => ({
  turn: 1,
  nextRun: 1,
  background,
  queue: [],
  fired: {},
  gaveUp: [],
  confused: 0,
  pressed: [],
});
const trace = (notes: string[], verbs: [run: string, flow: string, verb: string][] = []) => ({
  turn: 1,
  at: 5,
  event: { type: 'timer' },
  steps: verbs.map(([id, flow, verb]) => ({ run: id, flow, version: '1', at: '0', verb })),
  vars: {},
  notes,
  problems: [],
});
const promo = (id: string) => ({ type: 'send' as const, id: 'x', parts: [], class: 'promo' as const, lang: 'en', run: id });
const tracked = (name: string, data: Record<string, string | number>, id = 'r1') => ({ type: 'track' as const, id: 'x', name, data, run: id });
const handoff = { type: 'handoff' as const, id: 'x', action: 'begin' as const };

test.each<[string, Session, Parameters<typeof tallyTurn>[3]['effects'], ReturnType<typeof trace>, object, said?: string]>([
  ['a flow began', session(), [], trace(['start:menu']), { flows: { menu: { began: 1 } } }],
  ['a promotion of a flow', session(run('r1', 'birthday')), [promo('r1')], trace([]), { flows: { birthday: { began: 0, told: 5 } } }],
  ['a reminder of a cart', session(run('r1', 'remind', 'cart.updated')), [promo('r1')], trace([]), { flows: { remind: { told: 5, cart: 1 } } }],
  ['a reply is no promotion', session(run('r1', 'birthday')), [{ ...promo('r1'), class: 'reply' }], trace([]), {}],
  ['a flow that is over', session(), [promo('r9')], trace([], [['r9', 'win-back', 'say']]), { flows: { 'win-back': { told: 5 } } }],
  ['held out', session(run('r1', 'birthday')), [tracked('split', { trial: 't', way: 'hold_out' })], trace([]), { flows: { birthday: { held: 5 } } }],
  ['another way of a trial', session(run('r1', 'birthday')), [tracked('split', { trial: 't', way: 'b' })], trace([]), { flows: { birthday: { began: 0 } } }],
  ['a rating of five', session(run('r1', 'rate')), [tracked('rating', { score: 4, scale: 5 })], trace([]), { scores: [4], flows: { rate: { scores: [4] } } }],
  ['a rating of ten', session(run('r1', 'rate')), [tracked('rating', { score: 10, scale: 10 })], trace([]), { scores: [5] }],
  ['the least of ten', session(run('r1', 'rate')), [tracked('rating', { score: 1, scale: 10 })], trace([]), { scores: [1] }],
  ['a thumb', session(run('r1', 'rate')), [tracked('rating', { score: 2, scale: 2 })], trace([]), { scores: [5] }],
  ['no rating', session(run('r1', 'rate')), [tracked('seen', { score: 4, scale: 5 })], trace([]), {}],
  [
    'a step of a flow',
    session(),
    [handoff],
    trace([], [['r1', 'returns', 'handoff']]),
    { handoffs: { 'flow returns': 1 }, flows: { returns: { handoffs: 1 } } },
  ],
  ['the customer asked', session(), [handoff], trace(['person'], [['r1', 'talk', 'handoff']]), { handoffs: { asked: 1 } }],
  [
    'the customer asked by the words of a flow',
    session(),
    [handoff],
    trace([], [['r1', 'talk', 'handoff']]),
    { handoffs: { asked: 1 } },
    'I want to speak to a person',
  ],
  ['nothing was understood', session(), [handoff], trace(['gave-up'], [['r1', 'talk', 'handoff']]), { handoffs: { not_understood: 1 } }],
])('%s', (_, before, effects, traced, expected, said) => {
  const tally = openTally(undefined, 'test', 5, 'UTC');
  tallyTurn(
    tally,
    said ? { type: 'message', id: 'm', parts: [{ type: 'text', text: said }] } : { type: 'timer', timer: 'x' },
    before,
    { session: before, effects, trace: traced },
    5,
  );
  expect(tally).toMatchObject(expected);
  expect(Object.keys(tally).sort()).toEqual(
    Object.keys({ day: '', at: 0, channel: '', in: 0, bot: 0, person: 0, ...(tally.flows && { flows: {} }), ...expected }).sort(),
  );
});
