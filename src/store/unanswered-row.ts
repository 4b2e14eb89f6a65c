import type { Row } from './store.ts';

/** A message of a customer that nothing in the flows and the FAQ answers; `_id` is `conversation:turn`. */
export interface UnansweredRow extends Row {
  conversation: string;
  contact: string;
  at: number;
  /** Text of at most 300 characters. */
  text: string;
  lang: string;
  /** Somebody said no to what was suggested as its answer. */
  declined?: boolean;
}
