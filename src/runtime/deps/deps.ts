/** Dependencies that the files of the runtime share, made once by createRuntime. */
import type { Channel } from '../../channel.ts';
import type { Facts, ShopFacts } from '../../engine/model/engine-turn.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import type { Logger } from '../../logger.ts';
import type { Policy } from '../../marketing/gate.ts';
import type { Address } from '../../message.ts';
import type { InboxEvent } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import type { Cluster } from '../base/cluster.ts';
import type { Lru } from '../base/lru.ts';
import type { RuntimeHooks } from '../base/runtime-hooks.ts';
import type { Limits } from '../base/runtime-limits.ts';
import type { Calls } from '../calls/calls.ts';
import type { AccountHolds } from '../pace/account-holds.ts';
import type { Pacer } from '../pace/pacer.ts';
import type { Contacts } from '../rows/contacts.ts';
import type { Conversations } from '../rows/conversations.ts';
import type { Advance, Interpret, Listen, RuntimeOptions, Templates } from './runtime-options.ts';

export interface Deps {
  store: Store;
  conversations: Conversations;
  contacts: Contacts;
  calls: Calls;
  pacer: Pacer;
  holds: AccountHolds;
  /** Keys of the messages that this process sent lately. */
  arrived: Lru<true>;
  /** Time at which each account (`channel:account`) last took a message, on the monotonic clock. */
  served: Map<string, number>;
  clock: Clock;
  /** Tells whether the wall clock can be trusted to give things up: it made no jump of more than a day in the last hour. */
  steady(): boolean;
  log: Logger;
  limits: Limits;
  policy: Policy;
  isOver?: RuntimeOptions['isOver'];
  broadcasts?: RuntimeOptions['broadcasts'];
  templates: Templates;
  hooks: RuntimeHooks;
  cluster: Cluster;
  langs: readonly string[];
  patience?: Facts['patience'];
  silent?: RuntimeOptions['silent'];
  traces: boolean;
  random(): number;
  advance: Advance;
  flows: { set(): FlowSet; loadVersion?(name: string, version: string): Promise<void> };
  shop(now: number): ShopFacts;
  channel(address: Address): Channel | undefined;
  /** Finds the words of recordings; none: they are left as they are. */
  keep?: Listen;
  listen?: Listen;
  /** Reads pictures; none: they are left as they are. */
  look?: Listen;
  /** Asks models about messages in doubt; none: words decide. */
  interpret?: Interpret;
  /** Puts an event into a conversation, once for each id: see Runtime. */
  enter(conversation: string, event: InboxEvent, id: string): Promise<'stored' | 'duplicate'>;
}
