/** An engine of a few lines, for tests of what is around it: the script says what each event brings. */

import type { Effect, EngineEvent, Facts, TurnResult } from '../../src/engine/model/engine-turn.ts';
import type { Session } from '../../src/engine/model/session.ts';
import type { FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { plainText } from '../../src/message.ts';
import type { Advance } from '../../src/runtime/deps/runtime-options.ts';

/** An effect without its id, which the engine gives it. */
type Bare<E> = E extends Effect ? Omit<E, 'id'> : never;
export type Step = string | Bare<Effect>;
export type Script = (event: EngineEvent, session: Session, facts: Facts) => { steps: Step[]; session?: Partial<Session> };

export function scripted(script: Script): Advance {
  return (_flows, session, event, facts): TurnResult => {
    const turn = session.turn + 1;
    const { steps, session: set } = script(event, structuredClone(session), facts);
    const effects = steps.map((step, n): Effect => {
      const id = `${facts.conversation}:${turn}:${n}`;
      if (typeof step !== 'string') return { ...step, id };
      return { type: 'send', id, parts: [{ type: 'text', text: step }], class: 'reply', lang: 'en' };
    });
    return {
      session: { ...session, ...set, turn },
      effects,
      trace: { turn, at: facts.now, event: { type: event.type }, steps: [], vars: {}, notes: [], problems: [] },
    };
  };
}

/** What the customer wrote, when that is what happened. */
export function saidBy(event: EngineEvent): string | undefined {
  return event.type === 'message' ? plainText(event.parts) : undefined;
}

export const echo: Script = (event) => {
  const text = saidBy(event);
  return { steps: text === undefined ? [] : [`you said ${text}`] };
};

/** No flows at all: the scripted engine does not look at them. */
export const noFlows: FlowSet = {
  live: new Map(),
  faqs: new Map(),
  rules: [],
  pinned: () => undefined,
  calls: new Map(),
  rank: () => [],
  sure: 1,
  maybe: 1,
  anger: () => 0,
  runningAnger: () => 0,
  angryFrom: 1,
  language: () => undefined,
  foreign: () => false,
  tongue: () => undefined,
};
