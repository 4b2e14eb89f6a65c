/** The engine: one event in, the next state and what to do out. Pure: no I/O, no clock, no randomness. */

import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { Json, Vars } from '../json.ts';
import { press } from './dialogue/on-button.ts';
import { agent, answered, consentChanged, happened, started, takesLong, timeIsUp } from './dialogue/on-event.ts';
import { onMessage } from './dialogue/on-message.ts';
import { dropPieces, withPieces } from './dialogue/pieces.ts';
import { withHeard } from './dialogue/repair/heard-unsure.ts';
import type { EngineEvent, Facts, TurnResult } from './model/engine-turn.ts';
import type { Session } from './model/session.ts';
import { settle } from './runs/end-of-turn.ts';
import { moveToLive } from './runs/migrate-runs.ts';
import { bringToPresent } from './runs/session-times.ts';
import { TurnState } from './turn/turn-state.ts';

/**
 * Advances a conversation by one event. The session that is given stays as it is. Never throws: what goes wrong inside is told to the customer and
 * stands in the trace. A failure of the engine itself leaves the session as it was before the event.
 * @example
 * ```ts
 * import { checkFlows } from '../compiler/flow.ts';
 * import { flowSet } from '../flow-folder/flow-set.ts';
 * import { advance } from './advance.ts';
 * import { newSession } from './model/session.ts';
 * const text = 'flow: hours\nstart:\n  - says: [opening hours, 几点开门]\nsteps:\n  - say: We open at nine.\n';
 * const { flows, faqs } = checkFlows([{ file: 'hours.yaml', text }]);
 * const shop = { name: 'Tea', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
 * const channel = { name: 'web', page: 9 };
 * const facts = { now: 0, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel, shop, seed: '' };
 * const set = flowSet({ flows, faqs, calls: new Map() });
 * const { effects } = advance(set, newSession(), { type: 'message', id: 'm', parts: [{ type: 'text', text: 'opening hours' }] }, facts);
 * effects.flatMap((effect) => (effect.type === 'send' ? effect.parts : [])); // => [{ type: 'text', text: 'We open at nine.' }]
 * ```
 */
export function advance(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts): TurnResult {
  const turn = begin(flows, session, event, facts);
  try {
    moveToLive(turn);
    dispatch(turn);
    settle(turn);
    return { session: turn.session, effects: turn.effects, trace: turn.trace };
  } catch (error) {
    return unharmed(flows, session, event, facts, error);
  }
}

function begin(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts): TurnState {
  const copy = copyOf(session);
  copy.turn++;
  bringToPresent(copy, facts.now);
  return new TurnState(flows, copy, withPieces(copy, withHeard(copy, event)), facts);
}

function dispatch(turn: TurnState): void {
  const { event } = turn;
  switch (event.type) {
    case 'message':
      return onMessage(turn);
    case 'pressed':
      dropPieces(turn);
      return press(turn);
    case 'started':
      return started(turn, event);
    case 'event':
      return happened(turn, event);
    case 'result':
      return answered(turn, event);
    case 'slow':
      return takesLong(turn, event);
    case 'timer':
      return timeIsUp(turn, event);
    case 'agent':
      dropPieces(turn);
      return agent(turn, event);
    case 'consent':
      return consentChanged(turn, event);
  }
}

/** Returns the state of before the event, with an apology to a customer who is waiting: the turn came to nothing. */
function unharmed(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts, error: unknown): TurnResult {
  const turn = begin(flows, session, event, facts);
  turn.problem('failure', error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (turn.customer && !session.handoff) turn.say('sorry_error');
  return { session: turn.session, effects: turn.effects, trace: turn.trace };
}

/** Copies a session. It is JSON, so that this is all there is to copy; several times faster than structuredClone. */
function copyOf(session: Session): Session {
  return copyJson(session as unknown as Json) as unknown as Session;
}

function copyJson(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy: Record<string, Json> = {};
  for (const name in value) {
    const inner = value[name] as Json;
    // What a variable holds is replaced, never changed: the largest part of a session is shared.
    copy[name] = name === 'vars' ? { ...(inner as Vars) } : copyJson(inner);
  }
  return copy;
}
