/**
 * A process that brings in goods until it is killed: `sync-child.ts FILE AHEAD URL` reads a store, `sync-child.ts FILE AHEAD` imports one file after the other.
 * It begins by printing what it finds. AHEAD: its clock is so many ms ahead. With `END=1` it goes when all is read.
 */
import { allCollections } from '../../src/app/open-store.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { orders, products, storeReads } from '../../src/shop/shop.ts';
import { createStoreSync } from '../../src/shop/stores/mirror/store-sync.ts';
import { createWooCommerce } from '../../src/shop/stores/woocommerce/woocommerce.ts';
import { everyRow } from '../../src/store/every-row.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { silent } from '../contract/store-kinds.ts';
import { wooKeys } from '../stores/woo-server.ts';
import { sheetOf } from './sync-sheet.ts';

const [file = '', ahead = '0', url] = process.argv.slice(2);
const isLast = process.env.END === '1';
const now = (): number => Date.now() + Number(ahead);
// Whoever started this is gone: nobody reads on.
process.stdout.on('error', () => process.exit(0));
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const store = await openSqlite({ file, specs: allCollections, now, log: silent });

async function found(): Promise<void> {
  const goods: string[] = [];
  const sales: string[] = [];
  for await (const { _id, price, variants } of everyRow(store, products)) goods.push(`${_id} ${price} ${variants.length}`);
  for await (const { ref, status, address, total, items } of everyRow(store, orders))
    sales.push(`${ref} ${status} ${address.split(',')[0]} ${total} ${items.length}`);
  const reads = await Promise.all((['products', 'orders'] as const).map((kind) => store.collection(storeReads).get(kind)));
  // Rows that a full pass says it has read so far.
  const [readProducts = 0, readOrders = 0] = reads.map((row) => (row && row.since === undefined ? row.count : 0));
  say({ found: { goods, sales, readProducts, readOrders } });
}

await found();
if (url === undefined) {
  const [first] = await store.collection(products).find({ limit: 1 });
  for (let version = (first?.price ?? 0) / 100 + 1; !isLast; version++) {
    say({ begun: version });
    const result = await importFile(store, {
      file: 'products.csv',
      bytes: Buffer.from(sheetOf(version)),
      now: now(),
      currency: 'EUR',
      zone: 'Europe/Berlin',
      replace: true,
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    say({ done: version });
  }
} else {
  const real = realClock();
  // Pauses pass a hundred times as fast.
  const clock = { ...real, now, after: (ms: number, run: () => void) => real.after(ms / 100, run) };
  const adapter = createWooCommerce({ url, ...wooKeys, statuses: {}, clock, timeoutMs: 5_000 });
  const tools = { store, source: 'woocommerce', tell: async () => ({ status: 202 }), now };
  const sync = createStoreSync({ adapter, tools, currency: 'EUR', pollMs: 10, clock, log: { info() {}, warn() {} } });
  const begun = now();
  // A pass of orders that began after this start: the one before it may have read its first pages long ago. Products come before orders.
  const isRead = async (): Promise<boolean> => {
    const row = await store.collection(storeReads).get('orders');
    return row?.doneAt !== undefined && row.began >= begun && sync.health().state === 'ok';
  };
  sync.start();
  while (!isLast || !(await isRead())) await new Promise((resolve) => setTimeout(resolve, 50));
  await sync.stop();
  await found();
}
await store.close();
