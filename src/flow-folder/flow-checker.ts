/** Checks the flows of a folder: on the thread that asks, in slices, or on a thread of its own. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type CheckedFolder, checkingFlows, filesToLoad, keepLoaded, LoadedFiles, unpacking } from '../compiler/flow.ts';
import type { Clock } from '../event-loop/clock.ts';
import { inSlices } from '../event-loop/slices.ts';
import type { Logger } from '../logger.ts';
import { checkingJob, type FlowCheckJob, type FlowCheckRequest } from './flow-check-job.ts';

export interface FlowChecker {
  /** Checks what is given; the same result whoever does it. `kept`: what was made of the files before, so that only what changed is compiled. */
  check(job: FlowCheckJob, kept?: LoadedFiles): Promise<CheckedFolder>;
  close(): void;
}

/** Checks here. One file is one piece of work: ms for a small one, a second for a large one. */
export const checkerHere: FlowChecker = {
  check: (job, kept) => inSlices(job.alone ? checkingJob(job) : checkingFlows(job.files, job.context, kept)),
  close() {},
};

export interface CheckerApartOptions {
  /** URL of flow-check.ts, or of a module that runs it. */
  entry: URL;
  clock: Pick<Clock, 'after'>;
  log: Logger;
  /** Time that the thread stays after its last work, ms. It takes about 30 MB. */
  keptMs?: number;
  /** Time that one file may take before the thread counts as hanging, ms. The worst file that was found takes 15 s on a busy machine. */
  patienceMs?: number;
}

/** Characters of a file that is a piece of work of some 20 ms at most, as long as no repairs are looked for. */
const small = 16_384;

/** Loads the files where all are small and nothing is wrong with any: most saves, live before a thread has even started. */
async function quickly(job: FlowCheckJob): Promise<CheckedFolder | undefined> {
  if (job.files.some(({ text }) => text.length > small)) return undefined;
  const found = await inSlices(checkingJob({ ...job, context: { ...job.context, quick: true } }));
  return found.problems.length === 0 ? found : undefined;
}

/**
 * Checks what is large or has problems in a thread that is started when it is needed, one job after the other. What it found comes back in parcels, so that the thread that
 * asks never stands still for long. Where the thread cannot start, ends or hangs, the work is done here, and the log says so.
 */
export function checkerApart({ entry, clock, log, keptMs = 60_000, patienceMs = 60_000 }: CheckerApartOptions): FlowChecker {
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let forget: (() => void) | undefined;
  let closed = false;

  function end(): void {
    const ended = thread;
    thread = undefined;
    void ended?.terminate();
  }

  function running(): Worker {
    if (thread) return thread;
    const started = new Worker(entry, { execArgv: [], name: 'flow-check' });
    // Without a listener an error of the thread would end the program, between two jobs too.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (thread === started) thread = undefined;
    });
    thread = started;
    return started;
  }

  /** Resolves when all parcels wait to be taken. */
  function answered(worker: Worker, request: FlowCheckRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      let cancel: (() => void) | undefined;
      const finish = (error?: Error): void => {
        cancel?.();
        worker.off('message', hear).off('error', finish).off('exit', gone);
        worker.unref();
        if (error) reject(error);
        else resolve();
      };
      const gone = (code: number): void => finish(new Error(`it ended with code ${code}`));
      const wait = (): void => {
        cancel?.();
        cancel = clock.after(patienceMs, () => finish(new Error(`no sign of life for ${patienceMs / 1_000} s`)));
      };
      const hear = (news: unknown): void => {
        if (news === 'done') finish();
        else wait();
      };
      worker.on('message', hear).on('error', finish).on('exit', gone);
      worker.ref();
      wait();
      worker.postMessage(request, [request.to]);
    });
  }

  async function apart(job: FlowCheckJob): Promise<CheckedFolder> {
    const { port1, port2 } = new MessageChannel();
    try {
      await answered(running(), { ...job, to: port2 });
      return await inSlices(unpacking(() => receiveMessageOnPort(port1)?.message, job.files));
    } finally {
      port1.close();
    }
  }

  async function loaded(job: FlowCheckJob): Promise<CheckedFolder> {
    const quick = await quickly(job);
    if (quick) return quick;
    const here = (): Promise<CheckedFolder> => inSlices(checkingJob(job));
    if (closed) return here();
    forget?.();
    forget = undefined;
    try {
      return await apart(job);
    } catch (error) {
      end();
      if (!closed) {
        log.warn({ err: error }, 'flows are checked by the thread that serves, which may hold up answers for a second: the thread for it did not do it');
      }
      return await here();
    } finally {
      forget = clock.after(keptMs, end);
    }
  }

  async function checked(job: FlowCheckJob, kept: LoadedFiles): Promise<CheckedFolder> {
    if (job.alone) return loaded(job);
    const { files, context } = job;
    const missing = await inSlices(filesToLoad(files, context, kept));
    if (missing.files.length > 0) {
      keepLoaded(missing.files, await loaded({ files: missing.files, context: { ...context, flows: missing.flows } }), missing.world);
    }
    return inSlices(checkingFlows(files, context, kept));
  }

  return {
    check(job, kept = new LoadedFiles()) {
      const work = last.then(() => checked(job, kept));
      last = work.catch(() => undefined);
      return work;
    },
    close() {
      closed = true;
      forget?.();
      end();
    },
  };
}
