/** The supervisor against a real process (child.ts beside). */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryArguments } from '../../src/channel-host/supervision/entry.ts';
import { type SupervisionTiming, supervisionTiming } from '../../src/channel-host/supervision/policy.ts';
import { startedAt } from '../../src/channel-host/supervision/processes.ts';
import { type SuperviseOptions, type Supervisor, supervise } from '../../src/channel-host/supervision/supervise.ts';
import type { Logger } from '../../src/logger.ts';

const event = z.object({ n: z.int() });
type Event = z.infer<typeof event>;
const quick: SupervisionTiming = { ...supervisionTiming, firstWait: 20, mostWait: 100, stopLimit: 3_000, conflictWait: 50, lockedWait: 100 };
const eventually = <T>(read: () => T) => expect.poll(read, { interval: 20 });

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'zhanggui-supervision-'));
  cleanUp.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface Stage {
  supervisor: Supervisor;
  taken: Event[];
  logged: string[];
  starts: () => number;
}

function stage(given: object | (() => object), extra: Partial<SuperviseOptions<Event>> = {}): Stage {
  const taken: Event[] = [];
  const logged: string[] = [];
  let starts = 0;
  const write = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const supervisor = supervise<Event>({
    name: 'fake',
    account: 'main',
    entry: new URL('./child.ts', import.meta.url),
    folder: extra.folder ?? folder(),
    given: async () => {
      starts++;
      return typeof given === 'function' ? given() : given;
    },
    events: event,
    take: async (one) => void taken.push(one),
    secrets: ['token-1234'],
    log,
    now: Date.now,
    timing: quick,
    chance: () => 0,
    ...extra,
  });
  cleanUp.push(() => supervisor.stop());
  return { supervisor, taken, logged, starts: () => starts };
}

const state = ({ supervisor }: Stage) => eventually(() => supervisor.health().state);
const ask = (set: Stage, method: string, params?: unknown, limitMs = 20_000) => set.supervisor.request(method, params, z.unknown(), limitMs);
async function pidOf(set: Stage): Promise<number> {
  const answer = await set.supervisor.request('pid', undefined, z.int(), 20_000);
  if (!answer.ok) throw new Error(answer.failure.detail);
  return answer.value;
}

describe('a supervised process', () => {
  it('starts, answers, refuses in our words, and is stopped with what it started', async () => {
    const set = stage({ at: 'ready', offspring: true });
    expect(set.supervisor.health()).toEqual({ state: 'stopped' });
    expect(await ask(set, 'echo', 1)).toEqual({ ok: false, failure: { code: 'not_running', notTaken: true } });
    set.supervisor.start();
    expect(set.supervisor.health()).toEqual({ state: 'starting' });
    await state(set).toBe('ready');
    const bytes = Buffer.from([0, 255, 1]);
    expect(await ask(set, 'echo', { bytes })).toEqual({ ok: true, value: { bytes } });
    expect(await ask(set, 'refuse')).toEqual({ ok: false, failure: { code: 'rate_limited', retryAfterMs: 5_000, detail: 'slowly, ***' } });
    expect(await ask(set, 'explode')).toEqual({ ok: false, failure: { code: 'provider', detail: 'bang' } });
    expect(await ask(set, 'toString')).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    expect(await set.supervisor.request('echo', 'text', z.number(), 20_000)).toMatchObject({ ok: false, failure: { code: 'provider' } });
    expect(await ask(set, 'never', undefined, 30)).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    const own = Number(/offspring .*"pid":(\d+)/.exec(set.logged.join('\n'))?.[1]);
    const child = await pidOf(set);
    expect([startedAt(own), startedAt(child)]).not.toContain(undefined);
    await set.supervisor.stop();
    expect([startedAt(own), startedAt(child)]).toEqual([undefined, undefined]);
    expect(set.supervisor.health()).toEqual({ state: 'stopped' });
    expect(set.logged.join('\n')).not.toContain('token-1234');
  });

  it('passes on nothing of the environment but what any program needs', async () => {
    process.env.SOME_SECRET_TOKEN = 'x';
    cleanUp.push(() => void delete process.env.SOME_SECRET_TOKEN);
    const set = stage({ at: 'ready' }, { env: { LIBRARY_WORD: 'y' } });
    set.supervisor.start();
    await state(set).toBe('ready');
    const answer = await set.supervisor.request('environment', undefined, z.array(z.string()), 20_000);
    expect(answer.ok && answer.value).toContain('LIBRARY_WORD');
    expect(answer.ok && answer.value).toContain('PATH');
    expect(answer.ok && answer.value).not.toContain('SOME_SECRET_TOKEN');
  });

  it('shows what to scan while it is asked for, and logs it nowhere', async () => {
    const set = stage({ at: 'need_qr' });
    set.supervisor.start();
    await eventually(() => set.supervisor.pairing()?.qr).toBe('2@secret-of-the-account');
    const { at = 0, until = 0 } = set.supervisor.pairing() ?? {};
    expect(until - at).toBe(60_000);
    expect(set.supervisor.health()).toEqual({ state: 'need_qr', detail: 'as asked' });
    await set.supervisor.stop();
    expect(set.supervisor.pairing()).toBeNull();
    expect(set.logged.join('\n')).not.toContain('secret-of-the-account');
  });

  it('stores events in order, and tells the child only then', async () => {
    let failures = 3;
    const stored: number[] = [];
    const set = stage(
      { at: 'ready' },
      {
        take: async ({ n }) => {
          if (n === 2 && failures-- > 0) throw new Error('the disk is full');
          stored.push(n);
        },
      },
    );
    set.supervisor.start();
    await state(set).toBe('ready');
    expect(await ask(set, 'emit', [{ n: 1 }, { n: 2 }, { odd: true }, { n: 3 }])).toEqual({ ok: true, value: 'stored' });
    expect(stored).toEqual([1, 2, 3]);
    expect(set.logged.filter((line) => line.includes('the disk is full'))).toHaveLength(3);
    expect(set.logged.filter((line) => line.includes('unknown shape'))).toHaveLength(1);
  });

  it('loses no event when both die before it is stored', async () => {
    const shared = folder();
    const first = stage(
      { at: 'ready' },
      {
        folder: shared,
        timing: { ...quick, stopLimit: 100 },
        take: async ({ n }) => {
          if (n > 1) throw new Error('no database');
        },
      },
    );
    first.supervisor.start();
    await state(first).toBe('ready');
    await ask(first, 'emitAndDie', [{ n: 1 }, { n: 2 }, { n: 3 }]);
    await first.supervisor.stop();
    const second = stage({ at: 'ready' }, { folder: shared });
    second.supervisor.start();
    // The first one was stored too, but the child was gone before it heard of it; the key of deduplication makes it harmless.
    await eventually(() => second.taken.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(await ask(second, 'emit', [{ n: 4 }])).toMatchObject({ ok: true });
    expect(second.taken.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    expect(readFileSync(join(shared, 'unstored.jsonl'), 'utf8')).toBe('');
  });

  it('comes back after a crash, and says of a request on its way that nobody knows', async () => {
    const set = stage({ at: 'ready', offspring: true });
    set.supervisor.start();
    await state(set).toBe('ready');
    const own = Number(/offspring .*"pid":(\d+)/.exec(set.logged.join('\n'))?.[1]);
    expect(await ask(set, 'exit')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    await eventually(set.starts).toBe(2);
    expect(startedAt(own)).toBeUndefined();
    await state(set).toBe('ready');
  });

  it.each(['rejects', 'throws'] as const)('gives up after five failures: a child that %s', async (at) => {
    const set = stage({ at });
    set.supervisor.start();
    await state(set).toBe('failed');
    expect(set.starts()).toBe(5);
    expect(set.supervisor.health().detail).toMatch(/failed 5 times within 10 minutes .* start the channel again/);
    expect(JSON.stringify(set.supervisor.health()) + set.logged.join('\n')).not.toContain('token-1234');
    set.supervisor.start();
    await eventually(set.starts).toBeGreaterThan(5);
  });

  it('stays ended after a logout until it is started again', async () => {
    let at = 'logged_out';
    const set = stage(() => ({ at }));
    set.supervisor.start();
    await state(set).toBe('logged_out');
    expect(set.supervisor.health().detail).toBe('the phone says logged_out');
    await new Promise((resolve) => setTimeout(resolve, quick.firstWait * 5));
    expect(set.starts()).toBe(1);
    at = 'ready';
    set.supervisor.start();
    await state(set).toBe('ready');
  });

  it('waits when somebody else uses the session', async () => {
    let at = 'conflict';
    const set = stage(() => ({ at }));
    set.supervisor.start();
    await state(set).toBe('degraded');
    at = 'ready';
    await state(set).toBe('ready');
  });

  it('ends a child that is late, deaf or stuck', async () => {
    const late = stage({ at: 'starting' }, { timing: { ...quick, startLimit: 1_500 } });
    late.supervisor.start();
    await state(late).toBe('degraded');
    expect(late.supervisor.health().detail).toContain('not ready within');
    await late.supervisor.stop();
    const set = stage({ at: 'ready' }, { timing: { ...quick, heartbeat: 2_500 } });
    set.supervisor.start();
    await state(set).toBe('ready');
    await ask(set, 'deaf');
    await eventually(set.starts).toBe(2);
    await state(set).toBe('ready');
    const stuck = await pidOf(set);
    expect(await ask(set, 'block')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(startedAt(stuck)).toBeUndefined();
    await eventually(set.starts).toBe(3);
  });

  it('ends by itself when the program is gone', async () => {
    const script = `
      import { supervise } from ${JSON.stringify(new URL('../../src/channel-host/supervision/supervise.ts', import.meta.url).href)};
      import { z } from 'zod';
      const quiet = () => undefined;
      const it = supervise({ name: 'fake', account: 'main', entry: new URL(${JSON.stringify(new URL('./child.ts', import.meta.url).href)}),
        folder: ${JSON.stringify(folder())}, given: async () => ({ at: 'ready' }), events: z.unknown(), take: async () => undefined,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet }, now: Date.now });
      it.start();
      for (;;) {
        const answer = await it.request('pid', undefined, z.number(), 20_000);
        if (answer.ok) { console.log(answer.value); break; }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }`;
    const program = spawn(process.execPath, [...entryArguments(new URL(import.meta.url)), '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const child = await new Promise<number>((resolve) => program.stdout.once('data', (bytes: Buffer) => resolve(Number(bytes))));
    expect(startedAt(child)).toBeDefined();
    program.kill('SIGKILL');
    await eventually(() => startedAt(child)).toBeUndefined();
  });

  it('lets one program at a time use the folder', async () => {
    const shared = folder();
    const first = stage({ at: 'ready' }, { folder: shared });
    const second = stage({ at: 'ready' }, { folder: shared });
    first.supervisor.start();
    await state(first).toBe('ready');
    const holder = await pidOf(first);
    second.supervisor.start();
    await eventually(() => second.supervisor.health().detail).toContain(`process ${holder} already uses this account`);
    await first.supervisor.stop();
    await state(second).toBe('ready');
    await second.supervisor.stop();
    expect(existsSync(join(shared, 'lock.json'))).toBe(false);
  });
});
