import type { Client, Reply } from './client.ts';
import { remember } from './client.ts';
import { pause } from './pause.ts';

/** A message of the visitor that the server has not taken yet. */
export interface Pending {
  id: string;
  post: Record<string, unknown>;
  /** A file that must be uploaded first; lost when the page is reloaded. */
  file?: File;
  text: string;
  at: number;
  state: 'sending' | 'failed';
  /** With `full` it may be tried again later. */
  why?: 'tooLarge' | 'badType' | 'full';
}

export interface Outbox {
  add(pending: Omit<Pending, 'state'>): void;
  retry(id: string): void;
  list(): Pending[];
}

const key = 'zhanggui.pending';
const maxTries = 6;

/**
 * Sends one after the other, so that the order stays; a message with a file joins when its file is uploaded, so that lines written
 * after it need not wait. A try that failed is made again with the same id, so that the server takes it once. What waits and has
 * no file to upload survives a reload of the page.
 */
export function createOutbox(client: Client, onChange: (pending: Pending, sent: boolean) => void): Outbox {
  let waiting: Pending[] = [];
  try {
    waiting = JSON.parse(remember(key, undefined, 'sessionStorage') ?? '[]');
  } catch {}

  const save = () => remember(key, JSON.stringify(waiting.filter((pending) => !pending.file)), 'sessionStorage');
  const settle = (pending: Pending, state: 'sent' | 'failed') => {
    if (state === 'sent') waiting = waiting.filter((other) => other !== pending);
    else pending.state = state;
    save();
    onChange(pending, state === 'sent');
  };

  /** Does one after the other of what is `mine`, each until it is not mine any more. */
  const lane = (mine: (pending: Pending) => boolean, attempt: (pending: Pending) => Promise<Reply>) => {
    const mineNow = () => waiting.filter((pending) => pending.state === 'sending' && mine(pending));
    let running = false;
    return async () => {
      if (running) return;
      running = true;
      let tries = 0;
      for (let [next] = mineNow(); next; [next] = mineNow()) {
        const reply = await attempt(next);
        if (reply.ok) {
          tries = 0;
          continue;
        }
        const full = reply.status === 507;
        const passing = typeof reply.status === 'string' || (reply.status >= 500 && !full) || reply.status === 429 || reply.status === 401;
        if (passing && ++tries < maxTries) {
          await pause(Math.max(reply.waitMs, Math.min(10_000, 400 * 2 ** tries)));
          continue;
        }
        tries = 0;
        if (reply.status === 413) next.why = 'tooLarge';
        if (reply.status === 415) next.why = 'badType';
        if (full) next.why = 'full';
        settle(next, 'failed');
        if (passing) for (const other of mineNow()) settle(other, 'failed');
      }
      running = false;
    };
  };
  const send = lane(
    ({ file }) => !file,
    async (pending) => {
      const reply = await client.post('messages', { ...pending.post, id: pending.id });
      if (reply.ok) settle(pending, 'sent');
      return reply;
    },
  );
  const upload = lane(
    ({ file }) => Boolean(file),
    async (pending) => {
      const reply = await client.post('media', pending.file, pending.file?.name);
      if (reply.ok) {
        pending.post = { ...pending.post, media: [reply.body] };
        pending.file = undefined;
        save();
        void send();
      }
      return reply;
    },
  );
  const run = () => {
    void send();
    void upload();
  };

  const again = (pending: Pending) => {
    if (pending.why && pending.why !== 'full') return;
    pending.why = undefined;
    pending.state = 'sending';
    onChange(pending, false);
  };
  addEventListener('online', () => {
    for (const pending of waiting) again(pending);
    run();
  });
  if (waiting.length) setTimeout(run);
  return {
    add(entry) {
      const pending: Pending = { ...entry, state: 'sending' };
      waiting.push(pending);
      save();
      onChange(pending, false);
      run();
    },
    retry(id) {
      for (const pending of waiting) if (pending.id === id) again(pending);
      run();
    },
    list: () => waiting,
  };
}
