/**
 * Durable turns per CPU-second: 1,000 interleaved customers, the conversation of six turns (greeting, menu, order number,
 * lookup, FAQ, fallback) on the flows that ship, with the store on, beside the same conversation written by hand.
 * CPU is user + system time of this process: the customers' part is in it too, for both.
 *
 * The floor by hand does what every bot has to: it parses the webhook's JSON, keeps a state for each customer in a Map, works on
 * the messages of one customer one after another, awaits the provider for each bubble and hands it JSON. It keeps nothing: no
 * store, no deduplication, no retry, no trace, no flow that a merchant could edit, one language, FAQ by a regular expression.
 * The second floor (durable-floor.ts) is the same code with its state and messages on disk: what the promise itself costs.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCore } from '../src/app/core.ts';
import type { Capabilities, Channel, ProviderRequest, SendResult } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import { orderRows } from '../src/demo/seed/rows.ts';
import type { Logger } from '../src/logger.ts';
import { type Address, type InboundEvent, type OutboundMessage, plainText } from '../src/message.ts';
import { numbered } from '../src/shop/orders/numbered.ts';
import { type OrderRow, orders } from '../src/shop/shop.ts';
import { conversations, messages } from '../src/store/collections.ts';
import { databaseFile } from '../src/store/sqlite/database-file.ts';
import { type Kept, keepIn } from './durable-floor.ts';
import { fill, fillStep, firstNumber } from './fill.ts';

const lines = 6;
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
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
export type Line = { text: string; ends: string };

export function conversationOf(order: OrderRow): Line[] {
  return [
    { text: 'hello', ends: 'What can I do for you?' },
    { text: '1', ends: 'order number' },
    { text: order.number, ends: 'last 4 digits' },
    { text: (order.phone ?? '').slice(-4), ends: 'Anything else' },
    { text: 'how long does shipping take', ends: 'days abroad' },
    { text: 'blorp zxcvb qwert.', ends: '' },
  ];
}

/** Plays every customer's lines, each sent when the last message to the line before is out. */
export class Play implements Channel {
  readonly name = 'bench';
  readonly capabilities = abilities;
  /** Where the customers' webhooks go, as JSON. */
  receive: (json: string) => void = () => {};
  readonly #at = new Map<string, number>();
  readonly #lines: ReadonlyMap<string, readonly Line[]>;
  #left: number;
  #done: () => void = () => {};
  readonly finished: Promise<void>;
  requests = 0;

  /** What each customer writes, by their name. */
  constructor(conversations: readonly (readonly [user: string, lines: readonly Line[]])[]) {
    this.#lines = new Map(conversations);
    this.#left = conversations.length;
    this.finished = new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  begin(): void {
    for (const user of this.#lines.keys()) this.#write(user, 0);
  }

  encode(message: OutboundMessage): ProviderRequest[] {
    const labels = (message.choices ?? []).map((choice) => [{ text: choice.label, callback_data: choice.token }]);
    return [
      { method: 'POST', path: 'sendMessage', body: { chat_id: message.to.user, text: plainText(message.parts), reply_markup: { inline_keyboard: labels } } },
    ];
  }

  send(request: ProviderRequest, to: Address): Promise<SendResult> {
    return this.provide(to.user, JSON.stringify(request.body));
  }

  /** The provider: takes JSON, answers later. */
  provide(user: string, json: string): Promise<SendResult> {
    this.requests += 1;
    this.heard(user, json);
    return Promise.resolve({ ok: true, ref: String(this.requests) });
  }

  heard(user: string, text: string): void {
    const at = this.#at.get(user) ?? 0;
    const all = this.#lines.get(user);
    const line = all?.[at];
    if (!all || !line || !text.includes(line.ends)) return;
    this.#at.set(user, at + 1);
    if (at + 1 < all.length) this.#write(user, at + 1);
    else if (--this.#left === 0) this.#done();
  }

  #write(user: string, at: number): void {
    const parts = [{ type: 'text' as const, text: this.#lines.get(user)?.[at]?.text ?? '' }];
    const event: InboundEvent = {
      type: 'message',
      id: `${user}.${at}`,
      from: { channel: 'bench', account: 'main', user },
      at: Date.now(),
      parts,
      profile: { name: 'Li', lang: 'en' },
    };
    const json = JSON.stringify(event);
    setImmediate(() => this.receive(json));
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  health() {
    return { state: 'ready' as const };
  }
}

interface HandState {
  step: 'menu' | 'number' | 'proof' | 'more';
  number?: string;
}

type Said = [text: string, choices?: string[]];
const menu = ['Track my order', 'Return or exchange', 'Find something', 'Any discount?', 'Talk to a person'];
const more = ['Talk to a person', 'No, that is all'];

/** What is said to a text, and the state after it. */
type Answer<State> = (text: string, state: State | undefined) => { state: State; said: Said[] };

/** The conversation by hand in a shop with these orders. */
export function shopByHand(list: readonly OrderRow[]): Answer<HandState> {
  const orders = new Map(list.map((order) => [order.number, order]));
  return (text, state) => answered(text, state, orders);
}

function answered(text: string, state: HandState | undefined, orders: ReadonlyMap<string, OrderRow>): { state: HandState; said: Said[] } {
  if (!state) return { state: { step: 'menu' }, said: [['Hello and welcome!'], ['What can I do for you?', menu]] };
  if (/shipping|delivery/i.test(text)) return { state, said: [['2 to 3 days within China and 6 to 10 days abroad.']] };
  if (state.step === 'menu' && text === '1') return { state: { step: 'number' }, said: [['Your order number, please.']] };
  if (state.step === 'number' && /^SO-\d+$/i.test(text))
    return { state: { step: 'proof', number: text.toUpperCase() }, said: [['The last 4 digits of the phone on the order?']] };
  if (state.step !== 'proof') return { state, said: [['Please pick one of these:', more]] };
  const order = orders.get(state.number ?? '');
  const found = order?.phone?.endsWith(text) ? `${order.number} is ${order.status}` : 'These do not match.';
  return { state: { ...state, step: 'more' }, said: [[found], ['Anything else I can do?', more]] };
}

/** A message as a webhook brings it. */
export interface Heard {
  id: string;
  user: string;
  text: string;
}

interface ByHand {
  receive(heard: Heard): void;
  /** Resolves when what was received is answered. */
  idle(): Promise<unknown>;
}

export function heardIn(json: string): Heard {
  const event: InboundEvent = JSON.parse(json);
  if (event.type !== 'message') throw new Error('no message');
  return { id: event.id, user: event.from.user, text: plainText(event.parts).trim() };
}

/** The floor: the conversation by hand, its state in a Map and, where `kept` is given, on disk. `provide` takes what is sent, as JSON. */
export function byHand<State>(answerTo: Answer<State>, provide: (user: string, json: string) => Promise<SendResult>, kept?: Kept<State>): ByHand {
  const states = new Map<string, State>();
  const queues = new Map<string, Promise<void>>();
  const say = async (user: string, [text, choices = []]: Said): Promise<string> => {
    const buttons = choices.map((label, n) => [{ text: label, callback_data: `b${n}` }]);
    const result = await provide(user, JSON.stringify({ chat_id: user, text, reply_markup: { inline_keyboard: buttons } }));
    if (!result.ok) throw new Error('not sent');
    return result.ref ?? '';
  };
  const answer = async (id: string, user: string, text: string): Promise<void> => {
    if (kept && !(await kept.take(id, user, text))) return;
    const { state, said } = answerTo(text, states.get(user));
    states.set(user, state);
    const rows = await kept?.keep(
      user,
      state,
      said.map(([words]) => words),
    );
    for (const [n, words] of said.entries()) {
      const ref = await say(user, words);
      if (rows) void kept?.sent(rows[n] ?? 0, ref);
    }
  };
  return {
    receive({ id, user, text }) {
      queues.set(
        user,
        (queues.get(user) ?? Promise.resolve()).then(() => answer(id, user, text)),
      );
    },
    idle: () => Promise.all(queues.values()),
  };
}

/** CPU seconds that the work took. */
export async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export interface TurnsFigures {
  /** Durable turns per CPU-second, the best of the rounds. */
  ours: number;
  /** By hand, nothing kept. */
  floor: number;
  /** By hand, kept on disk. */
  keptFloor: number;
  /** Median time of one customer's message to its last reply when nothing else happens, ms. */
  idleMs: number;
  /** Durable turns that were played, with those to warm up. */
  turns: number;
  /** CPU of this process for them, seconds. */
  seconds: number;
  /** Growth of the embedded database, with indexes, traces and all that a message brings, bytes per message in or out; not for MongoDB. */
  bytesPerMessage: number;
  /** A conversation's row at the end of such a conversation, as JSON, bytes. */
  conversationBytes: number;
  /** Resident memory of this process at the end, MB. */
  residentMb: number;
}

export interface TurnsOptions {
  /** With new customers each, after one to warm up. */
  rounds?: number;
  /** Of one round, interleaved. */
  customers?: number;
  /** Conversations of others that are in the store before; those of the customers stand spread among them. */
  stored?: number;
  /** A new database of this name is used in place of the embedded one. */
  mongodbUrl?: string;
  /** Also the same by hand; else `floor` and `keptFloor` are 0. */
  floors?: boolean;
  /** Called before the last round. */
  last?(): Promise<void>;
  progress?(text: string): void;
}

export async function benchTurns({
  rounds = 4,
  customers = 1000,
  stored = 0,
  mongodbUrl,
  floors = true,
  last,
  progress,
}: TurnsOptions = {}): Promise<TurnsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-turns-'));
  const channels = new Map<string, Channel>();
  const flowsDir = fileURLToPath(new URL('../flows', import.meta.url));
  const core = await openCore({ dataDir: folder, mongodbUrl, flowsDir, config: configSchema.parse({}), channels, log: silent, now: Date.now });
  const shipped = orderRows(Date.now()).find((order) => order.status === 'shipped');
  if (!shipped) throw new Error('the demo shop has no shipped order');
  await fill(core.store, stored, (done) => progress?.(`${done.toLocaleString('en')} conversations stored`));
  // Every number has seven digits, so that the ids of these customers fall between those that are stored.
  const spread = Math.max(1, Math.floor(stored / customers)) * fillStep;
  const ordersOf = (round: number): OrderRow[] =>
    Array.from({ length: customers }, (_, n) => {
      const number = `SO-${firstNumber + n * spread + round + 1}`;
      const phone = `86138${String(n).padStart(8, '0')}`;
      return { ...shipped, ...numbered(number), phone, customer: { ...shipped.customer, phone } };
    });
  await core.runtime.start();
  const play = async (of: OrderRow[], connect: (play: Play) => () => Promise<unknown>): Promise<number> => {
    // Each customer has an order of their own: looking up the same one again and again counts as guessing.
    const one = new Play(of.map((order) => [order.number, conversationOf(order)]));
    channels.set('bench:main', one);
    const idle = connect(one);
    return cpuOf(async () => {
      one.begin();
      await one.finished;
      await idle();
    });
  };
  const perSecond = (cpu: number): number => (customers * lines) / cpu;
  const file = join(folder, databaseFile);
  const size = (): number => (mongodbUrl ? Number.NaN : bytesOf(file) + bytesOf(`${file}-wal`));
  const atFirst = { messages: await core.store.collection(messages).count({}), bytes: size() };
  let seconds = 0;
  let ours = 0;
  let floor = 0;
  let keptFloor = 0;
  for (let round = 0; round <= rounds; round++) {
    progress?.(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    if (round === rounds) await last?.();
    const of = ordersOf(round);
    await core.store.write(of.map((row) => ({ op: 'insert', in: orders.name, row })));
    const durable = await play(of, (one) => {
      one.receive = (json) => void core.runtime.receive([JSON.parse(json)]);
      return () => core.runtime.idle();
    });
    seconds += durable;
    if (round > 0) ours = Math.max(ours, perSecond(durable));
    if (!floors) continue;
    const hand = await play(of, (one) => {
      const by = byHand(shopByHand(of), (user, json) => one.provide(user, json));
      one.receive = (json) => by.receive(heardIn(json));
      return by.idle;
    });
    const kept = await keepIn<HandState>(join(folder, `by-hand-${round}.db`));
    const keeping = await play(of, (one) => {
      const by = byHand(shopByHand(of), (user, json) => one.provide(user, json), kept);
      one.receive = (json) => by.receive(heardIn(json));
      return by.idle;
    });
    kept.close();
    if (round > 0) [floor, keptFloor] = [Math.max(floor, perSecond(hand)), Math.max(keptFloor, perSecond(keeping))];
  }
  const count = (await core.store.collection(messages).count({})) - atFirst.messages;
  const some = await core.store.collection(conversations).find({ where: { state: 'open' }, sort: { by: 'lastAt', desc: true }, limit: 100 });
  const conversationBytes = some.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0) / some.length;
  const idleMs = await idleReply(core, channels);
  const residentMb = process.memoryUsage.rss() / 2 ** 20;
  await core.close(5000);
  const bytesPerMessage = (size() - atFirst.bytes) / count;
  rmSync(folder, { recursive: true, force: true });
  return { ours, floor, keptFloor, idleMs, turns: customers * lines * (rounds + 1), seconds, bytesPerMessage, conversationBytes, residentMb };
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
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
  const { ours, floor, keptFloor, idleMs } = await benchTurns();
  process.stdout.write(
    `durable turns per CPU-second: ${Math.round(ours)}; by hand on disk: ${Math.round(keptFloor)}; by hand in RAM: ${Math.round(floor)}; idle reply ${idleMs.toFixed(1)} ms (median)\n`,
  );
}
