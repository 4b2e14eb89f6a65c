/** The child's side: what `channels/<name>/child.ts` calls. The process ends when the program that started it is gone. */
import type { SendFailure } from '../../channel.ts';
import type { Logger } from '../../logger.ts';
import { openJournal } from './journal.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import type { ExitReason, reportedStates } from './policy.ts';
import { kill, markOf, type ProcessMark } from './processes.ts';
import { type ToProgram, toChild } from './wire.ts';

/** Thrown by a method to refuse a request with a failure in our words. Anything else that is thrown counts as `provider`. */
export class Refusal extends Error {
  readonly failure: SendFailure;
  constructor(failure: SendFailure) {
    super(failure.detail ?? failure.code);
    this.failure = failure;
  }
}

/** The program, as the child sees it. Nothing here throws. */
export interface Program {
  /** The account's folder; it is locked for this process. */
  readonly folder: string;
  /** Hands over an event (plain JSON), in order; resolves when it is stored. It survives a crash of either side. */
  emit(value: unknown): Promise<void>;
  state(state: (typeof reportedStates)[number], detail?: string): void;
  /** What the merchant scans or types, while the state is `need_qr`. Never logged. */
  pairing(pairing: { qr?: string; code?: string; lives?: number }): void;
  /** A process that was started and must not outlive this one. */
  owns(pid: number): void;
  /** Ends this process on purpose. */
  leave(why: ExitReason, detail: string): void;
  /** Ends this process because it cannot go on; it is started again after a pause. */
  fail(detail: string): void;
  readonly log: Logger;
}

export interface Served {
  methods: Record<string, (params: unknown) => Promise<unknown>>;
  /** Asked at every heartbeat. A rejection ends the process, as no answer does. */
  check?(): Promise<void>;
  /** Gives back what is open. Called once. */
  stop(): Promise<void>;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1_000);

/** Longest time that `stop` may take when nobody is there to end us, ms. */
const farewell = 5_000;

/**
 * Serves the program that forked this process. `run` gets what the channel gave for the start; when it rejects, that is a failure of the start.
 */
export function serve(run: (program: Program, given: unknown) => Promise<Served>): void {
  const owned: ProcessMark[] = [];
  let lock: FolderLock | undefined;
  let served: Promise<Served> | undefined;
  let ending = false;
  /** Who waits until event `n` is stored. */
  const waiting = new Map<number, () => void>();
  let storedEvent: (n: number) => void = () => undefined;

  const say = (message: ToProgram, done?: () => void): void => {
    if (process.connected && process.send) process.send(message, undefined, {}, () => done?.());
    else done?.();
  };

  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    const limit = new Promise((resolve) => setTimeout(resolve, farewell).unref());
    await Promise.race([served?.then((it) => it.stop()).catch(() => undefined), limit]);
    process.exit(code);
  };
  process.on('exit', () => {
    for (const mark of owned) kill(mark);
    lock?.release();
  });
  process.on('disconnect', () => void end(0));
  // A terminal's Ctrl-C and a shutdown concern the program, which then asks us to stop.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('SIGTERM', () => void end(0));
  const log = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, text: string) => say({ t: 'log', level, fields: { ...fields }, text });
  const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  // Libraries that drive a browser leave promises behind when it goes; whether it goes on is seen by `check`.
  process.on('unhandledRejection', (error) => logger.warn({ detail: words(error) }, 'something of the library failed unseen'));
  process.on('uncaughtException', (error) => say({ t: 'failing', detail: words(error) }, () => void end(1)));

  async function begin(name: string, folder: string, given: unknown): Promise<Served> {
    const taken = lockFolder(folder);
    if (!taken.ok) {
      const who = taken.pid > 0 ? `process ${taken.pid}` : 'another program';
      say(
        { t: 'leaving', why: 'locked', detail: `${who} already uses this account of ${name}; stop it, two of them cannot share a session` },
        () => void end(0),
      );
      return { methods: {}, stop: async () => undefined };
    }
    lock = taken.lock;
    const journal = openJournal(folder);
    let next = 1;
    for (const [n, value] of journal.left) say({ t: 'event', n, value });
    const program: Program = {
      folder,
      emit(value) {
        const n = next++;
        journal.add(n, value);
        const stored = new Promise<void>((resolve) => waiting.set(n, resolve));
        say({ t: 'event', n, value });
        return stored;
      },
      state: (state, detail) => say({ t: 'state', state, ...(detail === undefined ? {} : { detail: detail.slice(0, 1_000) }) }),
      pairing: (pairing) => say({ t: 'pairing', ...pairing }),
      owns(pid) {
        owned.push(markOf(pid));
        lock?.owns(pid);
        say({ t: 'owns', pid });
      },
      leave: (why, detail) => say({ t: 'leaving', why, detail: detail.slice(0, 1_000) }, () => void end(0)),
      fail: (detail) => say({ t: 'failing', detail: detail.slice(0, 1_000) }, () => void end(1)),
      log: logger,
    };
    storedEvent = journal.stored;
    return run(program, given);
  }
  async function answer(id: number, method: string, params: unknown): Promise<void> {
    try {
      const it = await served;
      const called = it && Object.hasOwn(it.methods, method) ? it.methods[method] : undefined;
      if (!called) throw new Refusal({ code: 'rejected', detail: `there is no method ${method.slice(0, 50)}` });
      say({ t: 'answer', id, value: await called(params) });
    } catch (error) {
      say({ t: 'refusal', id, failure: error instanceof Refusal ? error.failure : { code: 'provider', detail: words(error) } });
    }
  }

  process.on('message', (raw) => {
    const parsed = toChild.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.t) {
      case 'begin':
        if (served) return;
        process.title = `zhanggui ${message.name}`;
        served = begin(message.name, message.folder, message.given);
        served.catch((error: unknown) => say({ t: 'failing', detail: words(error) }, () => void end(1)));
        setInterval(() => lock?.renew(), message.heartbeat).unref();
        return;
      case 'request':
        void answer(message.id, message.method, message.params);
        return;
      case 'stored':
        storedEvent(message.n);
        waiting.get(message.n)?.();
        waiting.delete(message.n);
        return;
      case 'ping':
        void (async () => {
          // A start may take longer than a heartbeat; it has a limit of its own.
          const it = await Promise.race([served, Promise.resolve()]);
          await it?.check?.();
          say({ t: 'pong', n: message.n });
        })().catch((error: unknown) => say({ t: 'failing', detail: words(error) }, () => void end(1)));
        return;
      case 'stop':
        void end(0);
    }
  });
}
