/** Everything that the program keeps, declared once. A new kind of row is a type, a line in `collections`, and a case in tests/contract/store.ts. */
import type { EngineEvent, Trace } from '../engine/model/engine-turn.ts';
import type { RunAbout, Session } from '../engine/model/session.ts';
import type { ErrorCode } from '../errors.ts';
import type { Vars } from '../json.ts';
import type { Address, AnswerForm, InboundEvent, Interpreted, MessageClass, OutboundMessage, Part, Profile, TemplateUse } from '../message.ts';
import type { ConsentPurpose } from './consent-purposes.ts';
import type { DayTally } from './conversation-days.ts';
import type { Later } from './planned-act.ts';
import type { CollectionSpec, Row } from './store.ts';
import type { UnansweredRow } from './unanswered-row.ts';

/** A message of ours on its way. It leaves the conversation's row when it is sent or given up. */
export interface OutboxItem {
  message: OutboundMessage;
  /** queued: not tried yet. sending: a try may have begun in the process whose instance id is `boot`. held: waits for `at` (gate, back-off). */
  state: 'queued' | 'sending' | 'held';
  /** Number of its provider requests that were sent. */
  done: number;
  refs: string[];
  /** Tries that count towards giving it up: those that may have arrived, or failed while the channel served others. */
  tries: number;
  /** All tries that failed, for the pause before the next, and when the last one did. */
  failed?: { times: number; at: number };
  /** Earliest time to send it, epoch ms. */
  at: number;
  /** Time at which `at` was decided, epoch ms. */
  set?: number;
  /** Time at which it was written, epoch ms: a message that was not sent for too long is given up. */
  since?: number;
  boot?: string;
  /** A try was in doubt and it was sent again: it may have arrived twice. */
  doubled?: true;
  reason?: ErrorCode;
  /** Run that wrote it, so that stopping a flow can withdraw it. */
  run?: string;
  /** Events that withdraw it even when its run is over. */
  stopOn?: string[];
  /** Subject of that run. */
  about?: RunAbout;
  /** True when it blocks nothing behind it while it is held: a promotion that the provider holds back. */
  aside?: true;
  /** The provider said that the reply window is closed: goes out as its template. */
  asTemplate?: true;
  /** Number of earlier rounds in which it was sent and failed afterwards: each round is a try of its own, with a key of its own. */
  round?: number;
  /** The conversation that it was moved from; it is not moved again. */
  movedFrom?: string;
}

/** A call that a stored turn asked for and that has not answered yet. Made again after a crash, with the same id as idempotency key. */
export interface PendingCall {
  id: string;
  run: string;
  name: string;
  args: Vars;
  mode: 'reads' | 'does';
  timeoutMs: number;
  busy?: string;
  /** Process that makes it. */
  boot?: string;
}

export const conversationStates = ['open', 'handoff', 'closed'] as const;

/** Flows that a broadcast names: for the reply to its message, and for buttons under it, by their number from 0. */
export interface BroadcastFlows {
  name?: string;
  buttons?: Readonly<Record<string, string>>;
}

/** One conversation is one row, so that one atomic write is state, deduplication, outbox and timers together. */
export interface ConversationRow extends Row, Later {
  address: Address;
  contact: string;
  session: Session;
  /** `bot`, or the name of the person who has it. */
  owner: string;
  state: (typeof conversationStates)[number];
  /** Ids of inbox rows that were worked on and may not be marked done yet; a ring. */
  seen: string[];
  outbox: OutboxItem[];
  calls: PendingCall[];
  /** `set`: when it was set, epoch ms; none for a timer that waits for a date. */
  timers: { id: string; at: number; set?: number }[];
  /** Earliest moment when outbox or timers need work, epoch ms; undefined: nothing. */
  due?: number;
  /** Number of the last message; messages are numbered from 1. */
  messages: number;
  /** Last message of the customer, epoch ms: the reply window's clock. 0: never. */
  lastInAt: number;
  /** Since when the customer waits for a person's answer, epoch ms; only while people have the conversation. */
  waits?: number;
  /** Proactive and reply messages sent since `lastInAt`, for rationed channels; what the provider says is free does not count. */
  sentSince: number;
  /** The reply window that the customer's last event opened, where it is not the channel's usual one. */
  window?: { ms: number; messages?: number };
  /** Owner as last synced with the provider, on channels that keep that state; `bot` unless set. */
  told?: 'bot' | 'person';
  /** Pending sync of the owner with the provider: next try at `at`, epoch ms, after so many that failed. */
  tell?: { at: number; tries: number };
  reachable: boolean;
  /** The album that was worked on last: what still comes of it is no new message. */
  album?: string;
  /** The broadcast's message that went out last: its key, and when, epoch ms. A reply in the days after it is one to it. */
  broadcast?: { key: string; at: number; flow?: BroadcastFlows };
  /** What happened in it on the day of its last turn, for the reports. */
  today?: DayTally;
  lastAt: number;
  /** Last text, for lists; at most 200 characters. */
  preview: string;
  createdAt: number;
}

/** Event that enters a conversation: from a channel, or from elsewhere. */
export type InboxEvent =
  | InboundEvent
  | { type: 'engine'; event: EngineEvent }
  | { type: 'staff'; who: string; action: 'take' | 'back' | 'say' | 'close' | 'lose'; id: string; parts?: Part[]; template?: TemplateUse }
  /** A message that could not be sent in conversation `origin`, and goes out here. */
  | { type: 'moved'; origin: string; message: OutboundMessage; stopOn?: string[]; about?: RunAbout; since?: number }
  /** The provider says that the customer refused marketing there; `words` name its answer. */
  | { type: 'refused'; words: string }
  /** A message of a broadcast; its key tells the recipient. */
  | { type: 'broadcast'; message: OutboundMessage; stopOn?: string[]; flow?: BroadcastFlows };

/** Every event once: `_id` is `channel:account:provider id`. */
export interface InboxRow extends Row {
  conversation: string;
  /** Order of arrival; rises within a process, microseconds. */
  seq: number;
  at: number;
  event: InboxEvent;
  /** The conversation's id until the event was worked on; then removed, which takes it out of the index. */
  pending?: string;
}

export type MessageStatus = 'received' | 'queued' | 'sending' | 'held' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'withdrawn' | 'moved';

export interface MessageRow extends Row, Interpreted {
  conversation: string;
  n: number;
  at: number;
  direction: 'in' | 'out';
  /** `customer`, `bot` or the name of a person. */
  author: string;
  parts: Part[];
  choices?: string[];
  /** Tokens of the choices, in the same order: a channel of ours can show its buttons again. */
  tokens?: string[];
  many?: true;
  form?: AnswerForm;
  template?: TemplateUse;
  class?: MessageClass;
  status: MessageStatus;
  reason?: ErrorCode;
  detail?: string;
  /** Provider's id (the last one when it took several requests). Of a message that replaces another: see `versionsOf` in runtime/versions.ts. */
  ref?: string;
  doubled?: true;
  /** The conversation where it went out instead, while status is moved; and on the other side the one that it came from. */
  movedTo?: string;
  movedFrom?: string;
  /** Number of times it went out again because the provider reported a failure after it had taken it. */
  round?: number;
  /** Set only while status is failed, unknown or held: what the outbox page lists. */
  trouble?: 'failed' | 'unknown' | 'held';
  /** The message as it was to be sent, so that it can be sent again. Set with `trouble` once it left the outbox. */
  undelivered?: OutboundMessage;
}

/** What finds a contact; the more certain first. */
export interface ContactKey {
  /** Conversation id. */
  address?: string;
  email?: string;
  phone?: string;
  externalId?: string;
}

export interface ContactRow extends Row {
  name?: string;
  lang?: string;
  email?: string;
  phone?: string;
  externalId?: string;
  /** Fields that came from a flow: anybody can type another's, so nobody is found by them. */
  told?: ('email' | 'phone')[];
  tags: string[];
  vars: Vars;
  /** `personal`: recommendations by what they bought; they come unless refused. */
  consent: { marketing?: boolean; service?: boolean; review?: boolean; personal?: boolean };
  /** Conversation ids of its addresses; the most recently used first. */
  addresses: string[];
  /** Those of its addresses that cannot be written to now: blocked, left. */
  unreachable?: string[];
  /** Channel code, ad or link by which they came first, and by which they came last. */
  came?: string;
  cameLast?: string;
  /** IANA zone when known. */
  zone?: string;
  /** Times at which promotions were sent, epoch ms, newest last, at most 50: for the frequency cap. */
  promos: number[];
  /** Set when it was merged into another contact. */
  mergedInto?: string;
  /** Values that the other contact got by that merge, so that it can be taken back. */
  gave?: { tags: string[]; vars: string[]; fields: string[] };
  /** Contacts that the shop has said are other people: nothing merges them by itself. */
  apart?: string[];
  /** Phone number that a provider has verified to be theirs, with a leading plus. */
  verifiedPhone?: string;
  profile?: Profile;
  createdAt: number;
  seenAt: number;
}

/** The ledger of consent: a row for each change, never edited. */
export interface ConsentRow extends Row {
  contact: string;
  at: number;
  purpose: ConsentPurpose;
  granted: boolean;
  /** Words that the customer was shown or wrote. */
  words: string;
  /** Version of those words, where they are kept apart. */
  version?: string;
  /** Place of the proof: a file and row, a form, a recording. */
  evidence?: string;
  /** Person of the shop who entered it. */
  by?: string;
  /** Conversation, `api`, `import` or provider. */
  source: string;
}

/** Source of every flow and FAQ version that a run may need; `_id` is `name@version`. */
export interface FlowVersionRow extends Row {
  name: string;
  version: string;
  file: string;
  source: string;
  at: number;
}

export interface TraceRow extends Row {
  conversation: string;
  at: number;
  trace: Trace;
  /** Duration of the turn, ms. */
  ms: number;
  effects: { type: string; id: string; summary: string }[];
}

/** A count that flows and reports need: `track`, ratings, sales that followed a message. */
export interface TrackRow extends Row {
  name: string;
  conversation: string;
  contact: string;
  at: number;
  data: Vars;
}

/** Notice for the shop's people: from `notify`, or of a conversation that waits for a person. */
export interface NoticeRow extends Row {
  conversation: string;
  /** Team or person as the flow names it; `team` unless it does. */
  to: string;
  text: string;
  at: number;
  /** Set until somebody has read it. */
  unread?: 1;
}

/** A piece of a media file where several machines share the store; `_id` is `file:number`. */
export interface MediaPartRow extends Row {
  /** Base64. */
  data: string;
  /** Number of pieces of the file. */
  of: number;
}

/** Small things that must survive: the admin token's hash, cursors, schedule marks. */
export interface SettingRow extends Row {
  value: unknown;
}

/** A link that opens a chat and brings a source with it; `_id` is `channel:account.source`. */
export interface SourceLinkRow extends Row {
  source: string;
  name?: string;
  channel: string;
  url: string;
  createdAt: number;
}

export interface MediaRow extends Row {
  mime: string;
  bytes: number;
  name?: string;
  at: number;
  /** File name under DATA_DIR/media. */
  file: string;
}

/** Lists by time name all states they want: every turn moves the row in this index, and a second one for all states would double that. */
export const conversations: CollectionSpec<ConversationRow> = {
  name: 'conversations',
  indexes: [{ fields: ['due'] }, { fields: ['state', 'lastAt'] }, { fields: ['contact'] }, { fields: ['waits'] }, { fields: ['later'] }],
};
export const inbox: CollectionSpec<InboxRow> = {
  name: 'inbox',
  indexes: [{ fields: ['pending', 'seq'] }],
  ttlField: 'at',
  keepWhileSet: 'pending',
  hotFields: ['pending'],
};
export const messages: CollectionSpec<MessageRow> = {
  name: 'messages',
  indexes: [{ fields: ['conversation', 'n'] }, { fields: ['ref'] }, { fields: ['trouble', 'at'] }],
  ttlField: 'at',
  hotFields: ['status', 'ref'],
};
export const contacts: CollectionSpec<ContactRow> = {
  name: 'contacts',
  indexes: [
    { fields: ['email'] },
    { fields: ['phone'] },
    { fields: ['externalId'] },
    { fields: ['mergedInto'] },
    { fields: ['verifiedPhone'] },
    { fields: ['seenAt'] },
  ],
};
export const consents: CollectionSpec<ConsentRow> = { name: 'consents', indexes: [{ fields: ['contact', 'at'] }] };
export const flowVersions: CollectionSpec<FlowVersionRow> = { name: 'flow_versions', indexes: [{ fields: ['name', 'at'] }] };
export const traces: CollectionSpec<TraceRow> = { name: 'traces', indexes: [{ fields: ['conversation', 'at'] }], ttlField: 'at' };
export const tracks: CollectionSpec<TrackRow> = { name: 'tracks', indexes: [{ fields: ['name', 'at'] }, { fields: ['contact', 'at'] }] };
export const notices: CollectionSpec<NoticeRow> = {
  name: 'notices',
  indexes: [{ fields: ['unread', 'at'] }, { fields: ['at'] }],
  ttlField: 'at',
  keepWhileSet: 'unread',
};
export const unanswered: CollectionSpec<UnansweredRow> = {
  name: 'unanswered',
  indexes: [{ fields: ['at'] }, { fields: ['conversation'] }, { fields: ['contact'] }],
  ttlField: 'at',
};
export const sourceLinks: CollectionSpec<SourceLinkRow> = { name: 'source_links', indexes: [] };
export const settings: CollectionSpec<SettingRow> = { name: 'settings', indexes: [] };
export const mediaParts: CollectionSpec<MediaPartRow> = { name: 'media_parts', indexes: [] };
export const media: CollectionSpec<MediaRow> = { name: 'media', indexes: [{ fields: ['at'] }], ttlField: 'at' };
