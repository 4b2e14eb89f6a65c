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
  why?: 'tooLarge' | 'badType';
}

export interface Outbox {
  add(pending: Omit<Pending, 'state'>): void;
  retry(id: string): void;
  list(): Pending[];
}

const key = 'zhanggui.pending';
const maxTries = 6;

/**
 * Sends one after the other, so that the order stays. A try that failed is made again with the same id, so that the server
 * takes it once. Text that waits survives a reload of the page.
 */
export function createOutbox(client: Client, onChange: (pending: Pending, sent: boolean) => void): Outbox {
  let waiting: Pending[] = [];
  let running = false;
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

  const attempt = async (pending: Pending): Promise<Reply> => {
    if (pending.file) {
      const uploaded = await client.post('media', pending.file, pending.file.name);
      if (!uploaded.ok) return uploaded;
      pending.post = { ...pending.post, media: [uploaded.body] };
      pending.file = undefined;
    }
    return client.post('messages', { ...pending.post, id: pending.id });
  };

  const run = async () => {
    if (running) return;
    running = true;
    let tries = 0;
    for (let next = head(); next; next = head()) {
      const reply = await attempt(next);
      if (reply.ok) {
        tries = 0;
        settle(next, 'sent');
        continue;
      }
      const passing = typeof reply.status === 'string' || reply.status >= 500 || reply.status === 429 || reply.status === 401;
      if (passing && ++tries < maxTries) {
        await pause(Math.max(reply.waitMs, Math.min(10_000, 400 * 2 ** tries)));
        continue;
      }
      tries = 0;
      if (reply.status === 413) next.why = 'tooLarge';
      if (reply.status === 415) next.why = 'badType';
      settle(next, 'failed');
      if (passing) for (const other of waiting) if (other.state === 'sending') settle(other, 'failed');
    }
    running = false;
  };
  const head = () => waiting.find((pending) => pending.state === 'sending');

  const again = (pending: Pending) => {
    if (pending.why) return;
    pending.state = 'sending';
    onChange(pending, false);
  };
  addEventListener('online', () => {
    for (const pending of waiting) again(pending);
    void run();
  });
  if (waiting.length) setTimeout(run);
  return {
    add(entry) {
      const pending: Pending = { ...entry, state: 'sending' };
      waiting.push(pending);
      save();
      onChange(pending, false);
      void run();
    },
    retry(id) {
      for (const pending of waiting) if (pending.id === id) again(pending);
      void run();
    },
    list: () => waiting,
  };
}
