import type { Client, Reply, Upload } from './client.ts';
import { pause } from './pause.ts';
import type { Platform, TextStorage } from './platform.ts';

/** A message of the visitor that the server has not taken yet. */
export interface Pending {
  id: string;
  post: Record<string, unknown>;
  /** A file that must be uploaded first; lost when the program ends. */
  file?: Upload;
  text: string;
  at: number;
  /** `later`: it is sent by itself when the shop is heard again. `failed`: nothing happens until the customer asks for it. */
  state: 'sending' | 'later' | 'failed';
  /** Why it was refused for good; a failed file without it broke off, and is sent again after a lost connection. */
  why?: 'tooLarge' | 'badType' | 'full' | 'refused';
}

export interface Outbox {
  add(pending: Omit<Pending, 'state' | 'why'>): void;
  retry(id: string): void;
  /** Takes in whether the shop is heard; each sign of life sends what waits for it. */
  connected(up: boolean): void;
  list(): Pending[];
  /** Sends nothing more; resolves when what is under way was answered. What waits stays in the storage. */
  end(): Promise<Pending[]>;
}

export interface OutboxOptions {
  client: Pick<Client, 'post' | 'upload' | 'full'>;
  platform: Pick<Platform, 'onWake'>;
  storage: TextStorage;
  /** Name under which what waits is kept. */
  key: string;
  /** Another name whose messages are taken over. */
  from?: string;
  /** What waited before, and has files. */
  waited?: readonly Pending[];
  onChange: (pending: Pending, sent: boolean) => void;
}

const maxTries = 6;
/** What the same bytes would meet again. Anything else may be a server that restarts, or the proxy before it. */
export const refusals: Partial<Record<number | 'network', Pending['why']>> = { 400: 'refused', 413: 'tooLarge', 415: 'badType', 422: 'refused' };

/**
 * Sends one after the other, so that the order stays; a message with a file joins when its file is uploaded, so that lines written
 * after it need not wait. A try that failed is made again with the same id, so that the server takes it once; after `maxTries` it
 * is made once at each sign of life of the shop. A file costs its sender more: on a connection that works, it is not uploaded again
 * and again unasked. What waits and has no file to upload survives a reload of the page.
 */
export function createOutbox({ client, platform, storage, key, from, waited = [], onChange }: OutboxOptions): Outbox {
  let waiting = [...waited];
  let up = true;
  let ended = false;
  let posting: Promise<unknown> = Promise.resolve();
  for (const name of from === undefined ? [key] : [from, key])
    for (const pending of keptAt(storage, name)) if (!waiting.some(({ id }) => id === pending.id)) waiting.push(pending);

  const kept = () => JSON.stringify(waiting.filter((pending) => !pending.file));
  const save = () => ended || storage.set(key, kept());
  if (from !== undefined) {
    save();
    storage.set(from, '');
  }
  const change = (pending: Pending, state: Pending['state'], why?: Pending['why']) => {
    Object.assign(pending, { state, why });
    save();
    onChange(pending, false);
  };

  /** Does one after the other of what is `mine`, each until it is not mine any more. Unless `asked` by the customer, it rests as long as the server wished. */
  const lane = (mine: (pending: Pending) => boolean, attempt: (pending: Pending) => Promise<Reply>) => {
    const mineNow = () => waiting.filter((pending) => pending.state !== 'failed' && mine(pending));
    let running = false;
    let restUntil = 0;
    return async (asked: boolean) => {
      if (running || (!asked && Date.now() < restUntil)) return;
      running = true;
      let tries = 0;
      for (let [next] = mineNow(); next && !ended; [next] = mineNow()) {
        const reply = await attempt(next);
        tries += 1;
        if (reply.ok) {
          tries = 0;
          continue;
        }
        const full = reply.status === 507;
        const why = full && next.file && !client.full() ? 'full' : refusals[reply.status];
        if (why) {
          tries = 0;
          change(next, 'failed', why);
        } else if (full || next.state === 'later' || tries >= maxTries) {
          restUntil = full ? 0 : Date.now() + reply.waitMs;
          for (const other of mineNow()) {
            const state = other.file && up && !full ? 'failed' : 'later';
            // What is told already is not told again: a screen reader would read it out each time.
            if (other.state !== state) change(other, state);
          }
          break;
        } else await pause(Math.max(reply.waitMs, Math.min(10_000, 400 * 2 ** tries)), platform);
      }
      running = false;
    };
  };
  const send = lane(
    ({ file }) => !file,
    async (pending) => {
      const post = client.post('messages', { ...pending.post, id: pending.id });
      posting = post;
      const reply = await post;
      if (reply.ok) {
        waiting = waiting.filter((other) => other !== pending);
        // Nothing is kept of it, even when this is over meanwhile.
        storage.set(key, kept());
        onChange(pending, true);
      }
      return reply;
    },
  );
  const upload = lane(
    ({ file }) => Boolean(file),
    async (pending) => {
      const reply = await client.upload(pending.file as Upload);
      if (reply.ok) {
        pending.post = { ...pending.post, media: [reply.body] };
        pending.file = undefined;
        save();
        void send(false);
      }
      return reply;
    },
  );
  const run = (asked: boolean) => {
    if (ended) return;
    void send(asked);
    void upload(asked);
  };

  const forget = platform.onWake(() => run(false));
  if (waiting.length) setTimeout(() => run(false), 0);
  const outbox: Outbox = {
    add(entry) {
      const pending: Pending = { ...entry, state: 'sending' };
      waiting.push(pending);
      change(pending, 'sending');
      run(true);
    },
    retry(id) {
      for (const pending of waiting) if (pending.id === id) change(pending, 'sending');
      run(true);
    },
    connected(now) {
      up = now;
      if (up) run(false);
      else for (const pending of waiting) if (pending.state === 'failed' && pending.file && !pending.why) change(pending, 'later');
    },
    list: () => waiting,
    async end() {
      save();
      ended = true;
      forget();
      await posting;
      return waiting;
    },
  };
  return outbox;
}

function keptAt(storage: TextStorage, name: string): Pending[] {
  try {
    const kept: unknown = JSON.parse(storage.get(name) || '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
