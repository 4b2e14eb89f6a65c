/** The ledger of consent of a person over all contacts that were merged, and what follows from it. */
import { type ConsentRow, type ContactRow, consents, contacts } from '../../store/collections.ts';
import { agreementLeft, type ConsentPurpose } from '../../store/consent-purposes.ts';
import type { Store } from '../../store/store.ts';

/** Merges that are followed from one contact to the one that stands for it. */
const mergeDepth = 8;
const pageRows = 1_000;

export interface PersonConsent {
  /** The contact that stands for the person. */
  contact: ContactRow;
  /** Ids of all contacts of the person. */
  ids: string[];
  /** Newest first; of two at the same moment the opt-out. */
  ledger: ConsentRow[];
}

/** Reads all that a person agreed to; null when there is no such contact. */
export async function consentOf(store: Store, id: string): Promise<PersonConsent | null> {
  const rows = store.collection(contacts);
  let contact = await rows.get(id);
  for (let depth = 0; contact?.mergedInto !== undefined && depth < mergeDepth; depth++) contact = await rows.get(contact.mergedInto);
  if (!contact || contact.mergedInto !== undefined) return null;
  const ids = [contact._id];
  for (const one of ids) for (const { _id } of await rows.find({ where: { mergedInto: one }, limit: pageRows })) if (!ids.includes(_id)) ids.push(_id);
  const ledger: ConsentRow[] = [];
  for (const one of ids) ledger.push(...(await linesOf(store, one)));
  return { contact, ids, ledger: ledger.sort(newestFirst) };
}

async function linesOf(store: Store, contact: string): Promise<ConsentRow[]> {
  const found: ConsentRow[] = [];
  for (let after = ''; ; ) {
    const page = await store.collection(consents).find({ where: { contact, _id: { gt: after } }, sort: { by: '_id' }, limit: pageRows });
    found.push(...page);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageRows) return found;
  }
}

function newestFirst(a: ConsentRow, b: ConsentRow): number {
  return b.at - a.at || Number(a.granted) - Number(b.granted) || (a._id < b._id ? 1 : -1);
}

export type ConsentAnswer = { may: boolean; why: 'agreed' | 'refused' | 'never_asked'; line?: ConsentRow };

/**
 * Tells whether the shop may write to the person for this purpose, and the line of the ledger that says so. The stricter of the contact and the ledger
 * holds: both have to say yes, and a contact without any line (an older shop's) is taken at its word. Service and
 * personal recommendations need no agreement, only no opt-out.
 */
export function mayWrite({ contact, ledger }: Pick<PersonConsent, 'contact' | 'ledger'>, purpose: ConsentPurpose): ConsentAnswer {
  const line = decidingLine(ledger.filter((row) => row.purpose === purpose));
  const said = contact.consent[purpose];
  const because = line && { line };
  if (said === false || line?.granted === false) return { may: false, why: 'refused', ...because };
  if (said === true) return { may: true, why: 'agreed', ...because };
  return { may: purpose === 'service' || purpose === 'personal', why: 'never_asked', ...because };
}

/** The newest line that still counts: what a contact agreed to before its agreement went elsewhere does not. */
function decidingLine(lines: readonly ConsentRow[]): ConsentRow | undefined {
  const left = new Map<string, number>();
  for (const { source, contact, at } of lines) if (source === agreementLeft) left.set(contact, Math.max(at, left.get(contact) ?? at));
  return lines.find(({ source, contact, at }) => source !== agreementLeft && at > (left.get(contact) ?? -1));
}

/** The contact as a release has to see it: with an opt-out that only the ledger knows of. */
export async function contactAtRelease(store: Store, id: string): Promise<ContactRow | null> {
  const person = await consentOf(store, id);
  if (!person) return null;
  const { contact } = person;
  const isRefused = mayWrite(person, 'marketing').why === 'refused';
  return isRefused && contact.consent.marketing !== false ? { ...contact, consent: { ...contact.consent, marketing: false } } : contact;
}
