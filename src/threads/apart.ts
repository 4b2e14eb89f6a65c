/** Does work in a thread of its own, which is started for the first piece and ends when it has had nothing to do. */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../event-loop/clock.ts';

export interface ApartOptions<Result> {
  /** URL of a module that calls `workApart`. */
  entry: URL;
  /** Name of the thread, as tools show it. */
  name: string;
  clock: Pick<Clock, 'after'>;
  /** What comes of a piece whose thread ended or hung. */
  broken(detail: string): Result;
  /** Time that the thread stays after its last work, ms. */
  keptMs?: number;
  /** Time after which a piece counts as one that hangs, ms; the thread ends with it. */
  patienceMs?: number;
  /** Most memory of the thread's own heap, MB. */
  heapMb?: number;
}

/** Creates a function whose work is done in a thread. Never rejects. */
export function apart<Result>({
  entry,
  name,
  clock,
  broken,
  keptMs = 30_000,
  patienceMs = 7_000,
  heapMb = 128,
}: ApartOptions<Result>): (bytes: Uint8Array) => Promise<Result> {
  let thread: Worker | undefined;
  let waiting = new Map<number, (result: Result) => void>();
  let last = 0;
  let forget: (() => void) | undefined;

  function end(ended: Worker, detail: string): void {
    if (thread !== ended) return;
    thread = undefined;
    const left = waiting;
    waiting = new Map();
    for (const tell of left.values()) tell(broken(detail));
    void ended.terminate();
  }

  function running(): Worker {
    if (thread) return thread;
    // What libraries print of damaged files is no log of ours.
    const started = new Worker(entry, { execArgv: [], name, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    started.stdout.resume();
    started.stderr.resume();
    started.on('error', (error) => end(started, error.message));
    started.once('exit', (code) => end(started, `the thread ended with ${code}`));
    started.on('message', ({ id, result }: { id: number; result: Result }) => waiting.get(id)?.(result));
    thread = started;
    return started;
  }

  return (bytes) =>
    new Promise((resolve) => {
      forget?.();
      const worker = running();
      const id = ++last;
      const cancel = clock.after(patienceMs, () => end(worker, `no end after ${patienceMs / 1_000} s`));
      waiting.set(id, (result) => {
        cancel();
        waiting.delete(id);
        if (waiting.size === 0) {
          worker.unref();
          forget = clock.after(keptMs, () => end(worker, 'nothing to do'));
        }
        resolve(result);
      });
      worker.ref();
      worker.postMessage({ id, bytes });
    });
}
