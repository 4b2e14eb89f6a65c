/** What the files of the runtime share: made once by createRuntime. */
import type { Channel, Logger } from '../channel.ts';
import type { FlowSet } from '../engine/flow-tree.ts';
import type { Facts, ShopFacts } from '../engine/turn.ts';
import type { Policy } from '../marketing/gate.ts';
import type { Address } from '../message.ts';
import type { ConversationRow, InboxEvent, OutboxItem } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import type { Calls } from './calls.ts';
import type { Clock } from './clock.ts';
import type { Contacts } from './contacts.ts';
import type { Conversations } from './conversation.ts';
import type { Fleet } from './fleet.ts';
import type { Lru } from './lru.ts';
import type { Advance, Limits, RuntimeHooks, RuntimeOptions, Templates } from './options.ts';
import type { Pacer } from './pacer.ts';
import type { Pauses } from './pauses.ts';

export interface Parts {
  store: Store;
  conversations: Conversations;
  contacts: Contacts;
  calls: Calls;
  pacer: Pacer;
  pauses: Pauses;
  /** Keys of the messages that this process sent lately. */
  arrived: Lru<true>;
  /** When an account last took a message, on the monotonic clock, by `channel:account`. */
  served: Map<string, number>;
  clock: Clock;
  /** Whether the wall clock may be trusted with giving up: it made no jump of more than a day in the last hour. */
  steady(): boolean;
  log: Logger;
  limits: Limits;
  policy: Policy;
  isOver?: RuntimeOptions['isOver'];
  templates: Templates;
  hooks: RuntimeHooks;
  fleet: Fleet;
  langs: readonly string[];
  patience?: Facts['patience'];
  traces: boolean;
  random(): number;
  advance: Advance;
  flows: { set(): FlowSet; need?(name: string, version: string): Promise<void> };
  shop(now: number): ShopFacts;
  channel(address: Address): Channel | undefined;
  /** Puts an event into a conversation, once for each id: see Runtime. */
  enter(conversation: string, event: InboxEvent, id: string): Promise<'stored' | 'duplicate'>;
}

/** While a try or a call is under way somebody looks at the conversation again after this time, in case the process that makes it is over, ms. */
export const lease = 10_000;

/** Held for a reason that is its own: what stands behind it need not wait. */
export function isAside(item: OutboxItem): boolean {
  return item.state === 'held' && (item.aside === true || item.reason === 'quiet_hours' || item.reason === 'window_closed');
}

/** Earliest moment when somebody has to look at the row although nothing came in, epoch ms; undefined: never. */
export function dueAt(row: ConversationRow, now: number): number | undefined {
  let due = Number.POSITIVE_INFINITY;
  for (const timer of row.timers) due = Math.min(due, timer.at);
  for (const item of row.outbox) {
    due = Math.min(due, item.state === 'held' ? item.at : now + lease);
    if (item.state === 'held' && !isAside(item)) break;
  }
  if (row.tell) due = Math.min(due, row.tell.at);
  for (const call of row.calls) due = Math.min(due, now + call.timeoutMs + lease);
  return due === Number.POSITIVE_INFINITY ? undefined : due;
}
