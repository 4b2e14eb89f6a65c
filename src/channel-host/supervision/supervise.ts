/** The program's side: one child process for an account, kept alive as policy.ts says. Nothing here throws or rejects. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { Health, SendFailure } from '../../channel.ts';
import { redactSecrets } from '../../channel-kit/redact.ts';
import type { Logger } from '../../logger.ts';
import { entryArguments } from './entry.ts';
import { type Effect, initialLife, type Life, type SupervisionEvent, type SupervisionTiming, step, supervisionTiming } from './policy.ts';
import { kill, killGroup, markOf, type ProcessMark } from './processes.ts';
import { storeInOrder } from './store-in-order.ts';
import { type ToChild, type ToProgram, toProgram } from './wire.ts';

export interface SuperviseOptions<E> {
  /** The channel and the account, for logs and for the process's title. */
  name: string;
  account: string;
  /** See `childEntry`. */
  entry: URL;
  /** The account's folder. It is made, and locked by the child. */
  folder: string;
  /** What the child's `run` gets as `given`; asked at each start. */
  given(): Promise<unknown>;
  /** An event that does not fit is logged and dropped. */
  events: z.ZodType<E>;
  /** Stores one event. When it rejects, the same event comes again after a pause, before any other. */
  take(event: E): Promise<void>;
  /** Never in a log or in a detail of health. */
  secrets?: readonly string[];
  /** Variables for the child, besides the few that any program needs. The program's own secrets are not passed on. */
  env?: Readonly<Record<string, string>>;
  log: Logger;
  now(): number;
  timing?: SupervisionTiming;
  /** 0 up to 1; Math.random unless given. */
  chance?(): number;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: SendFailure };

export interface Supervisor {
  start(): void;
  /** Ends the child and everything that it started; resolves when it is gone and what it handed over is stored. */
  stop(): Promise<void>;
  health(): Health;
  pairing(): { qr?: string; code?: string; at: number; until?: number } | null;
  /** Asks the child. `not_running` means that it cannot have begun; `timeout`, that nobody knows. */
  request<T>(method: string, params: unknown, schema: z.ZodType<T>, limitMs: number): Promise<Answer<T>>;
}

/** Variables that any program needs from its environment. */
const inherited = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'XDG_RUNTIME_DIR', 'NODE_EXTRA_CA_CERTS', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

interface Child {
  process: ChildProcess;
  mark: ProcessMark;
  owned: ProcessMark[];
  gone: Promise<void>;
  /** Requests that wait for their answer. */
  asked: Map<number, (answer: Answer<unknown>) => void>;
  unanswered: number | undefined;
  complaints: string;
  /** We have ended it, or are about to: what it says of itself no longer counts. */
  dismissed: boolean;
  over: boolean;
}

/** Makes a supervisor; nothing runs before `start`. */
export function supervise<E>(options: SuperviseOptions<E>): Supervisor {
  const { name, log, now, timing = supervisionTiming, chance = Math.random, secrets = [] } = options;
  const about = { channel: name, account: options.account };
  let life: Life = initialLife;
  let child: Child | undefined;
  let pairing: { qr?: string; code?: string; at: number; until?: number } | null = null;
  let pause: NodeJS.Timeout | undefined;
  let limit: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let requests = 0;
  let pings = 0;
  let births = 0;
  /** Storing goes on in order, across the lives of the child. */
  let storing = newStoring();

  const redact = (text: string) => redactSecrets(text, secrets);

  function newStoring() {
    return storeInOrder<E>({
      take: options.take,
      failed(error) {
        const detail = redact(error instanceof Error ? error.message : String(error));
        log.error({ ...about, detail }, 'a message could not be stored; the channel keeps it and it is tried again');
      },
      firstWait: timing.firstWait,
      mostWait: timing.heartbeat,
    });
  }

  function happened(event: SupervisionEvent): void {
    const [next, effects] = step(life, event, { now: performance.now(), chance: chance() }, timing);
    if (next.health.state !== life.health.state) log[next.health.state === 'failed' ? 'error' : 'info']({ ...about, ...next.health }, 'state of the channel');
    life = next;
    if (life.health.state !== 'need_qr') pairing = null;
    for (const effect of effects) carryOut(effect);
  }

  function carryOut(effect: Effect): void {
    if (effect.do === 'spawn') void spawn();
    else if (effect.do === 'end') end(effect.graceful);
    else if (effect.do === 'wait') {
      clearTimeout(pause);
      pause = setTimeout(() => happened({ type: 'due' }), effect.ms);
    } else {
      clearTimeout(limit);
      limit = effect.ms === null ? undefined : setTimeout(() => happened({ type: 'late' }), effect.ms);
    }
  }

  const send = (to: Child, message: ToChild) => {
    if (to.process.connected) to.process.send(message, () => undefined);
  };

  function destroy(it: Child): void {
    kill(it.mark);
    for (const mark of it.owned) kill(mark);
  }

  function end(graceful: boolean): void {
    const it = child;
    if (!it) return;
    it.dismissed = true;
    clearInterval(beat);
    if (!graceful) destroy(it);
    else {
      send(it, { t: 'stop' });
      const patience = setTimeout(() => destroy(it), timing.stopLimit);
      void it.gone.then(() => clearTimeout(patience));
    }
  }

  async function spawn(): Promise<void> {
    const mine = ++births;
    const due = () => life.phase === 'running' && mine === births;
    await child?.gone;
    if (!due()) return;
    let given: unknown;
    try {
      given = await options.given();
    } catch (error) {
      if (due()) happened({ type: 'exited', detail: redact(`it could not be prepared: ${error instanceof Error ? error.message : error}`) });
      return;
    }
    if (!due()) return;
    const env = Object.fromEntries(inherited.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
    const forked = fork(fileURLToPath(options.entry), [], {
      execArgv: entryArguments(options.entry),
      env: { ...env, ...options.env },
      serialization: 'advanced',
      // A group of its own: the terminal's Ctrl-C is not for it, and it can be ended with all that belong to it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    adopt(forked, given);
  }

  function adopt(forked: ChildProcess, given: unknown): void {
    const exited = new Promise<string>((resolve) => {
      forked.once('error', (error) => resolve(error.message));
      forked.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    });
    const silent = new Promise<void>((resolve) => {
      if (forked.connected) forked.once('disconnect', resolve);
      else resolve();
    });
    const it: Child = {
      process: forked,
      mark: forked.pid === undefined ? { pid: 0, started: '-' } : markOf(forked.pid),
      owned: [],
      gone: Promise.resolve(),
      asked: new Map(),
      unanswered: undefined,
      complaints: '',
      dismissed: false,
      over: false,
    };
    it.gone = (async () => {
      const how = await exited;
      await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
      it.over = true;
      killGroup(it.mark.pid);
      destroy(it);
      clearInterval(child === it ? beat : undefined);
      for (const answer of it.asked.values()) answer({ ok: false, failure: { code: 'timeout', detail: 'the process ended before it answered' } });
      if (child === it && !it.dismissed) {
        log.warn({ ...about, how, said: redact(it.complaints) }, 'the process of the channel ended');
        happened({ type: 'exited', detail: `its process ended (${how})` });
      }
    })();
    child = it;
    forked.stderr?.on('data', (bytes: Buffer) => {
      it.complaints = (it.complaints + bytes.toString('utf8')).slice(-1_000);
    });
    // Until its first word the limit of the start counts: loading a large library keeps it from answering.
    forked.once('message', () => watch(it));
    forked.on('message', (raw) => {
      const parsed = toProgram.safeParse(raw);
      if (parsed.success) heard(it, parsed.data);
    });
    send(it, { t: 'begin', name: `${name} ${options.account}`, folder: options.folder, heartbeat: timing.heartbeat, given });
  }

  function watch(it: Child): void {
    if (it !== child || it.dismissed || it.over) return;
    clearInterval(beat);
    beat = setInterval(() => {
      if (it.unanswered !== undefined) {
        happened({ type: 'silent' });
        return;
      }
      it.unanswered = ++pings;
      send(it, { t: 'ping', n: pings });
    }, timing.heartbeat);
  }

  function heard(from: Child, message: ToProgram): void {
    const current = from === child && !from.dismissed;
    switch (message.t) {
      case 'event':
        store(from, message.n, message.value);
        return;
      case 'answer':
        from.asked.get(message.id)?.({ ok: true, value: message.value });
        return;
      case 'refusal':
        from.asked.get(message.id)?.({ ok: false, failure: { ...message.failure, detail: redact(message.failure.detail ?? '').slice(0, 300) } });
        return;
      case 'pong':
        if (message.n === from.unanswered) from.unanswered = undefined;
        return;
      case 'owns':
        from.owned.push(markOf(message.pid));
        return;
      case 'log':
        log[message.level]({ ...about, ...JSON.parse(redact(JSON.stringify(message.fields))) }, redact(message.text));
        return;
    }
    if (!current) return;
    if (message.t === 'state')
      happened({ type: 'reported', state: message.state, ...(message.detail === undefined ? {} : { detail: redact(message.detail) }) });
    else if (message.t === 'leaving') happened({ type: 'left', why: message.why, detail: redact(message.detail) });
    else if (message.t === 'failing') happened({ type: 'exited', detail: redact(message.detail) });
    else {
      const { t: _t, lives, ...shown } = message;
      const at = now();
      pairing = life.health.state === 'need_qr' ? { ...shown, at, ...(lives !== undefined && { until: at + lives }) } : null;
    }
  }

  function store(from: Child, n: number, value: unknown): void {
    const parsed = options.events.safeParse(value);
    const stored = () => send(from, { t: 'stored', n });
    if (parsed.success) storing.add(parsed.data, stored);
    else {
      log.error({ ...about, problem: parsed.error.issues[0]?.path.join('.') }, 'an event of the channel has an unknown shape and is dropped');
      stored();
    }
  }

  return {
    start() {
      if (life.phase === 'stopped') storing = newStoring();
      happened({ type: 'start' });
    },
    async stop() {
      clearTimeout(pause);
      const it = child;
      const patience = setTimeout(() => storing.giveUp(), timing.stopLimit);
      // What it has handed over is stored and acknowledged while it still listens, so that nothing comes twice.
      await storing.settled();
      happened({ type: 'stop' });
      await it?.gone;
      await storing.settled();
      clearTimeout(patience);
      if (child === it) child = undefined;
    },
    health: () => life.health,
    pairing: () => pairing,
    request<T>(method: string, params: unknown, schema: z.ZodType<T>, limitMs: number): Promise<Answer<T>> {
      const it = child;
      if (!it || it.dismissed || it.over || !it.process.connected || life.phase !== 'running')
        return Promise.resolve({ ok: false, failure: { code: 'not_running', notTaken: true } });
      const id = ++requests;
      return new Promise((resolve) => {
        const done = (answer: Answer<unknown>) => {
          clearTimeout(timer);
          it.asked.delete(id);
          if (!answer.ok) return resolve(answer);
          const parsed = schema.safeParse(answer.value);
          resolve(parsed.success ? { ok: true, value: parsed.data } : { ok: false, failure: { code: 'provider', detail: 'the answer has an unknown shape' } });
        };
        const timer = setTimeout(() => done({ ok: false, failure: { code: 'timeout', detail: `no answer within ${Math.round(limitMs / 1000)} s` } }), limitMs);
        it.asked.set(id, done);
        send(it, { t: 'request', id, method, params });
      });
    },
  };
}
