/** Customers of four trades talk to the flows that ship, with the calls of the shop on a store of its goods: what is found and said is real. */
import { readFileSync } from 'node:fs';
import type { Call } from '../../src/call.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Effect, EngineEvent, Facts } from '../../src/engine/model/engine-turn.ts';
import { newSession } from '../../src/engine/model/session.ts';
import { inSlices } from '../../src/event-loop/slices.ts';
import type { FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { shopCalls } from '../../src/shop/calls/calls.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { goodsReading } from '../../src/shop/search/goods-said.ts';
import { type ProductRow, products } from '../../src/shop/shop.ts';
import type { Store } from '../../src/store/store.ts';
import { noon, openTestStore } from '../shop/test-shop.ts';
import { trades as catalogues } from '../shop/trades.ts';
import { flowsWith, tradeFaq, tradeShop } from './trade-flows.ts';

export type TalkTrade = 'phones' | 'tea' | 'furniture' | 'parts';

export interface Talk {
  /** What is said to the last line, a text for each message; cards and buttons as `[card title | text]` and `{a | b}`. */
  say(lines: string, lang?: string): Promise<string[]>;
  close(): Promise<void>;
}

async function goodsOf(store: Store, trade: TalkTrade, currency: string): Promise<void> {
  if (trade === 'parts') {
    const bytes = readFileSync(new URL('../shop/parts-products.csv', import.meta.url));
    const result = await importFile(store, { file: 'parts-products.csv', bytes, now: noon, currency, zone: 'Asia/Shanghai' });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return;
  }
  await store.write(catalogues[trade].map((row) => ({ op: 'insert' as const, in: products.name, row: { ...row, currency } })));
}

/** What a customer sees of a message. */
function shown(effect: Effect): string[] {
  if (effect.type === 'handoff') return effect.action === 'begin' ? ['(handoff)'] : [];
  if (effect.type !== 'send') return [];
  const parts = effect.parts.map((part) => {
    if (part.type === 'text') return part.text;
    if (part.type === 'product') return `[card ${part.card.title} | ${part.card.text ?? ''}]`;
    return part.type === 'link' ? `<${part.url}>` : `<${part.type}>`;
  });
  const choices = effect.choices?.length ? [`{${effect.choices.map(({ label }) => label).join(' | ')}}`] : [];
  return [[...parts, ...choices].join(' ')];
}

/** One conversation: each line is answered to the end, calls included. */
async function talked(set: FlowSet, calls: ReadonlyMap<string, Call>, lines: readonly string[], lang: string, currency: string): Promise<string[]> {
  let session = newSession();
  let now = noon;
  let made = 0;
  let said: string[] = [];
  const facts = (): Facts => ({
    now,
    conversation: 'test:main:customer',
    contact: { id: 'c1', lang, tags: [], vars: {} },
    channel: { name: 'webchat', page: 10 },
    shop: {
      name: 'Shop',
      zone: 'Asia/Shanghai',
      langs: ['en', 'zh'],
      categories: [],
      order_example: null,
      order_pattern: null,
      ...tradeShop,
      currency,
      open: true,
      opens_at: now,
    },
    seed: 'talk',
  });
  const context = () => ({
    conversation: 'test:main:customer',
    address: { channel: 'webchat', account: 'main', user: 'u' },
    contact: { id: 'c1', tags: [] },
    lang: session.lang ?? lang,
    key: `k${++made}`,
    now,
    signal: AbortSignal.timeout(30_000),
  });
  for (const text of lines) {
    now += 1_000;
    said = [];
    let queue: EngineEvent[] = [{ type: 'message', id: `in-${++made}`, parts: [{ type: 'text', text }] }];
    while (queue.length > 0) {
      const [event, ...rest] = queue;
      queue = rest;
      if (!event) break;
      const result = advance(set, session, event, facts());
      session = result.session;
      for (const effect of result.effects) {
        said.push(...shown(effect));
        if (effect.type !== 'call') continue;
        const call = calls.get(effect.name);
        queue.push({
          type: 'result',
          call: effect.id,
          outcome: call ? await call.run(effect.args, context()) : { ok: false, code: 'unavailable', text: effect.name },
        });
      }
      if (process.env.TALK_NOTES) said.push(...result.trace.notes.map((note) => `~${note}`));
    }
  }
  return said;
}

/** The shop of a trade with its goods; prices are in `currency`. */
export async function openTalk(trade: TalkTrade, currency = 'CNY'): Promise<Talk> {
  const { store, close } = await openTestStore();
  await goodsOf(store, trade, currency);
  const rows: readonly ProductRow[] = await store.collection(products).find({ limit: 1_000 });
  const set = flowsWith(tradeFaq(trade), await inSlices(goodsReading(rows)));
  const calls = new Map(shopCalls(store, { currency }).map((call) => [call.name, call]));
  return {
    say: (lines, lang = /\p{Script=Han}/u.test(lines) ? 'zh' : 'en') => talked(set, calls, lines.split(' || '), lang, currency),
    close,
  };
}
