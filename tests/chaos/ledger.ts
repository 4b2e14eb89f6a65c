/** What was acknowledged and what arrived, and whether the promise was kept. Pure. */

/** A bubble that the provider accepted: `got m7` or `done m7` for message number 7 of a customer. */
export interface Arrived {
  customer: number;
  text: string;
}

export interface Verdict {
  messages: number;
  bubbles: number;
  /** Acknowledged messages with a bubble that never came. */
  lost: string[];
  /** First arrivals out of order. */
  reordered: string[];
  /** Bubbles that came more than once. */
  doubled: string[];
  /** Doubled bubbles that the program did not mark as such. */
  unexplained: string[];
}

/** The bubbles that one customer must see for messages 1 to `last`, in order. */
export function expected(last: number): string[] {
  return Array.from({ length: last }, (_, index) => [`got m${index + 1}`, `done m${index + 1}`]).flat();
}

/** Where a bubble belongs in its customer's conversation. */
function placeOf(text: string): number {
  const [, word, number] = /^(got|done) m(\d+)$/.exec(text) ?? [];
  return Number(number) * 2 + (word === 'done' ? 1 : 0);
}

/**
 * Compares per customer. `marked` holds `customer text` of the messages that the program itself reports as sent twice.
 * A double is explained only when it is marked; the order is that of first arrivals.
 */
export function judge(acknowledged: ReadonlyMap<number, number>, arrived: readonly Arrived[], marked: ReadonlySet<string>): Verdict {
  const verdict: Verdict = { messages: 0, bubbles: arrived.length, lost: [], reordered: [], doubled: [], unexplained: [] };
  const byCustomer = new Map<number, string[]>();
  for (const { customer, text } of arrived) byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), text]);
  for (const [customer, last] of acknowledged) {
    verdict.messages += last;
    const wanted = expected(last);
    const seen: string[] = [];
    for (const text of byCustomer.get(customer) ?? []) {
      const name = `${customer} ${text}`;
      if (!seen.includes(text)) seen.push(text);
      else {
        verdict.doubled.push(name);
        if (!marked.has(name)) verdict.unexplained.push(name);
      }
    }
    for (const text of wanted) if (!seen.includes(text)) verdict.lost.push(`${customer} ${text}`);
    // A message that was stored when the kill came may be answered although nobody was told that it was stored.
    const order = seen.map(placeOf);
    const wrong = order.findIndex((place, index) => index > 0 && place < (order[index - 1] ?? 0));
    if (wrong >= 0) verdict.reordered.push(`${customer} ${seen[wrong - 1]} before ${seen[wrong]}`);
  }
  return verdict;
}
