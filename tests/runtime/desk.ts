/** A runtime on a real SQLite file with a recording channel: what tests talk to. It can be killed and opened again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../src/call.ts';
import type { Channel } from '../../src/channel.ts';
import type { Logger } from '../../src/logger.ts';
import type { InboundEvent } from '../../src/message.ts';
import type { Runtime, RuntimeOptions } from '../../src/runtime/deps/runtime-options.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import * as collections from '../../src/store/collections.ts';
import { conversationDays } from '../../src/store/conversation-days.ts';
import { channelMemory, leases } from '../../src/store/process-rows.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { ManualClock } from './manual-clock.ts';
import { RecordingChannel } from './recording-channel.ts';
import { echo, noFlows, type Script, scripted } from './scripted-engine.ts';

const { conversations, inbox, messages, contacts, consents, flowVersions, traces, tracks, notices, unanswered, settings, media } = collections;
export const specs = [
  conversations,
  inbox,
  messages,
  contacts,
  consents,
  flowVersions,
  traces,
  tracks,
  notices,
  unanswered,
  settings,
  media,
  leases,
  channelMemory,
  conversationDays,
];

export const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export interface DeskOptions extends Partial<Omit<RuntimeOptions, 'calls'>> {
  script?: Script;
  channel?: RecordingChannel;
  others?: RecordingChannel[];
  calls?: Call[];
}

export interface Desk {
  runtime: Runtime;
  store: Store;
  channel: RecordingChannel;
  clock: ManualClock;
  file: string;
  faults: string[];
  /** Tells what a customer wrote, as the provider does. */
  write(user: string, text: string, id?: string): Promise<void>;
  /** Turns the clock and waits for what comes of it. */
  pass(ms: number): Promise<void>;
  /** The same while something hangs, so that nothing is ever all done. */
  passBusy(ms: number): Promise<void>;
  row(user: string): Promise<collections.ConversationRow>;
  messages(user: string): Promise<collections.MessageRow[]>;
  /** Stops without a word, as a kill does, and opens the same file anew with other options. */
  restart(options?: DeskOptions): Promise<Desk>;
  close(): Promise<void>;
}

let ids = 0;

/** How many answers the store of each open desk owes. */
const owing = new Set<{ answers: number }>();

/** The store, with what is asked of it counted until it is answered. */
function counted(store: Store, owed: { answers: number }): Store {
  const counting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(from, name) {
        const value: unknown = Reflect.get(from, name, from);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const answer: unknown = value.apply(from, given);
          if (!(answer instanceof Promise)) return typeof answer === 'object' && answer !== null ? counting(answer) : answer;
          owed.answers += 1;
          return answer.finally(() => {
            owed.answers -= 1;
          });
        };
      },
    });
  return counting(store);
}

/** How long a store of a desk may take for one answer before it counts as one that hangs, ms. */
const storePatience = 30_000;

/** Lets the event loop go round often enough for everything that was begun: rounds in which a store owes an answer do not count. */
export async function rounds(): Promise<void> {
  const end = performance.now() + storePatience;
  for (let n = 0; n < 60; ) {
    await new Promise((resolve) => setImmediate(resolve));
    if ([...owing].every(({ answers }) => answers === 0) || performance.now() > end) n += 1;
  }
}

export function message(user: string, text: string, id: string, channel = 'test', at = 0): InboundEvent {
  return { type: 'message', id, from: { channel, account: 'main', user }, at, parts: [{ type: 'text', text }] };
}

/** Opens a desk; `close` removes its file. */
export async function openDesk(options: DeskOptions = {}, folder = mkdtempSync(join(tmpdir(), 'desk-')), clock = new ManualClock()): Promise<Desk> {
  const file = join(folder, 'shop.db');
  const owed = { answers: 0 };
  const store = counted(options.store ?? (await openSqlite({ file, specs, now: clock.now, log: quiet })), owed);
  owing.add(owed);
  const channel = options.channel ?? new RecordingChannel();
  const faults: string[] = [];
  const channels = new Map<string, Channel>([channel, ...(options.others ?? [])].map((one) => [`${one.name}:main`, one]));
  ids += 1;
  const boot = `boot-${ids}`;
  const runtime = createRuntime({
    flows: { set: () => noFlows },
    channels,
    shop: { name: 'Shop', currency: 'USD', zone: 'Asia/Shanghai', langs: ['en', 'zh'], categories: [] },
    log: quiet,
    now: clock.now,
    clock,
    instanceId: boot,
    hooks: { fault: (where) => faults.push(where) },
    random: () => 0.5,
    advance: scripted(options.script ?? echo),
    ...options,
    calls: new Map((options.calls ?? []).map((call) => [call.name, call])),
    store,
  });
  await runtime.start();
  let closed = false;
  const idOf = (user: string): string => `${channel.name}:main:${user}`;
  return {
    runtime,
    store,
    channel,
    clock,
    file,
    faults,
    write: (user, text, id) => {
      ids += 1;
      return runtime.receive([message(user, text, id ?? `m${ids}`, channel.name, clock.now())]);
    },
    pass: (ms) => clock.turn(ms, () => runtime.idle()),
    passBusy: (ms) => clock.turn(ms, rounds),
    async row(user) {
      const row = await store.collection(conversations).get(idOf(user));
      if (!row) throw new Error(`no conversation with ${user}`);
      return row;
    },
    messages: (user) => store.collection(messages).find({ where: { conversation: idOf(user) }, sort: { by: 'n' }, limit: 1000 }),
    async restart(next = {}) {
      closed = true;
      owing.delete(owed);
      await runtime.stop(0);
      await store.close();
      return openDesk({ ...options, store: undefined, channel, ...next }, folder, clock);
    },
    async close() {
      if (closed) return;
      closed = true;
      owing.delete(owed);
      await runtime.stop(0);
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
