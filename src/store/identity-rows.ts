/** Signatures by which customers who are logged in at the shop were taken in on its site, so that none is used again elsewhere. */
import type { CollectionSpec, Row } from './store.ts';

/** `_id` is the SHA-256 of the signature. */
export interface IdentityRow extends Row {
  at: number;
  /** Visitor that the browser was before, and the one that it is besides the customer from then on: only this browser may use the signature again. */
  was?: string;
  by: string;
}

export const identities: CollectionSpec<IdentityRow> = { name: 'identities', indexes: [], ttlField: 'at' };

/** Time for which used signatures are known, ms; longer than any is good for. */
export const identitiesKept = 3 * 86_400_000;
