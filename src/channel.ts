/** The contract that a channel fulfils. A channel is one folder `channels/<name>/` with index.ts, decode.ts, encode.ts, fixtures/ and README.md. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from './errors.ts';
import type { Address, InboundEvent, Media, OutboundMessage } from './message.ts';

/** What the channel can do and what it forbids. Every limit of a provider stands here and nowhere else. */
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
  };
  /** Largest size in bytes of each kind that can be sent; 0 = cannot, becomes caption + link. */
  media: { image: number; audio: number; video: number; file: number };
  cards: boolean;
  place: boolean;
  /** What the provider reports of our messages. What is missing is shown as "n/a", never as 0 %. */
  receipts: readonly ('sent' | 'delivered' | 'read' | 'failed')[];
  /** How long after the customer's last message free text may be sent, ms, and how many messages; null = no window. */
  window: { ms: number; messages?: number } | null;
  /** The provider refuses a second send with the same key, so that a message in doubt can be sent again. */
  idempotentSend: boolean;
  /** Messages per second for the account, and per conversation with a burst; used by the outbox. */
  rate: { account: number; conversation: number; burst: number };
  /** May the shop write first, without an earlier message of the customer? */
  proactive: boolean;
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
  /** The provider's words, secrets removed; at most 300 characters. */
  detail?: string;
  /** Certain that nothing reached the provider (connection refused, name not found), so that even a promotion may be tried again. */
  notTaken?: true;
}

export type SendResult = { ok: true /** Provider id of the message, for receipts. */; ref?: string } | { ok: false; failure: SendFailure };

/** What arrived at `/hooks/:channel/:account`, before anything was parsed. */
export interface HookRequest {
  method: 'GET' | 'POST';
  /** Without the leading `?`. */
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** `ok: false` becomes 401; `reply` replaces the default empty 200. `done` runs after the events are stored. */
export type HookOutcome =
  | { ok: true; events: InboundEvent[]; reply?: { status?: number; type: string; body: string } }
  | { ok: false; reason: 'signature' | 'malformed' | 'no_secret' };

export type HealthState = 'starting' | 'need_qr' | 'authenticating' | 'ready' | 'degraded' | 'logged_out' | 'banned' | 'failed' | 'stopped';
export interface Health {
  state: HealthState;
  detail?: string;
}

export interface Logger {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** What the program gives to a channel. */
export interface ChannelContext {
  account: string;
  /** The channel's validated settings, secrets included. Never log them. */
  settings: Readonly<Record<string, string>>;
  /** Where the shop is reached from outside, no trailing slash; undefined when not configured. */
  publicUrl?: string;
  /** Stores the events durably (duplicates included, which are dropped); resolves when they may be acknowledged. */
  receive(events: InboundEvent[]): Promise<void>;
  /** Bytes of a media item of ours. */
  media(media: Media): Promise<{ bytes: Buffer; mime: string; name?: string }>;
  log: Logger;
  now(): number;
}

/** What `decode` may know besides the raw input. */
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
  /** Pure. */
  encode(message: OutboundMessage): ProviderRequest[];
  /** Sends one request. Never throws: a failure is a result. `key` is unique for this request and the same at every try. */
  send(request: ProviderRequest, to: Address, key: string): Promise<SendResult>;
  /** Starts what listens on its own (polling, browser). Resolves at once; state is told by health(). */
  start(): Promise<void>;
  /** Takes in nothing more; resolves when what was taken in is stored. */
  stop(): Promise<void>;
  health(): Health;
  /** The bytes of something that a customer sent. */
  download?(media: Media): Promise<{ bytes: Buffer; mime: string; name?: string }>;
  /** Shows "typing ..."; best effort. */
  typing?(to: Address): Promise<void>;
}

/** What `channels/<name>/index.ts` exports as default. */
export interface ChannelModule {
  name: string;
  capabilities: Capabilities;
  /** Begins the names of the variables of account `main`; the channel's name in capitals and `_` unless given. */
  prefix?: string;
  /** `env` is the variable's name after the prefix. A part of the needed ones set is an error; a channel that needs none is always on. */
  settings: { env: string; key: string; need: 'required' | 'optional'; secret: boolean; about: { en: string; zh: string } }[];
  create(context: ChannelContext): Promise<Channel>;
}
