/**
 * Recipients of a broadcast planned as the program plans them, page by page with the moved cursor, beside the same rows written by hand: prepared INSERTs
 * into a table with the same indexes, a transaction of the same size for each page.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCollections } from '../src/app/open-store.ts';
import { planPage, planPageSize } from '../src/marketing/broadcast/plan.ts';
import type { PlanSettings } from '../src/marketing/broadcast/planned-recipient.ts';
import { type BroadcastRow, broadcasts, type RecipientRow, recipients } from '../src/marketing/broadcast/rows.ts';
import { wallClock } from '../src/marketing/broadcast/schedule.ts';
import { compileDraft } from '../src/marketing/content/compile.ts';
import { openDriver } from '../src/store/sqlite/driver.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import { createIndex, createTable, tableOf } from '../src/store/sqlite/table.ts';
import type { Store } from '../src/store/store.ts';
import { startMongo } from '../tests/servers/mongo.ts';
import { fillCustomers, filledAt, watchedLoop } from './customers.ts';

const log = { info() {}, warn() {} };
const draft = {
  name: 'Summer',
  where: 'everyone',
  content: { langs: { zh: { text: '{{ name }}，夏天的新款到了，看看？' }, en: { text: 'Hello {{ name }}, the summer dresses are here.' } } },
  at: '2026-12-01 10:00',
};

export interface PlanFigures {
  ms: number;
  cpuMs: number;
  stallMs: number;
  stallCpuMs: number;
  /** Most memory of the process above what it had before planning, and in all, MB. */
  grewMb: number;
  residentMb: number;
  planned: number;
  floorMs?: number;
  floorCpuMs?: number;
}

export async function benchPlan(count: number, progress: (text: string) => void, onMongo = false): Promise<PlanFigures | null> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-plan-'));
  const server = onMongo ? await startMongo() : undefined;
  if (server === null) return null;
  const open = async (): Promise<Store> => {
    if (!server) return openSqlite({ file: join(folder, 'data.db'), specs: allCollections, now: () => filledAt, log });
    const { openMongo } = await import('../src/store/mongo/mongo.ts');
    return openMongo({ url: `${server.url}/zhanggui_bench_${randomUUID().slice(0, 8)}`, specs: allCollections, now: () => filledAt, log });
  };
  const store = await open();
  try {
    await fillCustomers(store, count, 0);
    progress(`${count.toLocaleString('en')} contacts`);
    const compiled = await compileDraft(draft, {
      store,
      currency: 'CNY',
      zone: 'Asia/Shanghai',
      langs: ['zh', 'en'],
      name: { zh: '小店', en: 'Shop' },
      templates: {},
      links: { base: 'https://shop.example', secret: new Uint8Array(32) },
    });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const at = wallClock(draft.at);
    const settings: PlanSettings = {
      id: 'bench1',
      zone: 'customer',
      shopZone: 'Asia/Shanghai',
      holdOut: 0,
      ...(at && { at }),
      accounts: new Set(['wechat-official', 'whatsapp-cloud', 'telegram', 'webchat'].map((channel) => `${channel}:main`)),
      now: filledAt,
    };
    const row: BroadcastRow = { _id: 'bench1', v: 1, name: 'Summer', state: 'sending', draft, createdAt: filledAt, updatedAt: filledAt };
    await store.collection(broadcasts).insert(row);
    globalThis.gc?.();
    const residentBefore = process.memoryUsage().rss;
    let most = residentBefore;
    const planning = await watchedLoop(async () => {
      for (let next: BroadcastRow | null = row; next && !next.plan?.done; ) {
        next = await planPage(store, next, compiled.content, settings);
        if (!next) throw new Error('somebody else changed the broadcast');
        most = Math.max(most, process.memoryUsage.rss());
      }
    });
    const planned =
      (await store.collection(recipients).count({ broadcast: 'bench1', state: 'waiting' })) +
      (await store.collection(recipients).count({ broadcast: 'bench1', state: 'excluded' }));
    if (planned !== count) throw new Error(`${planned} of ${count} were planned`);
    const { ms, cpuMs, stallMs, stallCpuMs } = planning;
    const figures = { ms, cpuMs, stallMs, stallCpuMs, grewMb: (most - residentBefore) / 2 ** 20, residentMb: most / 2 ** 20, planned };
    progress(`planned in ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} of CPU; stall ${stallMs.toFixed(1)}, ${stallCpuMs.toFixed(1)} of CPU`);
    return server ? figures : { ...figures, ...(await floor(store, folder, progress)) };
  } finally {
    await store.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows as they were planned, into a file of their own: `_id, v, fields, doc` as the store has them, the texts made before the clock runs. */
async function floor(store: Store, folder: string, progress: (text: string) => void): Promise<{ floorMs: number; floorCpuMs: number }> {
  const db = await openDriver(join(folder, 'floor.db'));
  const table = tableOf(recipients);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768');
  db.exec(createTable(table));
  for (const index of recipients.indexes) db.exec(createIndex(table, index));
  const names = ['_id', 'v', ...table.fields];
  const insert = db.prepare(`INSERT INTO ${table.name} VALUES (${[...names, 'doc'].map(() => '?').join(', ')})`);
  let [floorMs, floorCpuMs] = [0, 0];
  for (let after = ''; ; ) {
    const page: RecipientRow[] = await store.collection(recipients).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: planPageSize });
    const params = page.map((one) => [
      ...names.map((name) => {
        const value = new Map<string, unknown>(Object.entries(one)).get(name);
        return typeof value === 'string' || typeof value === 'number' ? value : null;
      }),
      JSON.stringify(one),
    ]);
    const { ms, cpuMs } = await watchedLoop(async () => {
      db.exec('BEGIN IMMEDIATE');
      for (const one of params) insert.run(one);
      db.exec('COMMIT');
    });
    floorMs += ms;
    floorCpuMs += cpuMs;
    after = page.at(-1)?._id ?? '';
    if (page.length < planPageSize) break;
  }
  db.close();
  progress(`the rows by hand in ${floorMs.toFixed(0)} ms, ${floorCpuMs.toFixed(0)} of CPU`);
  return { floorMs, floorCpuMs };
}
