/** Rows of speaking first: visitors of the shop's own site, and the moments at which they were spoken to. */
import type { StartPage } from '../message.ts';
import type { CollectionSpec, Row } from '../store/store.ts';

/** Visitor of the shop's own site, as far as speaking first needs to know them; `_id` is their id in the web chat. */
export interface VisitorRow extends Row {
  /** First and last sign of them, epoch ms. */
  since: number;
  at: number;
  /** Number of visits: after half an hour without a sign another one begins. */
  visits: number;
  /** Moments at which a rule was used, newest last, at most 60. */
  used: { rule: string; about: string; at: number; held: boolean }[];
}

/** A moment at which the shop spoke first, or would have to a visitor of the hold-out; `_id` is `visitor:n`. */
export interface MomentRow extends Row {
  visitor: string;
  rule: string;
  /** Id of the product, or path of the page. */
  about: string;
  at: number;
  /** 1: nothing was shown, for comparison. */
  held?: 1;
  /** Where it was, with the flow that begins when the visitor follows. */
  page: Omit<StartPage, 'flow'> & { flow?: string };
  /** Language of the page. */
  lang: string;
  /** Epoch ms of what came of it. */
  opened?: number;
  dismissed?: number;
  answered?: number;
}

export const visitors: CollectionSpec<VisitorRow> = { name: 'visitors', indexes: [], ttlField: 'at' };
export const moments: CollectionSpec<MomentRow> = { name: 'moments', indexes: [{ fields: ['at'] }, { fields: ['visitor', 'at'] }], ttlField: 'at' };
