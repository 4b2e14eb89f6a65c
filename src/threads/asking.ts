/** A thread that is told things and asked one question at a time, for one piece of work; it ends with that. */
import { Worker } from 'node:worker_threads';

export interface Asking<Told, Answered> {
  tell(told: Told): void;
  /** Resolves to the next message of the thread. Rejects when it ends before. */
  ask(told: Told): Promise<Answered>;
  end(): Promise<void>;
}

/** Starts a thread. `entry` is the URL of its module, `name` what tools show, `heapMb` the most memory of its own heap, MB. */
export function asking<Told, Answered>(entry: URL, name: string, heapMb: number): Asking<Told, Answered> {
  const thread = new Worker(entry, { execArgv: [], name, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  return {
    tell: (told) => thread.postMessage(told),
    ask: (told) =>
      new Promise((resolve, reject) => {
        const end = (error: Error) => reject(error);
        const left = (code: number) => reject(new Error(`the thread ended with ${code}`));
        thread.once('error', end).once('exit', left);
        thread.once('message', (answered: Answered) => {
          thread.off('error', end).off('exit', left);
          resolve(answered);
        });
        thread.postMessage(told);
      }),
    async end() {
      await thread.terminate();
    },
  };
}
