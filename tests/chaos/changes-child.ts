/**
 * A process that makes changes until it is killed: `changes-child.ts FILE URL COUNT AHEAD MAPPING`. It comes again to each call that has no end yet, as the runtime
 * does, and prints what it would tell the customer. AHEAD: its clock is so many ms ahead. MAPPING: the store's, as JSON, since to read the config anew at each start takes longest.
 */
import { allCollections } from '../../src/app/open-store.ts';
import { isApplied } from '../../src/shop/changes/decide.ts';
import { changeId, ledgerOf } from '../../src/shop/changes/ledger.ts';
import { planSchema } from '../../src/shop/changes/plan.ts';
import { orders } from '../../src/shop/shop.ts';
import { httpMapping } from '../../src/shop/stores/http/mapping.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { silent } from '../contract/store-kinds.ts';
import { adapterAt, deskOn, fillFrom, wishOf } from './changes-shop.ts';

const [file = '', url = '', count = '0', ahead = '0', mapping = '{}'] = process.argv.slice(2);
// The program has its servers; here the clock's timers alone would not keep the process.
const alive = setInterval(() => {}, 1_000);
const now = (): number => Date.now() + Number(ahead);
const store = await openSqlite({ file, specs: allCollections, now: Date.now, log: silent });
const adapter = adapterAt(httpMapping.parse(JSON.parse(mapping)), url, 400);
if ((await store.collection(orders).count({})) < Number(count)) await fillFrom(store, adapter, now);
const desk = deskOn(store, adapter, now);
// Whoever started this is gone: nobody reads on.
process.stdout.on('error', () => process.exit(0));
process.stdout.write('ready\n');
await desk.changes.settleDue(now());

let next = 0;
async function worker(): Promise<void> {
  for (let n = next++; n < Number(count); n = next++) {
    const key = `c${n}:1:0`;
    const row = await ledgerOf(store).get(changeId(key));
    if (row?.state === 'confirmed' || row?.state === 'refused') continue;
    const order = await store.collection(orders).get(String(10_000 + n));
    if (!order) throw new Error(`no order ${n}`);
    const result = await desk.changes.apply(order, wishOf(n), { contact: `c${n}`, conversation: `c${n}` }, key, undefined, now());
    process.stdout.write(`${JSON.stringify({ n, told: result.ok ? 'done' : result.code })}\n`);
  }
}
await Promise.all(Array.from({ length: 4 }, worker));
await desk.changes.settleDue(now());
for (let n = 0; n < Number(count); n++) {
  const row = await ledgerOf(store).get(changeId(`c${n}:1:0`));
  const order = await store.collection(orders).get(String(10_000 + n));
  const change = row?.plan === undefined ? undefined : planSchema.parse(row.plan).change;
  const isDone = order && change && change.do !== 'return' && change.do !== 'exchange' && isApplied(order, change);
  process.stdout.write(`${JSON.stringify({ n, ledger: row?.state ?? 'none', half: row?.state === 'confirmed' && !isDone })}\n`);
}
await store.close();
clearInterval(alive);
