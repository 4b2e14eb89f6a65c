/** The thread that decodes recordings: a minute takes up to two seconds, in which the thread that serves would answer nobody. See decode-apart.ts. */
import { parentPort } from 'node:worker_threads';
import { decode } from './decode.ts';

parentPort?.on('message', async ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
  parentPort?.postMessage({ id, decoded: await decode(bytes) });
});
