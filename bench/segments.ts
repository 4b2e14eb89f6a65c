/** Counts of segments at 100,000 contacts, as the console asks for them while a condition is typed. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCollections } from '../src/app/open-store.ts';
import { realClock } from '../src/event-loop/clock.ts';
import { People, peopleCollections } from '../src/marketing/audience/people.ts';
import { compileSegment } from '../src/marketing/audience/segment-condition.ts';
import { contacts } from '../src/store/collections.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { type Change, watched } from '../src/store/watched.ts';
import { startMongo } from '../tests/servers/mongo.ts';
import { customer, fillCustomers, filledAt, watchedLoop } from './customers.ts';

const log = { info() {}, warn() {} };

export const conditions = [
  'everyone',
  'tags contains "vip"',
  'tags contains "vip" and spent > 300 and last_seen < 90d',
  'orders > 0 and last_order > 6w and lang == "en"',
  'contact.size == "M" and contact.points > 30',
  'channels contains "telegram" and source == "poster-6"',
  'joined > "2026-06-01" or products contains "S-7"',
  'not marketing or (tags | size) == 0',
  'got contains "summer" or clicked contains "summer"',
  'name matches "8$" and email',
];

export interface SegmentFigures {
  /** The first count, which reads everybody. */
  read: Stalls;
  /** Slowest of the conditions, and all of them on average. */
  slowest: Stalls & { where: string };
  meanMs: number;
  meanCpuMs: number;
  /** Longest stall of any count. */
  stallMs: number;
  stallCpuMs: number;
  /** From the change of a contact to a count that knows it. */
  changedMs: number;
  bytes: number;
}
interface Stalls {
  ms: number;
  cpuMs: number;
  stallMs: number;
  stallCpuMs: number;
}

export async function benchSegments(count: number, progress: (text: string) => void, onMongo = false): Promise<SegmentFigures | null> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-segments-'));
  const server = onMongo ? await startMongo() : undefined;
  if (server === null) return null;
  const open = async (): Promise<Store> => {
    if (!server) return openSqlite({ file: join(folder, 'data.db'), specs: allCollections, now: Date.now, log });
    const { openMongo } = await import('../src/store/mongo/mongo.ts');
    return openMongo({ url: `${server.url}/zhanggui_bench_${randomUUID().slice(0, 8)}`, specs: allCollections, now: Date.now, log });
  };
  const plain = await open();
  try {
    await fillCustomers(plain, count);
    progress(`${count.toLocaleString('en')} contacts, ${(count / 2).toLocaleString('en')} orders`);
    let changed = (_: Change): void => {};
    const store = watched(plain, peopleCollections, (change) => changed(change));
    const people = new People({ store, currency: 'CNY', clock: realClock(() => filledAt) });
    changed = (change) => people.changed(change);
    const options = { currency: 'CNY', zone: 'Asia/Shanghai', lang: 'zh' };
    const compiled = conditions.map((where) => {
      const segment = compileSegment(where, options);
      if (!segment.ok) throw new Error(JSON.stringify(segment.problems));
      return { where, segment };
    });
    const read = await watchedLoop(() => people.warm());
    progress(said('everybody is read', read));
    let slowest = { where: '', ms: 0, cpuMs: 0, stallMs: 0, stallCpuMs: 0 };
    const all: Stalls[] = [];
    for (const { where, segment } of compiled) {
      await people.count(segment);
      const counted = await watchedLoop(() => people.count(segment));
      progress(said(`${where}: ${counted.result.count}, ${counted.result.reachable} reachable`, counted));
      all.push(counted);
      if (counted.ms > slowest.ms) slowest = { ...counted, where };
    }
    const mean = (of: (one: Stalls) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
    const vip = compiled[1]?.segment;
    if (!vip) throw new Error('no condition');
    const before = await people.count(vip);
    const row = await store.collection(contacts).get(customer(1)._id);
    const at = performance.now();
    if (row) await store.collection(contacts).replace({ ...row, tags: ['vip'] });
    const after = await people.count(vip);
    if (after.count !== before.count + 1) throw new Error(`a change was not counted: ${before.count}, then ${after.count}`);
    const changedMs = performance.now() - at;
    return {
      read,
      slowest,
      meanMs: mean((one) => one.ms),
      meanCpuMs: mean((one) => one.cpuMs),
      stallMs: Math.max(...all.map((one) => one.stallMs)),
      stallCpuMs: Math.max(...all.map((one) => one.stallCpuMs)),
      changedMs,
      bytes: people.bytes,
    };
  } finally {
    await plain.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function said(what: string, { ms, cpuMs, stallMs, stallCpuMs }: Stalls): string {
  return `${ms.toFixed(0).padStart(6)} ms, ${cpuMs.toFixed(0).padStart(5)} of CPU; stall ${stallMs.toFixed(1)}, ${stallCpuMs.toFixed(1)} of CPU  ${what}`;
}
