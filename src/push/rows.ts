/** Rows of web push: browsers that people of the shop have told to notify them, and what was told. */
import type { CollectionSpec, Row } from '../store/store.ts';

/** A browser that takes notices; `_id` is the SHA-256 of its endpoint. */
export interface PushDeviceRow extends Row {
  /** Id of the person, and of the session in which it was set up: with it the notices end. */
  staff: string;
  session: string;
  endpoint: string;
  /** Public key and secret of the browser, base64url (RFC 8291). */
  p256dh: string;
  auth: string;
  /** Browser as it calls itself. */
  agent: string;
  lang: 'en' | 'zh';
  /** The person wants to read the customer's words in the notice. */
  words: boolean;
  /** Channels of which nothing is told. */
  muted: string[];
  /** The person wants to know of customers who wait and whom nobody has. */
  unassigned?: boolean;
  at: number;
}

/** A notice that was given; `_id` names whom, what and about what. Of several processes the one that inserts it tells. */
export interface PushToldRow extends Row {
  at: number;
}

export const pushDevices: CollectionSpec<PushDeviceRow> = { name: 'push_devices', indexes: [{ fields: ['staff'] }] };
export const pushTold: CollectionSpec<PushToldRow> = { name: 'push_told', indexes: [], ttlField: 'at' };
/** Time for which it is remembered what was told, ms. */
export const pushToldKept = 2 * 86_400_000;
