/** The line to the server: what the other page says comes as a stream, what this one says is posted in order and again until it is taken. */
import type { Signal } from './shapes.ts';

export interface ServerEvent {
  event: string;
  data: string;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** The server gives a sign of life every 15 s. */
const silenceMs = 40_000;

/** Asks the server; resolves to null when it cannot be reached now. */
export async function ask(path: string, token: string, body?: unknown): Promise<Response | null> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent = fetch(path, { headers, ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }) });
  return sent.catch(() => null);
}

/** Reads a stream of events for as long as the page lives, and comes back by itself where it was. Resolves when the server refuses the token. */
export async function listen(path: string, token: string, heard: (event: ServerEvent) => void, state: (connected: boolean) => void): Promise<void> {
  let cursor = '';
  for (let failures = 0; ; failures += 1) {
    const stop = new AbortController();
    let timer = setTimeout(() => stop.abort(), silenceMs);
    try {
      const headers = { authorization: `Bearer ${token}`, ...(cursor && { 'last-event-id': cursor }) };
      const response = await fetch(path, { headers, signal: stop.signal });
      if (response.status === 401) return;
      const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
      if (reader) state(true);
      for (let text = ''; reader; ) {
        const { done, value } = await reader.read();
        if (done) break;
        failures = 0;
        clearTimeout(timer);
        timer = setTimeout(() => stop.abort(), silenceMs);
        const blocks = (text + value).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string) =>
            block
              .split('\n')
              .find((line) => line.startsWith(`${name}: `))
              ?.slice(name.length + 2);
          cursor = field('id') ?? cursor;
          const event = field('event');
          const data = field('data');
          if (event && data) heard({ event, data });
        }
      }
    } catch {
      // Gone: tried again below.
    }
    clearTimeout(timer);
    state(false);
    await pause(Math.min(5_000, 300 * 2 ** failures));
  }
}

/** Posts one after the other; what does not arrive is sent again while the server may come back. */
export function createSender(path: string, token: string): (signal: Signal) => void {
  let last = Promise.resolve();
  return (signal) => {
    last = last.then(async () => {
      for (let tries = 0; tries < 60; tries++) {
        const response = await ask(path, token, signal);
        if (response && response.status < 500 && response.status !== 429) return;
        await pause(Math.min(2_000, 250 * 2 ** tries));
      }
    });
  };
}
