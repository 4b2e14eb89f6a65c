import { parseConversationId } from './message.ts';
import type { Runtime } from './runtime/options.ts';
import { backInStock } from './shop/back-in-stock.ts';
import type { Store } from './store/store.ts';

/** Tells the conversations that wait for something which is in stock now, as the event `product.restocked` does. */
export async function tellWaiting({ store, runtime, lang }: { store: Store; runtime: Pick<Runtime, 'enter'>; lang: string }): Promise<void> {
  for (const { id, conversation, product } of await backInStock(store, lang)) {
    if (!parseConversationId(conversation)) continue;
    await runtime.enter(conversation, { type: 'engine', event: { type: 'event', id, name: 'product.restocked', data: { product } } }, `event:${id}`);
  }
}
