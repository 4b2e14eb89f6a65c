/** The demo shop's page on the small chat server, with the seeded products in memory. */
import { pathToFileURL } from 'node:url';
import { demoShopRouter } from '../../src/demo/demo-shop.ts';
import { productRows } from '../../src/demo/seed/rows.ts';
import { createChatSigner } from '../../src/server/chat/chat-token.ts';
import type { EventOutcome } from '../../src/server/hooks/shop-event-hook.ts';
import type { Store } from '../../src/store/store.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';

export interface ShopServer extends ChatServer {
  /** Shop events that were raised, by key. */
  raised: Map<string, { name: string; body: unknown }>;
}

/** `files` is the folder that the pages were built into. */
export async function startShopServer(files: string): Promise<ShopServer> {
  const raised: ShopServer['raised'] = new Map();
  const rows = productRows().sort((a, b) => b.sold - a.sold);
  const store = { collection: () => ({ find: async () => rows, get: async () => null }) } as unknown as Store;
  const intake = async (name: string, id: string, body: unknown): Promise<EventOutcome> => {
    raised.set(id, { name, body });
    const known = chat.events.some((event) => JSON.stringify(body).includes(event.from.user));
    return known ? { status: 202 } : { status: 404, message: 'nobody' };
  };
  const signer = createChatSigner({ secret: Buffer.alloc(32, 7), now: () => Date.now() });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const name = { zh: '云裳', en: 'Yun & Co.' };
  const extra = demoShopRouter({
    store,
    signer,
    intake,
    langs: ['zh', 'en'],
    name,
    look: {},
    demo: 'clothes',
    now: () => Date.now(),
    log,
    files: pathToFileURL(`${files}/`),
  });
  const chat = await startChatServer({ extra });
  return Object.assign(chat, { raised });
}
