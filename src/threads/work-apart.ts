/** The other end of `apart`, in the thread. */
import { parentPort } from 'node:worker_threads';

/** Does each piece that comes, as it comes. */
export function workApart<Result>(work: (bytes: Uint8Array) => Promise<Result>): void {
  parentPort?.on('message', async ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
    parentPort?.postMessage({ id, result: await work(bytes) });
  });
}
