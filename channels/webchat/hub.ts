import type { WireMessage } from './browser-message.ts';
import { advance, type Cursor, formatCursor, gapReach, type Numbered, parseCursor, readAfter } from './cursor.ts';

/** A stored message as the reader of history gives it. */
export interface StoredMessage extends Numbered {
  message: WireMessage;
}

/** The stored messages of a visitor in rising order: those with a number above `after`, or the newest when it is null. */
export type History = (user: string, after: number | null, limit: number) => Promise<StoredMessage[]>;

export type HubEvent =
  | { event: 'message'; id: string; data: WireMessage }
  | { event: 'read'; id?: string; data: { at: number } }
  | { event: 'typing' | 'mark'; id?: string; data: Record<string, never> };

/** Target of a stream's events. `send` answers false when the browser does not take them fast enough; then it is closed. */
export interface Sink {
  send(event: HubEvent): boolean;
  /** Resolves when the browser took what was sent, or is gone. What it missed is read from history only as fast as it takes it. */
  ready?(): Promise<void>;
  end(): void;
}

export interface Page {
  messages: WireMessage[];
  cursor: string;
}

/** Connected browsers by visitor. The store is the queue: what a browser missed is read from history when it comes back. */
export interface Hub {
  setHistory(history: History): void;
  /** Shows a message to every browser of the visitor, now or when one connects. */
  deliver(user: string, message: WireMessage): void;
  typing(user: string): void;
  /** A person has read what the visitor wrote until `at`, epoch ms. Told to browsers that are connected, and to those that connect within minutes. */
  read(user: string, at: number): void;
  /** Opens a stream: what came after `cursor` (none: the newest 50), then everything new. The answer closes it. */
  open(user: string, cursor: string | undefined, sink: Sink): () => void;
  /** Returns what is new after `cursor`, waiting for it up to `waitMs`. */
  poll(user: string, cursor: string | undefined, waitMs: number, signal: AbortSignal): Promise<Page>;
  /** Reads the store again where something was handed over, so that cursors move on. Called at each heartbeat. */
  refresh(): void;
  /** Streams open now. */
  size(): number;
  close(): void;
}

interface Handed {
  at: number;
  number: number;
  message: WireMessage;
}

interface Visitor {
  handed: Handed[];
  streams: Set<Stream>;
  waiting: Set<() => void>;
  /** Time until which a person has read, epoch ms. */
  readAt?: number;
}

interface Stream {
  sink: Sink;
  cursor: Cursor | null;
  /** It got something: a browser that missed nothing gets a mark, by which it knows that the store was read. */
  answered: boolean;
  /** One read at a time; `again` asks for one more after it. */
  reading: boolean;
  again: boolean;
  /** Something was handed over since the last read: the store knows its place by now. */
  dirty: boolean;
  closed: boolean;
}

export interface HubOptions {
  /** Ms since any moment, whatever the wall clock is set to. */
  now: () => number;
  /** Names this process in cursors, `[a-z0-9]{1,16}`; different at each start. */
  boot: string;
  /** Messages shown on a first visit. */
  first?: number;
  streamsPerVisitor?: number;
  /** Time (ms) and number for which handed messages are kept for a browser that reconnects before the store says "sent". */
  handedMs?: number;
  handedMax?: number;
  /** Several processes send: every stream is read again at each refresh. */
  shared?: boolean;
  /** Called when a history read fails; the stream is closed and the browser comes back. */
  onError?: (error: unknown) => void;
}

/** Most that is read at once for a browser, in characters of JSON; at least one message. */
const pageChars = 32_000;

/** Makes the hub. It keeps nothing that the store does not have, but for the messages of the last minutes. */
export function createHub(options: HubOptions): Hub {
  const { now, boot, first = 50, streamsPerVisitor = 8, handedMs = 60_000, handedMax = 64, shared = false, onError = () => {} } = options;
  const visitors = new Map<string, Visitor>();
  let history: History = async () => [];
  let counter = 0;
  let sweepAt = 5_000;

  const visitor = (user: string): Visitor => {
    const found = visitors.get(user) ?? { handed: [], streams: new Set(), waiting: new Set() };
    visitors.set(user, found);
    return found;
  };

  const forgetIdle = () => {
    for (const [user, entry] of visitors) {
      entry.handed = entry.handed.filter((item) => item.at > now() - handedMs);
      if (!entry.handed.length && !entry.streams.size && !entry.waiting.size) visitors.delete(user);
    }
    sweepAt = Math.max(5_000, visitors.size * 2);
  };

  /** Reads what history and the handed messages have after `cursor`, as much as goes out at once; `more` when there is more now. */
  const readNew = async (user: string, cursor: Cursor | null): Promise<{ messages: WireMessage[]; cursor: Cursor; more: boolean }> => {
    const limit = cursor ? gapReach * 2 : first;
    const rows = await history(user, cursor && readAfter(cursor), limit);
    const whole = advance(cursor, rows);
    let chars = 0;
    const end = whole.fresh.slice(0, -1).find((row) => {
      chars += JSON.stringify(row.message).length;
      return chars >= pageChars;
    });
    const step = end ? advance(cursor, rows.slice(0, rows.indexOf(end) + 1)) : whole;
    const place = step.cursor;
    const handed = visitors.get(user)?.handed ?? [];
    const known = place.boot === boot ? place.handed : 0;
    const before = new Set(handed.filter((item) => item.number <= known).map((item) => item.message.id));
    const messages = step.fresh.map((row) => row.message).filter((message) => !before.has(message.id));
    if (end || (cursor && rows.length === limit)) return { messages, cursor: place, more: true };
    const inStore = new Set(messages.map((message) => message.id));
    const fresh = handed.filter((item) => item.number > known && !inStore.has(item.message.id)).map((item) => item.message);
    const shown = fresh.length ? await shownBefore(user, place) : null;
    return {
      messages: [...messages, ...fresh.filter((message) => !shown?.has(message.id))],
      cursor: { ...place, boot, handed: handed.at(-1)?.number ?? known },
      more: false,
    };
  };

  /** Messages that a reader at `place` has from the store, of those that may have been handed over too. */
  const shownBefore = async (user: string, place: Cursor): Promise<Set<string>> => {
    const rows = await history(user, null, handedMax);
    return new Set(rows.filter((row) => row.state === 'shown' && row.n <= place.high && !place.gaps.includes(row.n)).map((row) => row.message.id));
  };

  const closeStream = (user: string, stream: Stream) => {
    if (stream.closed) return;
    stream.closed = true;
    visitors.get(user)?.streams.delete(stream);
    stream.sink.end();
  };

  const emit = (user: string, stream: Stream, event: HubEvent) => {
    if (!stream.closed && !stream.sink.send(event)) closeStream(user, stream);
  };

  const pull = async (user: string, stream: Stream): Promise<void> => {
    if (stream.reading) {
      stream.again = true;
      return;
    }
    stream.reading = true;
    try {
      do {
        stream.again = false;
        stream.dirty = false;
        const before = stream.cursor && formatCursor(stream.cursor);
        const result = await readNew(user, stream.cursor);
        const id = formatCursor(result.cursor);
        stream.cursor = result.cursor;
        result.messages.forEach((message, i) => {
          const last = i === result.messages.length - 1;
          emit(user, stream, { event: 'message', id: last ? id : (before ?? ''), data: message });
        });
        if (!result.messages.length && (id !== before || !stream.answered)) emit(user, stream, { event: 'mark', id, data: {} });
        stream.answered = true;
        if (result.more) await stream.sink.ready?.();
        stream.again ||= result.more;
      } while (stream.again && !stream.closed);
    } catch (error) {
      onError(error);
      closeStream(user, stream);
    } finally {
      stream.reading = false;
    }
  };

  return {
    setHistory: (reader) => {
      history = reader;
    },
    deliver(user, message) {
      const entry = visitor(user);
      if (entry.handed.some((item) => item.message.id === message.id)) return;
      counter += 1;
      entry.handed = [...entry.handed, { at: now(), number: counter, message }].slice(-handedMax);
      for (const stream of entry.streams) {
        if (stream.reading || !stream.cursor) {
          stream.again = true;
          continue;
        }
        stream.dirty = true;
        stream.cursor = { ...stream.cursor, boot, handed: counter };
        emit(user, stream, { event: 'message', id: formatCursor(stream.cursor), data: message });
      }
      for (const wake of [...entry.waiting]) wake();
      if (visitors.size > sweepAt) forgetIdle();
    },
    typing(user) {
      for (const stream of visitors.get(user)?.streams ?? []) emit(user, stream, { event: 'typing', data: {} });
    },
    read(user, at) {
      const entry = visitors.get(user);
      if (!entry) return;
      entry.readAt = at;
      for (const stream of entry.streams) emit(user, stream, { event: 'read', data: { at } });
    },
    open(user, cursor, sink) {
      const entry = visitor(user);
      const stream: Stream = { sink, cursor: parseCursor(cursor), answered: false, reading: false, again: false, dirty: false, closed: false };
      entry.streams.add(stream);
      for (const oldest of [...entry.streams].slice(0, -streamsPerVisitor)) closeStream(user, oldest);
      const { readAt } = entry;
      void pull(user, stream).then(() => readAt !== undefined && emit(user, stream, { event: 'read', data: { at: readAt } }));
      return () => closeStream(user, stream);
    },
    async poll(user, text, waitMs, signal) {
      const cursor = parseCursor(text);
      const entry = visitor(user);
      let timer: NodeJS.Timeout | undefined;
      let done = () => {};
      const changed = new Promise<void>((resolve) => {
        done = resolve;
      });
      entry.waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      try {
        let result = await readNew(user, cursor);
        if (cursor && !result.messages.length && !result.more && !signal.aborted) {
          timer = setTimeout(done, waitMs);
          await changed;
          if (!signal.aborted) result = await readNew(user, result.cursor);
        }
        return { messages: result.messages, cursor: formatCursor(result.cursor) };
      } finally {
        clearTimeout(timer);
        entry.waiting.delete(done);
        signal.removeEventListener('abort', done);
      }
    },
    refresh() {
      for (const [user, entry] of visitors) {
        for (const stream of entry.streams) if (stream.dirty || shared) void pull(user, stream);
        if (shared) for (const wake of [...entry.waiting]) wake();
      }
      forgetIdle();
    },
    size: () => [...visitors.values()].reduce((sum, entry) => sum + entry.streams.size, 0),
    close() {
      for (const [user, entry] of visitors) {
        for (const stream of [...entry.streams]) closeStream(user, stream);
        for (const wake of [...entry.waiting]) wake();
      }
    },
  };
}
