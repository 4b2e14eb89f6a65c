/** Options and interface of the runtime. */

import type { Call } from '../../call.ts';
import type { Channel } from '../../channel.ts';
import type { EngineEvent, Facts, ShopFacts, TurnResult } from '../../engine/model/engine-turn.ts';
import type { Session } from '../../engine/model/session.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import type { Vars } from '../../json.ts';
import type { Logger } from '../../logger.ts';
import type { Policy } from '../../marketing/gate.ts';
import type { Address, InboundEvent, Meaning, Part, TemplateUse } from '../../message.ts';
import type { ContactKey, ConversationRow, InboxEvent } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { Cluster } from '../base/cluster.ts';
import type { WeekHours } from '../base/opening-hours.ts';
import type { Person } from '../base/person.ts';
import type { RuntimeHooks } from '../base/runtime-hooks.ts';
import type { Limits } from '../base/runtime-limits.ts';
import type { AccountHold } from '../pace/account-holds.ts';
import type { Contacts } from '../rows/contacts.ts';

/** Facts about the shop from `shop` and the opening hours. */
export interface ShopSettings {
  name: ShopFacts['name'];
  currency: string;
  zone: string;
  /** ISO 3166: whose phone numbers are written without country code. */
  country?: string;
  langs: string[];
  categories: ShopFacts['categories'];
  /** Example of an order number to show, and the pattern of the shop's own. */
  order_example?: string | null;
  order_pattern?: string | null;
  /** The shop's own words instead of the engine's. */
  phrases?: ShopFacts['phrases'];
  terms?: ShopFacts['terms'];
  opening_hours?: ShopFacts['opening_hours'];
  offers?: ShopFacts['offers'];
  demo?: ShopFacts['demo'];
  cart_steps?: ShopFacts['cart_steps'];
  /** Always open when left out. */
  hours?: WeekHours;
  /** More names that flows may read as `shop.x`. */
  extra?: Vars;
}

export type Advance = (flows: FlowSet, session: Session, event: EngineEvent, facts: Facts) => TurnResult;

/** Message templates by the name that flows use: the channels that have them, and what a provider calls them where that is another name. */
export type Templates = Readonly<Record<string, { channels: readonly string[]; names?: Readonly<Record<string, string>> }>>;

/**
 * Finds the words of the recordings among the parts, and keeps their bytes for people. Resolves in bounded time and never rejects; each recording has its
 * `transcript` then, or the reason why it has none. `lang`: the customer's language as far as it is known.
 */
export type Listen = (parts: readonly Part[], from: Address, lang: string) => Promise<Part[]>;

/** A message before its turn, with all that its turn will know. */
export interface Matter {
  flows: FlowSet;
  session: Session;
  event: Extract<EngineEvent, { type: 'message' }>;
  facts: Facts;
  /** What models cost in this conversation today, in millionths of a minor unit. */
  spent: number;
}

/** Asks models what a message means that the words leave in doubt; undefined where none was asked. Resolves in bounded time and never rejects. */
export type Interpret = (matter: Matter) => Promise<Meaning | undefined>;

export interface RuntimeOptions {
  store: Store;
  /** `need` makes a version readable that a run is pinned to and `pinned` does not know yet. */
  flows: { set(): FlowSet; loadVersion?(name: string, version: string): Promise<void> };
  calls: ReadonlyMap<string, Call>;
  /** Channels by `channel:account`. Read at every use, so that a channel may be added later. */
  channels: ReadonlyMap<string, Channel>;
  shop: ShopSettings;
  limits?: Partial<Limits>;
  /** Longest time that a call and a person may take, ms; the engine's limits by default. */
  patience?: Facts['patience'];
  /**
   * Takes a conversation from the person who has it and has not answered for `ms`, back to the queue. `noted` returns what is written with it, once. None by
   * default.
   */
  silent?: { ms: number; noted(lost: { id: string; conversation: string; who: string; at: number }): readonly Op[] };
  /** Message templates; none by default. */
  templates?: Templates;
  /** The shop's zone is used when it names none. */
  policy?: Partial<Policy>;
  /**
   * Tells whether the subject of a message of the shop's own accord is over. It is asked when the message is sent; one that is over does not go out.
   * `since` is when its run began, epoch ms, and `cart` the one of the event that began it.
   */
  isOver?(about: { contact: string; stopOn: readonly string[]; since: number; cart?: string }): Promise<boolean>;
  /** Broadcasts whose messages the runtime sends; none by default. */
  broadcasts?: BroadcastHooks;
  log: Logger;
  now(): number;
  /** Unique for this process: tells its own tries of sending from those of a dead one. */
  instanceId: string;
  /** The processes that share the store; this one has it for itself unless given. */
  cluster?: Cluster;
  /** Runs work while no other process runs work under that name; needed where the store is shared. */
  exclusive?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  hooks?: RuntimeHooks;
  /** 0 to 1, for jitter. Math.random unless given. */
  random?(): number;
  /** Ids of what people do. A random UUID unless given. */
  newId?(): string;
  clock?: Clock;
  /** Fetches the pictures, videos and files among the parts for people: each is `stored` then, or `lost`. Channels keep theirs unless given. */
  keep?: Listen;
  /** Recordings are not listened to unless given. */
  listen?: Listen;
  /** Reads the pictures among the parts, as `listen` hears recordings: each has its `seen` then. Pictures are not read unless given. */
  look?: Listen;
  /** Models are not asked unless given. */
  interpret?: Interpret;
  /** The engine's unless given. */
  advance?: Advance;
  /** Removes what other modules keep of a customer who is erased. */
  forget?(person: Person): Promise<void>;
  /** True when each turn's trace is kept; true by default. */
  traces?: boolean;
}

/** What the runtime asks of broadcasts, whose messages it sends. */
export interface BroadcastHooks {
  /** Asked at the last moment before a message is sent. `hold`: its broadcast rests. Of messages of no broadcast always `go`. */
  mayGo(key: string): 'go' | 'hold' | 'withdraw';
  /** Steps for recipients that go with those for messages and consent in the same write. */
  follows(ops: readonly Op[]): Op[];
  /** Steps for a customer who wrote while a message of a broadcast, with this key, was the last of the shop's own accord. */
  replied(key: string, contact: string, at: number): Op[];
  /** The same for one who wants no more promotions. */
  optedOut(key: string, contact: string, at: number): Op[];
}

/** A shop event, checked, for the conversation of a contact. */
export interface ContactEvent {
  /** Key of deduplication. */
  id: string;
  name: string;
  contact: ContactKey;
  data: Vars;
}

export type ContactEventResult =
  | { status: 'stored' | 'duplicate'; conversation: string }
  /** `unknown`: nobody fits. `unreachable`: known, but no address of theirs can be written to. */
  | { status: 'unknown' | 'unreachable' };

export interface Gauges {
  /** Conversations being worked on. */
  active: number;
  turns: number;
  inbox: number;
  sending: number;
  calls: number;
  cached: number;
}

export interface Runtime {
  /** Takes events of one channel. Resolves once every event is stored; duplicates are dropped. Rejects when the store cannot take them. */
  receive(events: readonly InboundEvent[]): Promise<void>;
  /** Puts an event into a conversation; `id` is its key of deduplication. */
  enter(conversation: string, event: InboxEvent, id: string): Promise<'stored' | 'duplicate'>;
  /** The same for events whose ids are new for certain, in one write with other steps. */
  enterAll(entries: readonly { conversation: string; event: InboxEvent; id: string }[], ops: readonly Op[]): Promise<void>;
  event(event: ContactEvent): Promise<ContactEventResult>;
  takeOver(conversation: string, who: string): Promise<'stored' | 'unknown'>;
  handBack(conversation: string, who: string): Promise<'stored' | 'unknown'>;
  /** Ends the conversation: whatever was asked in it is settled. The customer's next message opens it again. */
  close(conversation: string, who: string): Promise<'stored' | 'unknown'>;
  /** Writes as a person and takes over with it. `id` makes it safe to ask twice; `template` goes where the reply window is closed. */
  say(conversation: string, who: string, parts: Part[], id?: string, template?: TemplateUse): Promise<{ message: string } | 'unknown'>;
  /** Tries a message that failed, is unknown or held once more. */
  resend(message: string): Promise<'queued' | 'unknown' | 'not_possible'>;
  /** Removes a customer and all that is kept of them: see erase.ts. */
  erase(contact: string): Promise<'done' | 'unknown'>;
  /** Changes a conversation's row with a guarded write; null when there is none. `change` may be called again on a conflict. */
  update(conversation: string, change: (row: ConversationRow) => ConversationRow): Promise<ConversationRow | null>;
  readonly contacts: Contacts;
  /** Holds of the provider on an account (`channel:account`) now, as far as this process knows. */
  rests(account: string): AccountHold[];
  /** Begins to take up what an earlier process left: events, timers, calls, messages in doubt. Resolves before that is done: who writes now is served meanwhile. */
  start(): Promise<void>;
  /** Finishes what is in flight, at most `graceMs`; what is left goes on at the next start. */
  stop(graceMs: number): Promise<void>;
  /** Looks at a conversation that others wrote to; resolves when it is at rest here, at the latest after `mostMs`. */
  work(conversation: string, mostMs: number): Promise<void>;
  /** Tells whether there is work to do in the conversation now. */
  wants(conversation: string): Promise<boolean>;
  /** Conversations with events that nobody has worked on, at most `limit`. */
  pending(limit: number): Promise<string[]>;
  /** Conversations with messages that could be sent now, at most `limit`. */
  unsent(limit: number): Promise<string[]>;
  /** Resolves when nothing is at work: no event, turn, call or try of sending. */
  idle(): Promise<void>;
  gauges(): Gauges;
}
