/** Customers who write one message after the other, and what the program says of its answers. */
import type { Program } from '../e2e/program.ts';
import type { Arrived } from './ledger.ts';

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

/** How many messages of each customer were answered to the end. Counts on from where it was at the last call. */
export function answers(arrived: () => readonly Arrived[]): (customer: number) => number {
  const done = new Map<number, number>();
  let counted = 0;
  return (customer) => {
    for (const each of arrived().slice(counted)) {
      counted += 1;
      const number = Number(/^done m(\d+)$/.exec(each.text)?.[1] ?? 0);
      done.set(each.customer, Math.max(done.get(each.customer) ?? 0, number));
    }
    return done.get(customer) ?? 0;
  };
}

/** `customer text` of every message that the program says it may have sent twice. */
export async function markedDoubles(program: Program, customers: readonly number[], address: (customer: number) => string): Promise<Set<string>> {
  const marked = new Set<string>();
  for (const customer of customers) {
    for (let cursor = ''; ; ) {
      const { body } = await program.api(`/conversations/${address(customer)}/messages?limit=200${cursor}`);
      const page = body as { items?: { doubled?: boolean; parts: { text?: string }[] }[]; next?: string };
      for (const item of page.items ?? []) if (item.doubled) marked.add(`${customer} ${item.parts[0]?.text}`);
      if (!page.next) break;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  }
  return marked;
}
