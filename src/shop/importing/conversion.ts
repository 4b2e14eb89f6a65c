/** Rows that a file is converted to. */
import type { Op, Row, Store } from '../../store/store.ts';

export interface ImportContext {
  store: Store;
  now: number;
  /** ISO 4217 for rows that name none. */
  currency: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** Words and way of the customers' consent, where the file itself does not say. */
  consent?: string;
  /** Everybody in the file agreed, in the words of `consent`. */
  everyoneAgreed?: boolean;
  /** Name of the file, for proofs. */
  file?: string;
}

export interface Converted {
  /** Collection and rows to put; the count is shown to the merchant. */
  rows: { in: string; row: Row }[];
  more?: Op[];
  /** Ids that the file has, where they are more than its rows. */
  keeps?: readonly string[];
}
