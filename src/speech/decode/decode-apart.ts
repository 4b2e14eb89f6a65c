/** Decodes recordings in a thread of its own, which is started for the first one and ends when it has had nothing to do. */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../event-loop/clock.ts';
import type { Decoded } from '../recording.ts';

export interface DecodeApartOptions {
  /** URL of decode-thread.ts, or of a module that runs it. */
  entry: URL;
  clock: Pick<Clock, 'after'>;
  /** Time that the thread stays after its last work, ms. */
  keptMs?: number;
  /** Time after which a recording counts as one that cannot be decoded, ms; the thread ends with it. */
  patienceMs?: number;
}

type Told = (decoded: Decoded) => void;

/** Creates a decoder that works in a thread. Never rejects: a thread that ends or hangs makes the recordings that it had damaged ones. */
export function decodeApart({ entry, clock, keptMs = 30_000, patienceMs = 7_000 }: DecodeApartOptions): (bytes: Uint8Array) => Promise<Decoded> {
  let thread: Worker | undefined;
  let waiting = new Map<number, Told>();
  let last = 0;
  let forget: (() => void) | undefined;

  function end(ended: Worker, detail: string): void {
    if (thread !== ended) return;
    thread = undefined;
    const left = waiting;
    waiting = new Map();
    for (const tell of left.values()) tell({ ok: false, why: 'damaged', detail });
    void ended.terminate();
  }

  function running(): Worker {
    if (thread) return thread;
    // What the libraries print of damaged recordings is no log of ours.
    const started = new Worker(entry, { execArgv: [], name: 'decode', stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 128 } });
    started.stdout.resume();
    started.stderr.resume();
    started.on('error', (error) => end(started, error.message));
    started.once('exit', (code) => end(started, `the thread ended with ${code}`));
    started.on('message', ({ id, decoded }: { id: number; decoded: Decoded }) => waiting.get(id)?.(decoded));
    thread = started;
    return started;
  }

  return (bytes) =>
    new Promise((resolve) => {
      forget?.();
      const worker = running();
      const id = ++last;
      const cancel = clock.after(patienceMs, () => end(worker, `no end after ${patienceMs / 1_000} s`));
      waiting.set(id, (decoded) => {
        cancel();
        waiting.delete(id);
        if (waiting.size === 0) {
          worker.unref();
          forget = clock.after(keptMs, () => end(worker, 'nothing to do'));
        }
        resolve(decoded);
      });
      worker.ref();
      worker.postMessage({ id, bytes });
    });
}
