/**
 * Recipients of a broadcast planned as the program plans them, page by page with the moved cursor, beside the same rows written by hand: prepared INSERTs
 * into a table with the same indexes, a transaction of the same size for each page.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  /** Most memory of the process, MB. */
  residentMb: number;
  planned: number;
  floorMs?: number;
  floorCpuMs?: number;
}

async function opened(place: string): Promise<Store> {
  if (!place.startsWith('mongodb:')) return openSqlite({ file: join(place, 'data.db'), specs: allCollections, now: () => filledAt, log });
  const { openMongo } = await import('../src/store/mongo/mongo.ts');
  return openMongo({ url: place, specs: allCollections, now: () => filledAt, log });
}

/** Fills a store with customers and plans in a process of its own, so that its memory is that of planning. Null where no MongoDB can be had. */
export async function benchPlan(count: number, progress: (text: string) => void, onMongo = false): Promise<PlanFigures | null> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-plan-'));
  const server = onMongo ? await startMongo() : undefined;
  if (server === null) return null;
  const place = server ? `${server.url}/zhanggui_bench_${randomUUID().slice(0, 8)}` : folder;
  try {
    const store = await opened(place);
    await fillCustomers(store, count, 0);
    await store.close();
    progress(`${count.toLocaleString('en')} contacts${server ? ` in ${server.name}` : ''}`);
    const typescript = 'typescript' in process.features && process.features.typescript;
    const file = fileURLToPath(import.meta.url);
    const child = spawn(process.execPath, [...(typescript ? [] : ['--import', 'tsx']), file, place, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (data) => {
      out += String(data);
    });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`planning ended with exit code ${code}`);
    const figures: PlanFigures = JSON.parse(out);
    progress(
      `planned in ${figures.ms.toFixed(0)} ms, ${figures.cpuMs.toFixed(0)} of CPU; stall ${figures.stallMs.toFixed(1)}, ${figures.stallCpuMs.toFixed(1)} of CPU; ${figures.residentMb.toFixed(0)} MB`,
    );
    if (server) return figures;
    const planned = await opened(place);
    const by = await floor(planned, folder, progress);
    await planned.close();
    return { ...figures, ...by };
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function plan(place: string, count: number): Promise<PlanFigures> {
  const store = await opened(place);
  const compiled = await compileDraft(draft, {
    store,
    flows: () => new Map(),
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
  let residentMb = 0;
  const { ms, cpuMs, stallMs, stallCpuMs } = await watchedLoop(async () => {
    for (let next: BroadcastRow | null = row; next && !next.plan?.done; ) {
      next = await planPage(store, next, compiled.content, settings);
      if (!next) throw new Error('somebody else changed the broadcast');
      residentMb = Math.max(residentMb, process.memoryUsage.rss() / 2 ** 20);
    }
  });
  const rows = store.collection(recipients);
  const planned = (await rows.count({ broadcast: 'bench1', state: 'waiting' })) + (await rows.count({ broadcast: 'bench1', state: 'excluded' }));
  await store.close();
  if (planned !== count) throw new Error(`${planned} of ${count} were planned`);
  return { ms, cpuMs, stallMs, stallCpuMs, residentMb, planned };
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

const [, main, place, count] = process.argv;
if (main === fileURLToPath(import.meta.url) && place !== undefined) process.stdout.write(JSON.stringify(await plan(place, Number(count))));
