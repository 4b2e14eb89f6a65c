/** The content of a broadcast for a person, as planning and release need it. */
import type { Vars } from '../../json.ts';
import type { OutboundMessage } from '../../message.ts';
import type { BroadcastFlows, ContactRow } from '../../store/collections.ts';
import type { Op } from '../../store/store.ts';
import type { RecipientRow } from './rows.ts';
import { fingerprintOf } from './text-fingerprint.ts';

/** Person whom the condition names, with the language that they are written to in and the values that the texts use. */
export type Member = { contact: ContactRow; lang: string } & ({ vars: Vars } | { missing: string });

export type Said = Pick<OutboundMessage, 'parts' | 'choices' | 'template' | 'lang'> & { flow?: BroadcastFlows };

export interface Content {
  /** Persons of a page whom the condition names; the others are left out. */
  members(page: readonly ContactRow[], now: number): Promise<Member[]>;
  /** The message for a recipient on a channel, with the values that were frozen. Pure. */
  said(recipient: Pick<RecipientRow, '_id' | 'lang' | 'vars' | 'variant' | 'token' | 'coupon'>, channel: string): Said;
  /** Tells whether it has a template on this channel, so that it may go out while the reply window is closed. */
  hasTemplate(channel: string): boolean;
  /** Makes what recipients get of their own, with the rows that are written with them: tokens of links, coupons. */
  grants?(rows: readonly RecipientRow[], now: number): Promise<{ rows: RecipientRow[]; ops: Op[] }>;
}

/** The fingerprint of what is said, without the values that are the person's own. */
export function printOf({ parts }: Pick<Said, 'parts'>, vars: Vars = {}): string {
  const text = parts.map((part) => ('text' in part ? part.text : 'caption' in part ? (part.caption ?? '') : part.type)).join('\n');
  return fingerprintOf(
    text,
    Object.values(vars).filter((value) => typeof value === 'string'),
  );
}
