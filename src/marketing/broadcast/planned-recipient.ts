/** Row of a person whom the condition of a broadcast names: waiting for its moment, or left out with the reason. Pure. */
import { accountId, parseConversationId } from '../../message.ts';
import type { Member } from './content.ts';
import { type Exclusion, type RecipientRow, recipientId } from './rows.ts';
import { momentFor, type WallClock, type ZoneMode } from './schedule.ts';
import { shareOf } from './share.ts';

/** Settings of a broadcast that planning reads. */
export interface PlanSettings {
  id: string;
  /** Unset: as soon as it is started. */
  at?: WallClock;
  zone: ZoneMode;
  shopZone: string;
  /** Share of people who get nothing, so that the others can be compared with them; 0 to 1. */
  holdOut: number;
  /** Names of the variants, and the share of people who get one before the winner is known. */
  ab?: { variants: readonly string[]; sample: number; afterMs: number };
  /** Accounts (`channel:account`) that are on. */
  accounts: ReadonlySet<string>;
  now: number;
}

/** A moment that is over for longer than this is not made up for, ms. */
export const lateMs = 60 * 60_000;

/** The index value of a row that waits for an account of a channel. */
export function waitingFor(broadcast: string, account: string): string {
  return `${broadcast}|${account}`;
}

/** The addresses of a person that can be written to, best first: most recently used, of a channel that is on, not blocked. */
export function addressesOf(contact: Member['contact'], accounts: ReadonlySet<string>): string[] {
  return contact.addresses.filter((id) => {
    const address = parseConversationId(id);
    return address !== null && accounts.has(accountId(address)) && !contact.unreachable?.includes(id);
  });
}

/** The first of them, with its account: what planning needs of a million people. */
function bestOf({ addresses, unreachable }: Member['contact'], accounts: ReadonlySet<string>): { id: string; account: string } | undefined {
  for (const id of addresses) {
    const address = parseConversationId(id);
    if (address === null) continue;
    const account = accountId(address);
    if (accounts.has(account) && !unreachable?.includes(id)) return { id, account };
  }
  return undefined;
}

/** `made`: address that was made from the person's number, see first-contact.ts. */
export function plannedRecipient(member: Member, settings: PlanSettings, made?: string): RecipientRow {
  const { contact, lang } = member;
  const row: RecipientRow = {
    _id: recipientId(settings.id, contact._id),
    v: 1,
    broadcast: settings.id,
    contact: contact._id,
    state: 'waiting',
    at: settings.now,
    lang,
  };
  const leftOut = (reason: Exclusion, detail?: string): RecipientRow => ({ ...row, state: 'excluded', reason, ...(detail !== undefined && { detail }) });
  if (contact.consent.marketing === false) return leftOut('opted_out');
  if (!contact.consent.marketing) return leftOut('no_consent');
  const first = made === undefined || contact.unreachable?.includes(made) ? undefined : made;
  if (contact.addresses.length === 0 && first === undefined) return leftOut(made === undefined ? 'no_address' : 'unreachable');
  const best = bestOf(contact, settings.accounts) ?? (first === undefined ? undefined : bestOf({ ...contact, addresses: [first] }, settings.accounts));
  if (!best) return leftOut(contact.addresses.every((id) => contact.unreachable?.includes(id)) ? 'unreachable' : 'no_channel');
  if (settings.holdOut > 0 && shareOf(`${settings.id} hold-out`, contact._id) < settings.holdOut) return leftOut('hold_out');
  if ('missing' in member) return leftOut('missing_variable', member.missing);
  const moment = settings.at ? momentFor(settings.at, settings.zone, settings.shopZone, contact.zone) : settings.now;
  if (moment < settings.now - lateMs) return leftOut('too_late');
  const { variant } = settings.ab ? variantOf(settings, contact._id) : {};
  row.vars = member.vars;
  row.conversation = best.id;
  row.waiting = waitingFor(settings.id, best.account);
  row.at = variant === undefined && settings.ab ? Math.max(moment, settings.now + settings.ab.afterMs) : moment;
  if (variant !== undefined) row.variant = variant;
  return row;
}

/** The variant of a person of the sample; none for those who get the winner. */
function variantOf({ id, ab }: PlanSettings, contact: string): { variant?: string } {
  if (!ab || shareOf(`${id} sample`, contact) >= ab.sample) return {};
  const variant = ab.variants[Math.floor(shareOf(`${id} variant`, contact) * ab.variants.length)];
  return variant === undefined ? {} : { variant };
}
