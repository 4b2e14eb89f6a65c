/**
 * Durable turns per CPU-second: 1,000 interleaved customers, the conversation of six turns (greeting, menu, order number,
 * lookup, FAQ, fallback) on the flows that ship, with the store on, beside a hand-written Map loop that holds the same
 * conversation in RAM. CPU is user + system time of this process: the customers' part is in it too, for both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Capabilities, Channel, Logger, ProviderRequest, SendResult } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import { openCore } from '../src/core.ts';
import { type Address, type InboundEvent, type OutboundMessage, plainText } from '../src/message.ts';
import { orderRows } from '../src/shop/demo/rows.ts';
import { type OrderRow, orders } from '../src/shop/shop.ts';

const customers = 1000;
const lines = 6;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const abilities: Capabilities = {
  official: true,
  text: { max: 4096, unit: 'chars', caption: 1024 },
  choices: { buttons: 8, buttonLabel: 64, list: 0, listLabel: 0 },
  media: { image: 1e7, audio: 1e7, video: 1e7, file: 1e7 },
  cards: true,
  place: true,
  receipts: [],
  window: null,
  idempotentSend: false,
  rate: { account: 1e9, conversation: 1e9, burst: 1e9 },
  proactive: true,
};

/** What a customer writes, and a piece of the last message that answers it. */
type Line = { text: string; ends: string };

function conversationOf(order: OrderRow): Line[] {
  return [
    { text: 'hello', ends: 'What can I do for you?' },
    { text: '1', ends: 'order number' },
    { text: order.number, ends: 'last 4 digits' },
    { text: (order.phone ?? '').slice(-4), ends: 'Anything else' },
    { text: 'how long does shipping take', ends: 'days abroad' },
    { text: 'blorp zxcvb qwert', ends: '' },
  ];
}

/** Plays every customer's lines, each sent when the last message to the line before is out. */
class Play implements Channel {
  readonly name = 'bench';
  readonly capabilities = abilities;
  receive: (event: InboundEvent) => void = () => {};
  readonly #orders: OrderRow[];
  readonly #at = new Map<string, number>();
  readonly #lines = new Map<string, Line[]>();
  #left: number;
  #done: () => void = () => {};
  readonly finished: Promise<void>;
  requests = 0;

  /** Each customer has an order of their own: looking up the same one again and again counts as guessing. */
  constructor(orders: OrderRow[]) {
    this.#orders = orders;
    this.#left = orders.length;
    this.finished = new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  begin(): void {
    for (const order of this.#orders) {
      this.#lines.set(order.number, conversationOf(order));
      this.#write(order.number, 0);
    }
  }

  encode(message: OutboundMessage): ProviderRequest[] {
    const labels = (message.choices ?? []).map((choice) => [{ text: choice.label, callback_data: choice.token }]);
    return [
      { method: 'POST', path: 'sendMessage', body: { chat_id: message.to.user, text: plainText(message.parts), reply_markup: { inline_keyboard: labels } } },
    ];
  }

  send(request: ProviderRequest, to: Address): Promise<SendResult> {
    this.requests += 1;
    this.heard(to.user, JSON.stringify(request.body));
    return Promise.resolve({ ok: true, ref: String(this.requests) });
  }

  heard(user: string, text: string): void {
    const at = this.#at.get(user) ?? 0;
    const line = this.#lines.get(user)?.[at];
    if (!line || !text.includes(line.ends)) return;
    this.#at.set(user, at + 1);
    if (at + 1 < lines) this.#write(user, at + 1);
    else if (--this.#left === 0) this.#done();
  }

  #write(user: string, at: number): void {
    const parts = [{ type: 'text' as const, text: this.#lines.get(user)?.[at]?.text ?? '' }];
    this.receive({
      type: 'message',
      id: `${user}.${at}`,
      from: { channel: 'bench', account: 'main', user },
      at: Date.now(),
      parts,
      profile: { name: 'Li', lang: 'en' },
    });
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  health() {
    return { state: 'ready' as const };
  }
}

/** The floor: the same conversation by hand, its state in a Map. */
function byHand(list: OrderRow[], send: (user: string, text: string) => void): (event: InboundEvent) => void {
  const orders = new Map(list.map((order) => [order.number, order]));
  const states = new Map<string, { step: 'menu' | 'number' | 'proof' | 'more'; number?: string }>();
  const menu = 'What can I do for you? 1. Track my order 2. Return 3. Find something';
  return (raw) => {
    const event: InboundEvent = JSON.parse(JSON.stringify(raw));
    if (event.type !== 'message') return;
    const { user } = event.from;
    const text = plainText(event.parts).trim();
    const state = states.get(user);
    if (!state) {
      states.set(user, { step: 'menu' });
      send(user, 'Hello and welcome!');
      return send(user, menu);
    }
    if (/shipping|delivery/i.test(text)) {
      send(user, '2 to 3 days within China and 6 to 10 days abroad.');
      return send(user, 'Anything else I can do?');
    }
    if (state.step === 'menu' && text === '1') {
      state.step = 'number';
      return send(user, 'Your order number, please.');
    }
    if (state.step === 'number' && /^SO-\d+$/i.test(text)) {
      Object.assign(state, { step: 'proof', number: text.toUpperCase() });
      return send(user, 'The last 4 digits of the phone on the order?');
    }
    if (state.step === 'proof') {
      const order = orders.get(state.number ?? '');
      state.step = 'more';
      send(user, order?.phone?.endsWith(text) ? `${order.number} is ${order.status}` : 'These do not match.');
      return send(user, 'Anything else I can do?');
    }
    send(user, 'Sorry, I did not understand that.');
  };
}

/** CPU seconds that the work took. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export interface TurnsFigures {
  /** Durable turns per CPU-second, the best of the rounds. */
  ours: number;
  floor: number;
  /** Median time of one customer's message to its last reply when nothing else happens, ms. */
  idleMs: number;
}

/** `rounds` with new customers each after one to warm up. */
export async function benchTurns(rounds = 4): Promise<TurnsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-turns-'));
  const channels = new Map<string, Channel>();
  const flowsDir = fileURLToPath(new URL('../flows', import.meta.url));
  const core = await openCore({ dataDir: folder, flowsDir, config: configSchema.parse({}), channels, log: silent, now: Date.now });
  const shipped = orderRows(Date.now()).find((order) => order.status === 'shipped');
  if (!shipped) throw new Error('the demo shop has no shipped order');
  const ordersOf = (round: number): OrderRow[] =>
    Array.from({ length: customers }, (_, n) => {
      const number = `SO-${20_000 + round * customers + n}`;
      const phone = `86138${String(n).padStart(8, '0')}`;
      return { ...shipped, _id: number, number, phone, customer: { ...shipped.customer, phone } };
    });
  await core.runtime.start();
  const play = async (of: OrderRow[], connect: (play: Play) => void): Promise<number> => {
    const one = new Play(of);
    channels.set('bench:main', one);
    connect(one);
    const cpu = await cpuOf(async () => {
      one.begin();
      await one.finished;
      await core.runtime.idle();
    });
    return (customers * lines) / cpu;
  };
  let ours = 0;
  let floor = 0;
  for (let round = 0; round <= rounds; round++) {
    const of = ordersOf(round);
    await core.store.write(of.map((row) => ({ op: 'insert', in: orders.name, row })));
    const durable = await play(of, (one) => {
      one.receive = (event) => void core.runtime.receive([event]);
    });
    const hand = await play(of, (one) => {
      one.receive = byHand(of, (user, text) => setImmediate(() => one.heard(user, JSON.stringify({ chat_id: user, text }))));
    });
    if (round > 0) [ours, floor] = [Math.max(ours, durable), Math.max(floor, hand)];
  }
  const idleMs = await idleReply(core, channels);
  await core.close(5000);
  rmSync(folder, { recursive: true, force: true });
  return { ours, floor, idleMs };
}

async function idleReply(core: Awaited<ReturnType<typeof openCore>>, channels: Map<string, Channel>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 50; n++) {
    const started = performance.now();
    const one = new Play([]);
    const heard = new Promise<void>((resolve) => {
      one.heard = (_, text) => (text.includes('What can I do for you?') ? resolve() : undefined);
    });
    channels.set('bench:main', one);
    await core.runtime.receive([
      {
        type: 'message',
        id: `idle${n}`,
        from: { channel: 'bench', account: 'main', user: `idle${n}` },
        at: Date.now(),
        parts: [{ type: 'text', text: 'hello' }],
      },
    ]);
    await heard;
    times.push(performance.now() - started);
    await core.runtime.idle();
  }
  return times.sort((a, b) => a - b)[25] ?? Number.NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ours, floor, idleMs } = await benchTurns();
  const ratio = floor / ours;
  process.stdout.write(
    `durable turns per CPU-second: ${Math.round(ours)}; by hand in RAM: ${Math.round(floor)} (${ratio.toFixed(1)} times); idle reply ${idleMs.toFixed(1)} ms (median)\n`,
  );
}
