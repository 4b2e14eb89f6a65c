/** Customers who write one message after the other by webhook, and what the program says of its answers. */
import type { Program } from '../e2e/program.ts';

/** Secret of the webhooks. */
export const secret = 'chaos-webhook-secret';

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One webhook: message `number` of a customer. True when it was acknowledged. */
export async function deliver(url: string, customer: number, number: number): Promise<boolean> {
  const from = { id: customer, is_bot: false, first_name: 'Li', language_code: 'en' };
  const update = {
    update_id: customer * 100_000 + number,
    message: {
      message_id: number,
      date: 1_750_000_000 + number,
      from,
      chat: { id: customer, type: 'private', first_name: 'Li' }, // A bare number can mean something of its own: 88 is "bye-bye" in Chinese.
      text: `m${number}`,
    },
  };
  try {
    const response = await fetch(`${url}/hooks/telegram/main`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(5_000),
    });
    return response.status === 200;
  } catch {
    return false;
  }
}

/** `customer text` of every message that the program says it may have sent twice. */
export async function markedDoubles(program: Program, customers: readonly number[]): Promise<Set<string>> {
  const marked = new Set<string>();
  for (const customer of customers) {
    for (let cursor = ''; ; ) {
      const { body } = await program.api(`/conversations/telegram:main:${customer}/messages?limit=200${cursor}`);
      const page = body as { items?: { doubled?: boolean; parts: { text?: string }[] }[]; next?: string };
      for (const item of page.items ?? []) if (item.doubled) marked.add(`${customer} ${item.parts[0]?.text}`);
      if (!page.next) break;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  }
  return marked;
}
