/**
 * What the embedded store costs: `npx tsx bench/store.ts [conversations]`. CPU is user + system time of this process.
 * A durable turn = the event stored once, the conversation read, one guarded write of 4 steps, one of 2 steps.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSession } from '../src/engine/session.ts';
import { type ConversationRow, conversations, type InboxRow, type MessageRow, type TraceRow } from '../src/store/collections.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';

const small = 10_000;
const large = Number(process.argv[2] ?? 1_000_000);
const customers = 1_000;
const rounds = 20;
const text = 'Hello, I would like to know where my parcel SO-10423 is. 你好，我想查一下订单到哪里了。';

const idOf = (n: number) => `telegram:main:${3_527_065 + n * 7}`;

function conversation(n: number): ConversationRow {
  const id = idOf(n);
  const frame = {
    flow: 'order',
    version: '0123456789abcdef',
    at: '2.then.0',
    vars: { order: 'SO-10423', email: 'someone@example.com', tries: 1, city: '上海' },
  };
  return {
    _id: id,
    v: 1,
    address: { channel: 'telegram', account: 'main', user: String(n) },
    contact: `c${n}`,
    session: {
      ...newSession(),
      turn: n % 50,
      front: {
        id: 'r1',
        stack: [frame],
        trail: [{ frame: 0, at: '1', save: 'order', raw: [{ type: 'text', text: 'SO-10423' }] }],
        waiting: {
          kind: 'answer',
          at: '2.then.0',
          since: 1_790_000_000_000,
          choices: [1, 2, 3].map((k) => ({ token: `2.then.0.${k}`, label: `选项 ${k} Choice`, value: k })),
        },
        kind: 'service',
        startedAt: 1_790_000_000_000,
        touchedAt: 1_790_000_000_000,
      },
    },
    owner: 'bot',
    state: 'open',
    seen: Array.from({ length: 8 }, (_, k) => `telegram:main:${n * 100 + k}`),
    outbox: [],
    calls: [],
    timers: [],
    messages: 12,
    lastInAt: 1_790_000_000_000 + n,
    sentSince: 1,
    reachable: true,
    lastAt: 1_790_000_000_000 + n,
    preview: text,
    createdAt: 1_780_000_000_000,
  };
}

async function fill(store: Store, count: number): Promise<void> {
  const step = 2_000;
  for (let n = 0; n < count; n += step) {
    await store.insertNew(
      'conversations',
      Array.from({ length: Math.min(step, count - n) }, (_, k) => conversation(n + k)),
    );
  }
}

let clock = 1_795_000_000_000;

async function turn(store: Store, customer: string, n: number): Promise<void> {
  clock += 3;
  const at = clock;
  const inboxId = `telegram:main:${customer}:${n}`;
  const from = { channel: 'telegram', account: 'main', user: customer };
  const event: InboxRow = {
    _id: inboxId,
    v: 1,
    conversation: customer,
    seq: at,
    at,
    event: { type: 'message', id: inboxId, from, at, parts: [{ type: 'text', text }] },
    pending: customer,
  };
  await store.insertNew('inbox', [event]);
  const row = await store.collection(conversations).get(customer);
  if (!row) throw new Error(`no conversation ${customer}`);
  const number = row.messages;
  const message = (k: number, direction: 'in' | 'out'): MessageRow => ({
    _id: `${customer}#${number + k}`,
    v: 1,
    conversation: customer,
    n: number + k,
    at,
    direction,
    author: direction === 'in' ? 'customer' : 'bot',
    parts: [{ type: 'text', text }],
    status: direction === 'in' ? 'received' : 'queued',
  });
  const trace: TraceRow = {
    _id: `${customer}#${number}`,
    v: 1,
    conversation: customer,
    at,
    ms: 2,
    effects: [{ type: 'send', id: `${customer}:${n}:1`, summary: text }],
    trace: {
      turn: n,
      at,
      event: { type: 'message', text },
      steps: [{ run: 'r1', flow: 'order', version: '0123456789abcdef', at: '2', verb: 'ask' }],
      vars: { a: 1 },
      notes: ['answer'],
      problems: [],
    },
  };
  const key = `${customer}:${n}:1`;
  const next: ConversationRow = {
    ...row,
    v: row.v + 1,
    messages: number + 2,
    lastAt: at,
    lastInAt: at,
    due: at,
    seen: [...row.seen.slice(-7), inboxId],
    outbox: [
      { message: { key, to: row.address, parts: [{ type: 'text', text }], class: 'reply', lang: 'zh' }, state: 'queued', done: 0, refs: [], tries: 0, at },
    ],
  };
  const first = await store.write(
    [
      { op: 'patch', in: 'inbox', id: inboxId, set: { pending: null } },
      { op: 'insert', in: 'messages', row: message(1, 'in') },
      { op: 'insert', in: 'messages', row: message(2, 'out') },
      { op: 'insert', in: 'traces', row: trace },
    ],
    { in: 'conversations', row: next },
  );
  const done: ConversationRow = { ...next, v: next.v + 1, outbox: [], due: undefined };
  const second = await store.write(
    [
      { op: 'patch', in: 'messages', id: `${customer}#${number + 2}`, set: { status: 'sent', ref: `${number + 2}` } },
      { op: 'insert', in: 'tracks', row: { _id: key, v: 1 } },
    ],
    { in: 'conversations', row: done },
  );
  if (first !== 'done' || second !== 'done') throw new Error('a guard lost without a rival');
}

interface Cost {
  cpu: number;
  wall: number;
}

async function measured(count: number, work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return { cpu: (used.user + used.system) / count, wall: ((performance.now() - wall) * 1_000) / count };
}

/** `customers` spread over all conversations, interleaved, `atOnce` of them in flight. */
async function turns(store: Store, count: number, atOnce: number, many: number, from: number): Promise<Cost> {
  let next = 0;
  const spread = Math.floor(count / customers);
  const worker = async () => {
    while (next < many) {
      const n = next++;
      await turn(store, idOf((n % customers) * spread), from + n);
    }
  };
  return measured(many, async () => {
    await Promise.all(Array.from({ length: atOnce }, worker));
  });
}

async function run(count: number): Promise<{ grouped: Cost; single: Cost; rss: number }> {
  const dataDir = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'zhanggui-bench-'));
  const store = await openStore({ dataDir, now: () => clock, log: { info() {}, warn: (fields, line) => console.error(line, fields) } });
  try {
    await fill(store, count);
    await turns(store, count, 128, customers * 5, 0);
    const grouped = await turns(store, count, 128, customers * rounds, 100_000);
    const single = await turns(store, count, 1, 1_000, 200_000);
    return { grouped, single, rss: process.memoryUsage.rss() };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true });
  }
}

const line = (name: string, ...cells: (string | number)[]) => console.log([name.padEnd(36), ...cells.map((cell) => String(cell).padStart(12))].join(''));

console.log(`Embedded store, Node ${process.version}, ${customers} interleaved customers`);
line('', 'CPU µs/turn', 'µs/turn', 'turns/CPU-s');
const results = [];
for (const count of large > small ? [small, large] : [small]) {
  const result = await run(count);
  results.push(result);
  line(`${count} conversations, 128 at once`, result.grouped.cpu.toFixed(0), result.grouped.wall.toFixed(0), (1e6 / result.grouped.cpu).toFixed(0));
  line(`${count} conversations, one by one`, result.single.cpu.toFixed(0), result.single.wall.toFixed(0), (1e6 / result.single.cpu).toFixed(0));
}
const [a, b] = results;
if (a) line('one by one / grouped, µs', (a.single.wall / a.grouped.wall).toFixed(2));
if (a && b) line(`${large} / ${small}, CPU`, (b.grouped.cpu / a.grouped.cpu).toFixed(2));
if (b ?? a) line('RSS at the end, MB', ((b ?? a)!.rss / 1048576).toFixed(0));
