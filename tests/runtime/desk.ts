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

/** Lets the event loop go round often enough for every write that was begun. */
export async function rounds(): Promise<void> {
  for (let n = 0; n < 60; n++) await new Promise((resolve) => setImmediate(resolve));
}

export function message(user: string, text: string, id: string, channel = 'test', at = 0): InboundEvent {
  return { type: 'message', id, from: { channel, account: 'main', user }, at, parts: [{ type: 'text', text }] };
}

/** Opens a desk; `close` removes its file. */
export async function openDesk(options: DeskOptions = {}, folder = mkdtempSync(join(tmpdir(), 'desk-')), clock = new ManualClock()): Promise<Desk> {
  const file = join(folder, 'shop.db');
  const store = options.store ?? (await openSqlite({ file, specs, now: clock.now, log: quiet }));
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
      await runtime.stop(0);
      await store.close();
      return openDesk({ ...options, store: undefined, channel, ...next }, folder, clock);
    },
    async close() {
      if (closed) return;
      closed = true;
      await runtime.stop(0);
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
