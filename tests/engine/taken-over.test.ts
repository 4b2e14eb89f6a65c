/** A person takes the conversation while the flow waits for a call: the bot does not talk over them, and goes on when they are done. */
import { expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Effect, EngineEvent } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';

const flow = parseFlow(
  `flow: pay
start:
  - says: [pay now]
steps:
  - call: payment.take
    save: paid
  - say: "Paid {{ paid.amount }}"
`,
  'pay.yaml',
  {},
);

it.each([
  ['given back by the person', { type: 'agent', action: 'back' }],
  ['given back by the time limit', 'timer'],
] as const)('%s', (_name, back) => {
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  const calls = new Map([['payment.take', { name: 'payment.take', mode: 'does' as const, params: [], outcomes: [], about: { en: '', zh: '' } }]]);
  const flows = flowSet({ flows: [flow], faqs: [], calls });
  let session: Session = newSession();
  let now = 1_000;
  const on = (event: EngineEvent): Effect[] => {
    now += 1_000;
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
    const facts = { now, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 10 }, shop, seed: 's' };
    const result = advance(flows, session, event, facts);
    session = JSON.parse(JSON.stringify(result.session)) as Session;
    return result.effects;
  };
  const texts = (effects: Effect[]) =>
    effects.flatMap((one) => (one.type === 'send' ? one.parts.map((part) => (part.type === 'text' ? part.text : part.type)) : []));
  const call = on({ type: 'message', id: 'm', parts: [{ type: 'text', text: 'pay now' }] }).find((one) => one.type === 'call');
  const taken = on({ type: 'agent', action: 'took' });
  const timer = taken.find((one) => one.type === 'timer');
  expect(texts(on({ type: 'result', call: call?.id ?? '', outcome: { ok: true, value: { amount: 5 } } }))).toEqual([]);
  expect(texts(on(back === 'timer' ? { type: 'timer', timer: timer?.id ?? '' } : back))).toEqual(['Paid 5']);
  expect(session.front).toBeUndefined();
});

it('closed by the person: what was asked is settled, and nothing comes up again', () => {
  const asking = parseFlow(
    'flow: size\nstart:\n  - says: [what size]\nsteps:\n  - ask: How tall are you?\n    expect: number\n    save: tall\n  - say: "Size {{ tall }}"\n',
    'size.yaml',
    {},
  );
  if (Array.isArray(asking)) throw new Error(JSON.stringify(asking));
  const flows = flowSet({ flows: [asking], faqs: [], calls: new Map() });
  let session: Session = newSession();
  let now = 1_000;
  const on = (event: EngineEvent): Effect[] => {
    now += 1_000;
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
    const facts = { now, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 10 }, shop, seed: 's' };
    const result = advance(flows, session, event, facts);
    session = JSON.parse(JSON.stringify(result.session)) as Session;
    return result.effects;
  };
  expect(on({ type: 'message', id: 'm', parts: [{ type: 'text', text: 'what size' }] }).map(({ type }) => type)).toContain('send');
  expect(session.front?.waiting?.kind).toBe('answer');
  const taken = on({ type: 'agent', action: 'took' });
  const timer = taken.find((one) => one.type === 'timer');
  const closed = on({ type: 'agent', action: 'closed' });
  expect(closed.map(({ type }) => type)).not.toContain('send');
  expect([session.front, session.background, session.handoff]).toEqual([undefined, [], undefined]);
  expect(on({ type: 'timer', timer: timer?.id ?? '' }).map(({ type }) => type)).not.toContain('send');
  expect(on({ type: 'agent', action: 'closed' })).toEqual([]);
});
