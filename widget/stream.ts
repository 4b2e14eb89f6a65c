import type { WireMessage } from '../channels/webchat/browser-message.ts';
import type { Client } from './client.ts';
import { pause } from './pause.ts';

export type Incoming = { type: 'message'; message: WireMessage; cursor?: string } | { type: 'typing' } | { type: 'mark'; cursor: string };

export interface StreamOptions {
  client: Client;
  /** Where we are, so that a new connection goes on there. */
  cursor: () => string;
  onEvent: (event: Incoming) => void;
  onState: (connected: boolean) => void;
  /** Ends it. */
  halt: AbortSignal;
}

const silenceMs = 40_000;
const firstByteMs = 8_000;
const retryStreamMs = 300_000;

/**
 * Keeps a connection to the server for as long as the page lives: a stream of events; where something in between holds a
 * stream back, long polling. Comes back by itself with growing pauses, and at once when the browser says it is online.
 */
export async function keepConnected({ client, cursor, onEvent, onState, halt }: StreamOptions): Promise<void> {
  let failures = 0;
  let pollUntil = 0;
  while (!halt.aborted) {
    const stop = new AbortController();
    halt.onabort = () => stop.abort();
    const polling = performance.now() < pollUntil;
    let heard = false;
    let served = false;
    let heldBack = false;
    try {
      const alive = () => {
        served = true;
        failures = 0;
        if (!halt.aborted) onState(true);
      };
      if (polling) await poll(client, cursor, onEvent, alive, stop);
      else
        await stream(client, cursor, onEvent, alive, stop, () => {
          heard = true;
        });
    } catch (error) {
      heldBack = !polling && !heard && (error as Error).name === 'AbortError';
    }
    stop.abort();
    if (halt.aborted) return;
    if (heldBack) pollUntil = performance.now() + retryStreamMs;
    if ((polling && served) || heldBack) continue;
    if (!served) {
      failures += 1;
      onState(false);
    }
    await pause(Math.min(15_000, 300 * 2 ** failures) * (0.75 + Math.random() / 2));
  }
}

/** `onByte`: nothing in between holds the stream back. `alive`: the server has read what we missed, or gives a sign of life later; a head alone is no sign that it can. */
async function stream(
  client: Client,
  cursor: () => string,
  onEvent: (event: Incoming) => void,
  alive: () => void,
  stop: AbortController,
  onByte: () => void,
): Promise<void> {
  let timer = setTimeout(() => stop.abort(), firstByteMs);
  try {
    const response = await client.request('stream', { accept: 'text/event-stream', ...(cursor() && { 'last-event-id': cursor() }) }, stop.signal);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return;
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), silenceMs);
      onByte();
      const blocks = (text + chunk.value).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.startsWith('retry:')) alive();
        const event = parse(block);
        if (event) onEvent(event);
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function parse(block: string): Incoming | null {
  // Lines end at \n only: U+2028 and the like stand unescaped in JSON.
  const lines = block.split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const cursor = field('id');
  const data = field('data');
  const type = field('event');
  if (type === 'typing') return { type };
  if (type === 'mark' && cursor) return { type, cursor };
  if (type !== 'message' || !data) return null;
  try {
    return { type, message: JSON.parse(data), cursor };
  } catch {
    return cursor ? { type: 'mark', cursor } : null;
  }
}

async function poll(client: Client, cursor: () => string, onEvent: (event: Incoming) => void, alive: () => void, stop: AbortController): Promise<void> {
  const timer = setTimeout(() => stop.abort(), silenceMs);
  try {
    const response = await client.request(`poll?after=${encodeURIComponent(cursor())}`, {}, stop.signal);
    const page: { messages: WireMessage[]; cursor: string } = await response.json();
    alive();
    for (const message of page.messages) onEvent({ type: 'message', message });
    onEvent({ type: 'mark', cursor: page.cursor });
  } finally {
    clearTimeout(timer);
  }
}
