import type { Request, Response } from 'express';

const heartbeatMs = 15_000;
/** Interval at which the store is looked at for what other processes wrote, ms. */
const lookMs = 1_000;

export interface EventStreamParts {
  request: Request;
  response: Response;
  /** Writes what is new, by `send`. */
  look(send: (event: string, data: unknown, id?: number) => void): Promise<void>;
  /** Calls back when there is something new; the answer ends that. */
  listen?(heard: () => void): () => void;
  beat?(): Promise<void>;
}

/** Sends server-sent events out of the store: looked at when something is said to be new, and every second. Ends when the browser goes or the store fails. */
export function streamEvents({ response, look, listen, beat }: EventStreamParts): void {
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  let working = false;
  let again = false;
  const send = (event: string, data: unknown, id?: number): void => {
    if (!response.writableEnded && !response.destroyed) response.write(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const run = async (): Promise<void> => {
    again = true;
    if (working) return;
    working = true;
    try {
      while (again && !response.destroyed) {
        again = false;
        await look(send);
      }
    } catch {
      // The page comes back with its last number.
      response.destroy();
    } finally {
      working = false;
    }
  };
  const looking = setInterval(run, lookMs);
  const heart = setInterval(() => {
    if (!response.destroyed) response.write(': still here\n\n');
    void beat?.().catch(() => {});
  }, heartbeatMs);
  const unlisten = listen?.(run);
  response.on('close', () => {
    clearInterval(looking);
    clearInterval(heart);
    unlisten?.();
  });
  void run();
}
