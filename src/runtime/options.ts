/** What the runtime is given and what it offers. */
import type { Call } from '../call.ts';
import type { Channel, Logger } from '../channel.ts';
import type { FlowSet } from '../engine/flow-tree.ts';
import type { Session, Vars } from '../engine/session.ts';
import type { EngineEvent, Facts, ShopFacts, TurnResult } from '../engine/turn.ts';
import type { ErrorCode } from '../errors.ts';
import type { Policy } from '../marketing/gate.ts';
import type { InboundEvent, MessageClass, Part } from '../message.ts';
import type { ConversationRow, InboxEvent } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Contacts } from './contacts.ts';
import type { Person } from './erase.ts';
import type { Fleet } from './fleet.ts';
import type { WeekHours } from './opening-hours.ts';
import type { Pause } from './pauses.ts';

/** Everything that bounds memory and patience. Times in ms. */
export interface Limits {
  /** Unsent messages of one conversation, above which its customer's events wait. */
  outbox: number;
  /** Events of one conversation worked on in one write. */
  batch: number;
  /** Turns at work at once, over all conversations. */
  inFlight: number;
  /** Inbox rows of one conversation kept in memory; the others are read from the store when their turn comes. */
  queue: number;
  /** Conversation rows kept in memory. */
  cached: number;
  /** How long a turn waits for a call that reads. */
  inlineMs: number;
  /** After this a call is slow and the customer is told "one moment". */
  slowMs: number;
  /** One try of sending. */
  sendMs: number;
  /** Tries of sending in doubt, or at fault of the message itself, before it is given up. One that the channel cannot take at all does not count. */
  tries: number;
  /** A message not sent by then is given up, whatever the reason of the delay. */
  outboxAgeMs: number;
  /** Characters of a customer's text that the engine gets; the whole is kept in the message row. */
  text: number;
}

export const defaultLimits: Limits = {
  outbox: 50,
  batch: 16,
  inFlight: 256,
  queue: 64,
  cached: 4000,
  inlineMs: 300,
  slowMs: 1500,
  sendMs: 30_000,
  tries: 10,
  outboxAgeMs: 24 * 3_600_000,
  text: 4096,
};

/** What `shop` and opening hours say about the shop. */
export interface ShopSettings {
  name: ShopFacts['name'];
  currency: string;
  zone: string;
  /** ISO 3166: whose phone numbers are written without country code. */
  country?: string;
  langs: string[];
  categories: ShopFacts['categories'];
  /** An order number to show, and what the shop's own look like. */
  order_example?: string | null;
  order_pattern?: string | null;
  /** The shop's own words instead of the engine's. */
  phrases?: ShopFacts['phrases'];
  terms?: ShopFacts['terms'];
  opening_hours?: ShopFacts['opening_hours'];
  offers?: ShopFacts['offers'];
  demo?: ShopFacts['demo'];
  /** Always open when left out. */
  hours?: WeekHours;
  /** More names that flows may read as `shop.x`. */
  extra?: Vars;
}

/** Told to whoever measures. Must not throw. */
export interface RuntimeHooks {
  /** Typing is not counted. */
  received?(fields: { channel: string; events: number; duplicates: number }): void;
  turn?(fields: { conversation: string; ms: number; advances: number; problems: number }): void;
  /** `ms`: from the arrival of the event, or from the turn, to the provider's answer. */
  sent?(fields: { conversation: string; key: string; class: MessageClass; channel: string; ms: number }): void;
  notSent?(fields: { conversation: string; key: string; class: MessageClass; channel: string; code: ErrorCode }): void;
  call?(fields: { name: string; ms: number; code: string }): void;
  /** A fault of ours that was contained. */
  fault?(where: string): void;
  /** The flow's `notify:`; kept as a track row named `notify` too. */
  notify?(fields: { conversation: string; to: string; text: string }): void;
}

export type Advance = (flows: FlowSet, session: Session, event: EngineEvent, facts: Facts) => TurnResult;

/** Message templates by the name that flows use: the channels that have them, and what a provider calls them where that is another name. */
export type Templates = Readonly<Record<string, { channels: readonly string[]; names?: Readonly<Record<string, string>> }>>;

export interface RuntimeOptions {
  store: Store;
  /** `need` makes a version readable that a run is pinned to and `pinned` does not know yet. */
  flows: { set(): FlowSet; need?(name: string, version: string): Promise<void> };
  calls: ReadonlyMap<string, Call>;
  /** By `channel:account`. Read at every use, so that a channel may be added later. */
  channels: ReadonlyMap<string, Channel>;
  shop: ShopSettings;
  limits?: Partial<Limits>;
  /** How long a call and a person may take, ms; the engine's limits unless given. */
  patience?: Facts['patience'];
  /** None unless given. */
  templates?: Templates;
  /** The shop's zone is used when it names none. */
  policy?: Partial<Policy>;
  /**
   * Whether what a message of the shop's own accord is about is over: it is asked when the message is sent, and then it does not go out. `since` is when its
   * run began, epoch ms, and `cart` the one of the event that began it.
   */
  isOver?(about: { contact: string; stopOn: readonly string[]; since: number; cart?: string }): Promise<boolean>;
  log: Logger;
  now(): number;
  /** Unique for this process: tells its own tries of sending from those of a dead one. */
  boot: string;
  /** The processes that share the store; this one has it for itself unless given. */
  fleet?: Fleet;
  /** Runs work while no other process runs work under that name; needed where the store is shared. */
  exclusive?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  hooks?: RuntimeHooks;
  /** 0 to 1, for jitter. Math.random unless given. */
  random?(): number;
  /** Ids of what people do. A random UUID unless given. */
  newId?(): string;
  clock?: Clock;
  /** The engine's unless given. */
  advance?: Advance;
  /** Removes what other parts keep of a customer who is erased. */
  forget?(person: Person): Promise<void>;
  /** Whether each turn's trace is kept; true unless given. */
  traces?: boolean;
}

/** Something that happened in the shop. */
export interface ShopEvent {
  /** Key of deduplication. */
  id: string;
  name: string;
  contact: { address?: string; email?: string; phone?: string; externalId?: string };
  data: Vars;
}

export type ShopEventResult =
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
  event(event: ShopEvent): Promise<ShopEventResult>;
  takeOver(conversation: string, who: string): Promise<'stored' | 'unknown'>;
  handBack(conversation: string, who: string): Promise<'stored' | 'unknown'>;
  /** Writes as a person and takes over with it. `id` makes it safe to ask twice. */
  say(conversation: string, who: string, parts: Part[], id?: string): Promise<{ message: string } | 'unknown'>;
  /** Tries a message that failed, is unknown or held once more. */
  resend(message: string): Promise<'queued' | 'unknown' | 'not_possible'>;
  /** Removes a customer and all that is kept of them: see erase.ts. */
  erase(contact: string): Promise<'done' | 'unknown'>;
  /** Changes a conversation's row with a guarded write; null when there is none. `change` may be called again on a conflict. */
  update(conversation: string, change: (row: ConversationRow) => ConversationRow): Promise<ConversationRow | null>;
  readonly contacts: Contacts;
  /** What the provider keeps back of an account (`channel:account`) now, as this process was told. */
  rests(account: string): Pause[];
  /** Begins to take up what an earlier process left: events, timers, calls, messages in doubt. Resolves before that is done: who writes now is served meanwhile. */
  start(): Promise<void>;
  /** Finishes what is in flight, at most `graceMs`; what is left goes on at the next start. */
  stop(graceMs: number): Promise<void>;
  /** Looks at a conversation that others wrote to; resolves when it is at rest here, at the latest after `mostMs`. */
  work(conversation: string, mostMs: number): Promise<void>;
  /** Is there something to do in the conversation now? */
  wants(conversation: string): Promise<boolean>;
  /** Conversations with events that nobody has worked on, at most `limit`. */
  pending(limit: number): Promise<string[]>;
  /** Conversations with messages that could be sent now, at most `limit`. */
  unsent(limit: number): Promise<string[]>;
  /** Resolves when nothing is at work: no event, turn, call or try of sending. */
  idle(): Promise<void>;
  gauges(): Gauges;
}
