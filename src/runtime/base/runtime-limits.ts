/** Everything that bounds the runtime. */

/** Everything that bounds memory and patience. Times in ms. */
export interface Limits {
  /** Unsent messages of one conversation, above which its customer's events wait. */
  outbox: number;
  /** Events of one conversation worked on in one write. */
  batch: number;
  /** Turns at work at once, over all conversations. */
  inFlight: number;
  /** Inbox rows of one conversation kept in memory; the others are read from the store when their turn comes. */
  queue: number;
  /** Conversation rows kept in memory. */
  cached: number;
  /** Longest wait of a turn for a call that reads, ms. */
  inlineMs: number;
  /** Time after which a call is slow and the customer gets "one moment", ms. */
  slowMs: number;
  /** One try of sending. */
  sendMs: number;
  /** Tries of sending in doubt, or at fault of the message itself, before it is given up. One that the channel cannot take at all does not count. */
  tries: number;
  /** A message not sent by then is given up, whatever the reason of the delay. */
  outboxAgeMs: number;
  /** Characters of a customer's text that the engine gets; the whole is kept in the message row. */
  text: number;
}

export const defaultLimits: Limits = {
  outbox: 50,
  batch: 16,
  inFlight: 256,
  queue: 64,
  cached: 4000,
  inlineMs: 300,
  slowMs: 1500,
  sendMs: 30_000,
  tries: 10,
  outboxAgeMs: 24 * 3_600_000,
  text: 4096,
};
