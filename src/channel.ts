/** The contract that a channel fulfils. A channel is one folder `channels/<name>/` with index.ts, decode.ts, encode.ts, fixtures/ and README.md. */

import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { CallSignal, ChannelCalls } from './channel-calls.ts';
import type { ErrorCode } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Address, InboundEvent, Media, MessageClass, OutboundMessage } from './message.ts';

/** Features and limits of a channel. Every limit of a provider stands here and nowhere else. */
export interface Capabilities {
  /** Shown in the README's table. */
  official: boolean;
  /** `max` counted in `unit`: UTF-16 code units or UTF-8 bytes. */
  text: { max: number; unit: 'chars' | 'bytes'; caption: number };
  /** Buttons up to `buttons`, else a list up to `list`, else numbered text; 0 = the channel has none. Label lengths in characters. */
  choices: {
    buttons: number;
    buttonLabel: number;
    list: number;
    listLabel: number;
    /** Room for a row's description in a list; 0 unless given, then descriptions go into the body. */
    listDescription?: number;
    /** Longest text that can carry buttons or a list, in `text.unit`; `text.max` unless given. */
    body?: number;
    /** Longest text, in characters, that can stand between a picture and buttons in one message; 0 unless given: then the picture goes ahead. */
    picture?: number;
  };
  /** Largest size in bytes of each kind that can be sent; 0 = cannot, becomes caption + link. */
  media: { image: number; audio: number; video: number; file: number };
  cards: boolean;
  place: boolean;
  /** Receipts that the provider sends for our messages. A kind that is missing is shown as "n/a", never as 0 %. */
  receipts: readonly ('sent' | 'delivered' | 'read' | 'failed')[];
  /**
   * Reply window: time after the customer's last message in which free text may be sent, ms, and the number of messages; null = no window. An event
   * may open another one.
   */
  window: { ms: number; messages?: number } | null;
  /** The provider refuses a second send with the same key, so that a message in doubt can be sent again. */
  idempotentSend: boolean;
  /** Messages per second for the account, and per conversation with a burst; used by the outbox. */
  rate: { account: number; conversation: number; burst: number };
  /** True when the shop may write first, without an earlier message of the customer. */
  proactive: boolean;
  /** Shows the questions of a form together (`OutboundMessage.form`). */
  forms?: true;
  /** The user of an address may be a phone number (country code first, digits alone), and a template may be the first message to it. */
  byNumber?: true;
  /** Pictures that were chosen together arrive as messages of their own, and nothing says that they belong together. */
  pictures?: 'apart';
  /** Largest webhook that the provider sends, bytes. The server's own limit unless given. */
  webhook?: number;
}

/** One request in the provider's own shape; a message becomes one or more of them, sent in order. */
export interface ProviderRequest {
  /** HTTP verb and path, or the library's method name. */
  method: string;
  path: string;
  body: unknown;
  /** Files that go with it, by field name. */
  media?: Record<string, Media>;
}

/** A failed send, in our words. `retryable` and texts come from the table in errors.ts. */
export interface SendFailure {
  code: ErrorCode;
  /** The provider asked for this pause, ms. */
  retryAfterMs?: number;
  /**
   * Scope of the pause: this customer (default), everybody of the account, or only promotions of the account. With `account` and `promotions` the
   * message is kept and tried again after the pause, whatever the code; the reason is shown to the merchant.
   */
  scope?: 'customer' | 'promotions' | 'account';
  /** The customer has refused marketing at the provider: goes into the ledger of consent. */
  refusedMarketing?: true;
  /** The provider's words, secrets removed; at most 300 characters. */
  detail?: string;
  /** Certain that nothing reached the provider (connection refused, name not found), so that even a promotion may be tried again. */
  notTaken?: true;
}

export type SendResult =
  /** `ref`: the provider's id of the message, for receipts. `free`: it does not count towards the ration of the reply window. */
  { ok: true; ref?: string; free?: true } | { ok: false; failure: SendFailure };

/** Request to `/hooks/:channel/:account`, before anything is parsed. */
export interface HookRequest {
  method: 'GET' | 'POST';
  /** Query string without the leading `?`. */
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface HookReply {
  status?: number;
  type: string;
  body: string;
  /** Called once with whether the whole answer was written, or the connection had ended before. For an answer that carries a message of ours. */
  written?(whole: boolean): void;
}

/**
 * `ok: false` becomes 401 or 400. `reply` replaces the default empty 200. `answer` is asked once the events are stored, for a reply that has
 * to wait for the turn (it must resolve, in the provider's time), or to begin what the webhook only announced.
 */
export type HookOutcome =
  | { ok: true; events: InboundEvent[]; reply?: HookReply; answer?: () => HookReply | undefined | Promise<HookReply | undefined> }
  | HookRefusal;

export interface HookRefusal {
  ok: false;
  /** `time`: signed right, but too far from our clock. */
  reason: 'signature' | 'time' | 'verify_token' | 'malformed' | 'no_secret';
}

export type HealthState = 'starting' | 'need_qr' | 'authenticating' | 'ready' | 'degraded' | 'logged_out' | 'banned' | 'failed' | 'stopped';
export interface Health {
  state: HealthState;
  detail?: string;
}

/**
 * Values that an account keeps between starts, the same for all processes: cursors, access tokens, ids of uploaded files. Sealed with a key made from
 * the account's secrets, so that a copy of the database gives no access.
 */
export interface ChannelMemory {
  /** Null when it was never set or its time is over. */
  get(key: string): Promise<string | null>;
  /** `value` up to 64 KB. With `ttlMs` it is gone after that time. */
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  /** Runs `work` while no one else, in whatever process, runs work of this account under the same key. Rejects as `work` does. */
  alone<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Context that the program gives to a channel. */
export interface ChannelContext {
  account: string;
  /** The channel's validated settings, secrets included. Never log them. */
  settings: Readonly<Record<string, string>>;
  /** The section `channels.<name>` of the config file, as the module's `options` schema gave it; its defaults when there is none. */
  options: unknown;
  memory: ChannelMemory;
  /** Says something to the same account in every other process; best effort. */
  tell(text: string): void;
  /** Receives what the same account says in other processes. */
  hear(heard: (text: string) => void): void;
  /** True when other processes serve this account too. */
  shared: boolean;
  /** Tells whether messages of other processes arrive now. When they do not, their changes are found in the store only. */
  hears(): boolean;
  /** A folder of the account's own on the data volume, for what a library insists to keep in files. Made when it is first needed, by the channel. */
  folder: string;
  /** Public URL of the shop, no trailing slash; undefined when not configured. */
  publicUrl?: string;
  /** Stores the events durably (duplicates included, which are dropped); resolves when they may be acknowledged. */
  receive(events: InboundEvent[]): Promise<void>;
  /** Bytes of a media item of ours. */
  media(media: Media): Promise<{ bytes: Buffer; mime: string; name?: string }>;
  /** Where calls of the channel's own kind are on: takes what its webhooks tell of them (rejects until it is stored), and knows when the shop is open. */
  calls?: { heard(signals: readonly CallSignal[]): Promise<void>; zone: string; hours?: CallHours };
  log: Logger;
  now(): number;
}

/** Opening hours by weekday, as the shop's settings have them, and the dates on which it is closed. */
export type CallHours = Partial<Record<'sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat', readonly string[]>> & { closed?: readonly string[] };

/** Context that `decode` gets besides the raw input. */
export interface DecodeContext {
  account: string;
  now: number;
  settings?: Readonly<Record<string, string>>;
}

export interface EncodeContext {
  account: string;
  publicUrl?: string;
}

export interface Channel {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Verifies the raw bytes in constant time (closed when no secret is set) and decodes. Pure and total: never throws. */
  hook?(request: HookRequest, now: number): HookOutcome;
  /** Refuses what address and headers show to be forged, before the body is read; null when the body has to be seen. Pure and total. */
  hookHead?(request: Omit<HookRequest, 'body'>, now: number): HookRefusal | null;
  /** Pure. */
  encode(message: OutboundMessage): ProviderRequest[];
  /** Sends one request. Never throws: a failure is a result. `key` is unique for this request and the same at every try. */
  send(request: ProviderRequest, to: Address, key: string, kind?: MessageClass): Promise<SendResult>;
  /** Starts what listens on its own (polling, browser). In one process at a time for each account. Resolves at once; health() gives the state. */
  start(): Promise<void>;
  /** Takes in nothing more; resolves when what was taken in is stored. */
  stop(): Promise<void>;
  health(): Health;
  /** The bytes of something that a customer sent. */
  download?(media: Media): Promise<{ bytes: Buffer; mime: string; name?: string }>;
  /**
   * Reports that the shop works on an answer: shows "typing ..." and marks the customer's message `event` (its provider id) as read; best effort,
   * never rejects.
   */
  typing?(to: Address, event: string): Promise<void>;
  /**
   * Syncs the owner, where the provider keeps a state of its own: a person of the shop took the conversation, or the bot has it again. Asked again
   * when it rejects.
   */
  handover?(to: Address, owner: 'bot' | 'person'): Promise<void>;
  /**
   * Returns the code that the merchant scans or types to link the account; null when nothing is asked for now. A credential: never logged. `at`: when it
   * came, `until`: how long the provider takes it, about, epoch ms; a new one comes by itself.
   */
  pairing?(): { qr?: string; code?: string; at: number; until?: number } | null;
  /**
   * Number of people to whom promotions may go first in 24 hours: as the provider has `granted` it (Infinity: without limit; unset: it has not said), and
   * the merchant's `own` bound.
   */
  newPeople?(): { granted?: number; own?: number };
  /**
   * Makes a link that opens a chat with the account, and hands over `source` when a customer comes by it (as `referral` of an event). The same source again
   * gives a link that is as good. Never rejects; `detail` is for the merchant.
   */
  entrance?(source: string): Promise<{ ok: true; url: string } | { ok: false; detail?: string | undefined }>;
  /** The templates that the provider has approved, newest state known. */
  templates?(): readonly ProviderTemplate[];
  /** Calls of the channel's own kind, where they are on. */
  readonly calls?: ChannelCalls;
}

/** A message template as the provider has it. */
export interface ProviderTemplate {
  name: string;
  /** BCP 47 or the provider's own code. */
  lang: string;
  status: 'approved' | 'pending' | 'rejected' | 'paused' | 'disabled';
  category: 'marketing' | 'utility' | 'authentication' | 'other';
  /** Names or numbers of its variables, in order. */
  params: readonly string[];
}

/** Default export of `channels/<name>/index.ts`. */
export interface ChannelModule {
  name: string;
  capabilities: Capabilities;
  /** Begins the names of the variables of account `main`; the channel's name in capitals and `_` unless given. */
  prefix?: string;
  /**
   * `env` is the variable's name after the prefix, or the whole name where it is `global`. A part of the needed ones set is an error; a channel
   * that needs none is always on. `problem`: what to write instead of a value that is refused; null for one that is taken. `form`: how the
   * provider writes it, to find one that was cut or mixed up before customers do. A channel makes them with `variablesOf` of its settings.
   */
  settings: {
    env: string;
    global?: true;
    key: string;
    need: 'required' | 'optional';
    secret: boolean;
    problem?(value: string): { en: string; zh: string } | null;
    form?: { pattern: RegExp; about: { en: string; zh: string } };
    about: { en: string; zh: string };
  }[];
  /** Schema of `channels.<name>` in the config file; every field has a default and a description (`meta({ description, zh })`). */
  options?: z.ZodType;
  /**
   * Placement when several processes share the work. By default one of them starts the channel and all of them send. `attached`: only the process
   * that started it sends (a browser, a connection of its own). `everywhere`: each process starts it.
   */
  runs?: 'attached' | 'everywhere';
  /**
   * Address of the provider, which `doctor` tries from this machine and the README's table shows; absent where there is no provider, or the merchant
   * chooses it. `setting`: the key of the setting that names another address. `blocked`: mainland China does not let it through.
   */
  provider?: { root: string; setting?: string; blocked?: true };
  /** Risk to the shop's account, in a few words, for the README's table. */
  riskSummary: { en: string; zh: string };
  /** Shown where the merchant switches it on: what it risks. */
  risk?: { en: string; zh: string };
  create(context: ChannelContext): Promise<Channel>;
}
