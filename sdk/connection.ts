import type { WireMessage } from '../channels/webchat/browser-message.ts';
import type { Client } from './client.ts';
import { pause } from './pause.ts';
import type { Platform } from './platform.ts';
import { createStop, type Stop } from './stop.ts';

export type Incoming =
  | { type: 'message'; message: WireMessage; cursor?: string }
  | { type: 'typing' }
  | { type: 'read'; at: number }
  | { type: 'mark'; cursor: string };

export interface ConnectionOptions {
  client: Client;
  platform: Platform;
  /** Where we are, so that a new connection goes on there. */
  cursor: () => string;
  onEvent: (event: Incoming) => void;
  onState: (connected: boolean) => void;
  /** Ends it. */
  halt: Stop;
}

const silenceMs = 40_000;
const firstByteMs = 8_000;
const retryStreamMs = 300_000;
/** A stream that was silent longer than its heartbeat when the device wakes up is taken for dead. */
const sleptMs = 20_000;

/**
 * Keeps a connection to the server until it is halted: a stream of events; where there is none or something in between holds it
 * back, long polling. Comes back by itself with growing pauses, and at once when the device wakes up.
 */
export async function keepConnected({ client, platform, cursor, onEvent, onState, halt }: ConnectionOptions): Promise<void> {
  let failures = 0;
  let pollUntil = platform.stream ? 0 : Number.POSITIVE_INFINITY;
  while (!halt.stopped) {
    const stop = createStop();
    const forget = halt.onStop(() => stop.stop());
    // A device that slept finds its connection dead, often without being told: it asks anew at once.
    let signAt = Date.now();
    const sleepless = platform.onWake(() => Date.now() - signAt > sleptMs && stop.stop());
    const polling = Date.now() < pollUntil;
    let served = false;
    let heldBack = false;
    try {
      const alive = () => {
        served = true;
        failures = 0;
        if (!halt.stopped) onState(true);
      };
      const onByte = () => {
        signAt = Date.now();
      };
      if (polling) await poll(client, cursor, onEvent, alive, stop);
      else heldBack = !(await stream(client, cursor, onEvent, alive, stop, onByte));
    } catch {}
    forget();
    sleepless();
    if (halt.stopped) return;
    if (heldBack) pollUntil = Date.now() + retryStreamMs;
    if ((polling && served) || heldBack) continue;
    if (!served) {
      failures += 1;
      onState(false);
    }
    await pause(Math.min(15_000, 300 * 2 ** failures) * (0.75 + Math.random() / 2), platform);
  }
}

/**
 * `onByte` hears of each sign of life. `alive`: the server has read what we missed, or gives a sign of life later; a head alone is no
 * sign that it can. False when no byte came in time.
 */
async function stream(
  client: Client,
  cursor: () => string,
  onEvent: (event: Incoming) => void,
  alive: () => void,
  stop: Stop,
  onByte: () => void,
): Promise<boolean> {
  let text = '';
  let late = false;
  let timer = setTimeout(() => {
    late = true;
    stop.stop();
  }, firstByteMs);
  try {
    await client.stream({ accept: 'text/event-stream', ...(cursor() && { 'last-event-id': cursor() }) }, stop, (piece) => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.stop(), silenceMs);
      onByte();
      const blocks = (text + piece).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.startsWith('retry:')) alive();
        const event = parse(block);
        if (event) onEvent(event);
      }
    });
  } catch (error) {
    if (!late) throw error;
  } finally {
    clearTimeout(timer);
  }
  return !late;
}

function parse(block: string): Incoming | null {
  // Lines end at \n only: U+2028 and the like stand unescaped in JSON.
  const lines = block.split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const cursor = field('id');
  const data = field('data');
  const type = field('event');
  if (type === 'typing') return { type };
  if (type === 'read') return { type, at: Number(/\d+/.exec(data ?? '')?.[0]) };
  if (type === 'mark' && cursor) return { type, cursor };
  if (type !== 'message' || !data) return null;
  try {
    return { type, message: JSON.parse(data), cursor };
  } catch {
    return cursor ? { type: 'mark', cursor } : null;
  }
}

async function poll(client: Client, cursor: () => string, onEvent: (event: Incoming) => void, alive: () => void, stop: Stop): Promise<void> {
  const { body } = await client.get(`poll?after=${encodeURIComponent(cursor())}`, stop);
  const page = body as { messages: WireMessage[]; cursor: string };
  alive();
  for (const message of page.messages) onEvent({ type: 'message', message });
  onEvent({ type: 'mark', cursor: page.cursor });
}
