import type { WireMessage } from '../channels/webchat/browser-message.ts';
import type { Client } from './client.ts';
import type { TextStorage } from './platform.ts';

export interface Receipts {
  /** Tells the shop of what arrived since the last time. */
  delivered(): void;
  /** Tells it that all was read; false when it knew. */
  read(): boolean;
  /** Messages of the shop that were not read. */
  unread(): number;
}

const [gotKey, readKey] = ['zhanggui.got', 'zhanggui.read'];
/** What comes within this time is told together, ms. */
const gatherMs = 300;

/** Keeps track of what arrived and was read, over all windows and restarts. */
export function createReceipts({ client, storage, messages }: { client: Pick<Client, 'post'>; storage: TextStorage; messages: () => WireMessage[] }): Receipts {
  const due = { delivered: new Set<string>(), read: new Set<string>() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const since = (key: string) => {
    const at = Number(storage.get(key));
    return messages().filter((message) => message.from === 'shop' && message.at > at);
  };
  const report = (kind: 'delivered' | 'read', key: string): boolean => {
    const fresh = since(key);
    if (!fresh.length) return false;
    for (const { id } of fresh) due[kind].add(id);
    storage.set(key, String(Math.max(...fresh.map((message) => message.at))));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const body = { delivered: [...due.delivered].slice(-100), read: [...due.read].slice(-100) };
      due.delivered.clear();
      due.read.clear();
      void client.post('receipts', body);
    }, gatherMs);
    return true;
  };
  return {
    delivered: () => void report('delivered', gotKey),
    read: () => report('read', readKey),
    unread: () => since(readKey).length,
  };
}
