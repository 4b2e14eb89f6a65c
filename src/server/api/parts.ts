import type { Channel } from '../../channel.ts';
import type { Flow, FlowSet, Problem } from '../../engine/flow-tree.ts';
import type { Part } from '../../message.ts';
import type { Store } from '../../store/store.ts';

/** What the API needs of the running program. */
export interface ApiParts {
  store: Store;
  runtime: {
    takeOver(conversation: string, who: string): Promise<unknown>;
    handBack(conversation: string, who: string): Promise<unknown>;
    say(conversation: string, who: string, parts: Part[]): Promise<unknown>;
    /** `gone`: there is no such message; `not_stuck`: it needs no resending. */
    resend(message: string): Promise<'done' | 'gone' | 'not_stuck'>;
    mergeContacts(into: string, from: string): Promise<'done' | 'gone' | 'same'>;
    splitAddress(conversation: string): Promise<'done' | 'gone' | 'alone'>;
  };
  flows: { set(): Pick<FlowSet, 'live' | 'faqs'>; problems(): Problem[] };
  channels: ReadonlyMap<string, Channel>;
  media: { get(id: string): Promise<{ bytes: Buffer; mime: string; name?: string } | null> };
  now(): number;
}

/** Where a frame stands, as a person would look for it. */
export function placeIn(flow: Flow | undefined, at: string): { at: string; verb?: string; line?: number } {
  const step = flow?.steps.get(at);
  return { at, ...(step ? { verb: step.verb, line: step.position.line } : {}) };
}
