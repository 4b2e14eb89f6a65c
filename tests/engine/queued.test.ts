/** Nobody takes the conversation in time, or the shop is closed: the bot serves, and the customer stays in the queue until a person comes or the limit is over. */
import { expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Effect, EngineEvent } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { Flow } from '../../src/flow-tree/flow-tree.ts';
import { limits } from '../../src/limits.ts';

const sources = [
  `flow: person
start:
  - says: [find staff]
steps:
  - handoff: Wait a moment.
    wait_up_to: 10m
    no_agent:
      - say: You are in the queue.
`,
  `flow: size
start:
  - says: [find size]
steps:
  - ask: Which size?
    save: size
    expect: number
  - say: "Size {{ size }}"
`,
  `flow: night
start:
  - says: [find night]
steps:
  - handoff: Wait a moment.
    team: service
    closed:
      - ask: May we call you?
        expect: phone
        save: contact.phone
`,
];
const opening = 9 * 3_600_000;

function customer(open: boolean) {
  const parsed = sources.map((source, place) => {
    const flow = parseFlow(source, `${place}.yaml`, {});
    if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
    return flow as Flow;
  });
  const flows = flowSet({ flows: parsed, faqs: [], calls: new Map() });
  let session: Session = newSession();
  const on = (event: EngineEvent): { texts: string[]; effects: Effect[] } => {
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open, opens_at: open ? 0 : opening, categories: [] };
    const facts = { now: 1_000, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 10 }, shop, seed: 's' };
    const { effects, session: next } = advance(flows, session, event, facts);
    session = JSON.parse(JSON.stringify(next)) as Session;
    return { effects, texts: effects.flatMap((one) => (one.type === 'send' ? one.parts.map((part) => (part.type === 'text' ? part.text : part.type)) : [])) };
  };
  const say = (text: string) => on({ type: 'message', id: text, parts: [{ type: 'text', text }] });
  return { on, say, session: () => session };
}

it.each(['took', 'back', 'limit'] as const)('the queue ends with: %s', (end) => {
  const { on, say, session } = customer(true);
  say('find size');
  const asked = say('find staff');
  expect(asked.effects.find((one) => one.type === 'handoff')).toMatchObject({ note: '“person” hands over to a person. Last message: “find staff”' });
  const [limit, patience] = asked.effects.flatMap((one) => (one.type === 'timer' ? [one.id] : []));
  // The question that was interrupted still waits, but is not asked right under the words about the queue.
  expect(on({ type: 'timer', timer: patience ?? '' }).texts).toEqual(['You are in the queue.']);
  expect(session().handoff).toBeUndefined();
  expect(session().queued).toBeDefined();
  expect(say('42').texts).toEqual(['Size 42']);
  expect(session().queued).toBeDefined();
  if (end === 'limit') on({ type: 'timer', timer: limit ?? '' });
  else on({ type: 'agent', action: end });
  expect(session().queued).toBeUndefined();
  expect(session().handoff !== undefined).toBe(end === 'took');
});

it('in the closed shop the bot goes on, and the customer is listed until some time after the opening', () => {
  const { on, say, session } = customer(false);
  say('find size');
  const asked = say('find night');
  expect(asked.texts).toEqual(['May we call you?']);
  const until = opening + limits.handoffMs;
  const note = '“night” hands over to a person. Last message: “find night”';
  expect(asked.effects.filter((one) => one.type === 'handoff')).toMatchObject([{ action: 'begin', team: 'service', note, until }]);
  const [timer] = asked.effects.flatMap((one) => (one.type === 'timer' && one.at === until ? [one.id] : []));
  expect(session()).toMatchObject({ queued: { since: 1_000, until, team: 'service', timer } });
  expect(session().handoff).toBeUndefined();
  expect(say('13800138000').texts.at(-1)).toContain('Which size?');
  expect(say('42').texts).toEqual(['Size 42']);
  expect(session().queued).toBeDefined();
  expect(say('find night').effects).toMatchObject([{ type: 'cancelTimer', id: timer }, { type: 'handoff', action: 'end' }, { action: 'begin' }, {}, {}]);
  expect(on({ type: 'agent', action: 'took' }).effects).toContainEqual(expect.objectContaining({ type: 'handoff', action: 'begin' }));
  expect(session().queued).toBeUndefined();
  expect(session().handoff).toBeDefined();
});
