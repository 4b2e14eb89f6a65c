/** A thread that is told things and asked one question at a time, for one piece of work; it ends with that. */
import { Worker } from 'node:worker_threads';

export interface Asking<Told, Answered> {
  tell(told: Told): void;
  /** Resolves to the next message of the thread. Rejects when it ends before, or has ended. */
  ask(told: Told): Promise<Answered>;
  end(): Promise<void>;
}

/** Starts a thread. `entry` is the URL of its module, `name` what tools show, `heapMb` the most memory of its own heap, MB. */
export function asking<Told, Answered>(entry: URL, name: string, heapMb: number): Asking<Told, Answered> {
  const thread = new Worker(entry, { execArgv: [], name, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  let ended: Error | undefined;
  let waiting: { resolve(answered: Answered): void; reject(error: Error): void } | undefined;
  const over = (error: Error): void => {
    ended ??= error;
    waiting?.reject(ended);
    waiting = undefined;
  };
  // It may break while nothing is asked, and an error that nobody listens for ends the whole program.
  thread.on('error', over).on('exit', (code) => over(new Error(`the thread ended with ${code}`)));
  thread.on('message', (answered: Answered) => {
    waiting?.resolve(answered);
    waiting = undefined;
  });
  return {
    tell: (told) => thread.postMessage(told),
    ask: (told) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        waiting = { resolve, reject };
        thread.postMessage(told);
      }),
    async end() {
      await thread.terminate();
    },
  };
}
