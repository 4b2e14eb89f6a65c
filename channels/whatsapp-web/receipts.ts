/** MessageAck values come out of order and more than once: only one that says more than before counts. */
export interface Receipts {
  /** Tells whether an ack (-1 to 4) says something new of a message. A failure is news until it was delivered. */
  isNews(ref: string, ack: number): boolean;
  note(ref: string, ack: number): void;
}

const most = 5_000;
/** Played (4) is read. */
const rank = (ack: number) => (ack < 0 ? 1.5 : Math.min(ack, 3));

/** Remembers the last messages of one account. */
export function createReceipts(): Receipts {
  const highest = new Map<string, number>();
  return {
    isNews: (ref, ack) => rank(ack) > (highest.get(ref) ?? 0),
    note(ref, ack) {
      const now = Math.max(rank(ack), highest.get(ref) ?? 0);
      highest.delete(ref);
      highest.set(ref, now);
      const oldest = highest.size > most ? highest.keys().next().value : undefined;
      if (oldest !== undefined) highest.delete(oldest);
    },
  };
}
