/** Products that the shop's side shows in a call: found as in a chat, sent into the conversation as a card. */
import { z } from 'zod';
import type { Call } from '../call.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { showMoney } from '../text/money.ts';
import type { CallGoods } from '../video-calls/call-goods.ts';

/** What `product.search` answers, as far as a card needs it. */
const found = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    price: z.object({ amount: z.number(), currency: z.string() }).optional(),
    image: z.string().nullish(),
    url: z.string().nullish(),
  }),
);
const patienceMs = 3_000;

export interface CallGoodsParts {
  calls: ReadonlyMap<string, Call>;
  runtime: Pick<Runtime, 'say' | 'contacts'>;
  store: Store;
  /** Language of who has none. */
  lang: string;
  now(): number;
}

/** Opens the goods of calls. */
export function callGoods({ calls, runtime, store, lang: usual, now }: CallGoodsParts): CallGoods {
  return {
    async find(words, conversation) {
      const search = calls.get('product.search');
      const row = await store.collection(conversations).get(conversation);
      const lang = (row && (await runtime.contacts.get(row.contact))?.lang) ?? usual;
      const [channel = '', account = '', ...user] = conversation.split(':');
      const outcome = await search?.run(
        { words, limit: 5 },
        {
          conversation,
          address: { channel, account, user: user.join(':') },
          contact: { id: '', tags: [] },
          lang,
          key: `call:${conversation}`,
          now: now(),
          signal: AbortSignal.timeout(patienceMs),
        },
      );
      const read = outcome?.ok ? found.safeParse(outcome.value) : undefined;
      return (read?.data ?? []).map(({ id, title, price, image, url }) => ({
        id,
        card: { title, ...(price && { text: showMoney(price, lang) }), ...(image && { image }), ...(url && { link: url }) },
      }));
    },
    async send(conversation, who, card, id) {
      await runtime.say(conversation, who, [{ type: 'product', card }], id);
    },
  };
}
