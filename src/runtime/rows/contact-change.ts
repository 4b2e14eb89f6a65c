/** Changes of a contact's row. Pure. */
import type { ContactOp } from '../../engine/model/engine-turn.ts';
import type { Profile } from '../../message.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import type { ContactRow } from '../../store/collections.ts';
import { consentPurposes } from '../../store/consent-purposes.ts';

/** `seenAt` is written at most this often, so that most messages leave the row alone, ms. */
const seenEvery = 600_000;

/** Makes the contact of an address that was never seen. Its id is the conversation's, so that two first messages cannot make two. */
export function newContact(conversation: string, now: number): ContactRow {
  return { _id: conversation, v: 1, tags: [], vars: {}, consent: {}, addresses: [conversation], promos: [], createdAt: now, seenAt: now };
}

/** Returns an e-mail address as it is compared. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** Returns a phone number as it is compared: digits, with a leading plus when it has one. */
export function normalPhone(text: string): string {
  const digits = text.replace(/\D/g, '');
  return text.trim().startsWith('+') || text.trim().startsWith('00') ? `+${digits.replace(/^00/, '')}` : digits;
}

/** Reads a number as a provider gives it, country code first, in one form (see phoneKey); undefined when it cannot be one. */
export function verifiedNumber(text: string): string | undefined {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 7 && digits.length <= 15 ? `+${phoneKey(`+${digits}`, undefined)}` : undefined;
}

/**
 * Returns the contact after the customer wrote from this address: it becomes the most recent, unknown fields are filled in. The same object when
 * nothing changed.
 */
export function seen(contact: ContactRow, conversation: string, profile: Profile | undefined, now: number): ContactRow {
  let next = contact;
  const change = (set: Partial<ContactRow>): void => {
    next = { ...next, ...set };
  };
  if (contact.addresses[0] !== conversation) change({ addresses: [conversation, ...contact.addresses.filter((one) => one !== conversation)] });
  if (Math.abs(now - contact.seenAt) >= seenEvery) change({ seenAt: now });
  if (profile) {
    const known = contact.profile ?? {};
    if (Object.entries(profile).some(([key, value]) => value !== undefined && known[key as keyof Profile] !== value))
      change({ profile: { ...known, ...profile } });
    if (profile.name && (!contact.name || contact.name === known.name) && contact.name !== profile.name) change({ name: profile.name });
    if (profile.lang && !contact.lang) change({ lang: profile.lang });
    const verified = profile.phone === undefined ? undefined : verifiedNumber(profile.phone);
    if (verified !== undefined && contact.verifiedPhone !== verified) change({ verifiedPhone: verified });
    if (profile.phone && !contact.phone) change({ phone: normalPhone(profile.phone) });
  }
  return next;
}

/** Notes whether one of their addresses can be written to; the same object when that was known. */
export function reached(contact: ContactRow, conversation: string, reachable: boolean): ContactRow {
  const known = contact.unreachable ?? [];
  if (known.includes(conversation) !== reachable) return contact;
  const unreachable = reachable ? known.filter((one) => one !== conversation) : [...known, conversation];
  return { ...contact, unreachable: unreachable.length > 0 ? unreachable : undefined };
}

/** Notes the code, ad or link by which they came, last and, where they are new, first; the same object when that was known. */
export function cameBy(contact: ContactRow, referral: string | undefined, isNew: boolean): ContactRow {
  const source = referral?.slice(0, 200);
  if (source === undefined || source === '') return contact;
  const first = isNew && contact.came === undefined;
  if (!first && contact.cameLast === source) return contact;
  return { ...contact, ...(first && { came: source }), cameLast: source };
}

/** Applies one op of a flow. Exactly-once is the caller's part: the change goes with the write of the turn that asked for it. */
export function applyOp(contact: ContactRow, op: ContactOp): ContactRow {
  if ('lang' in op) return { ...contact, lang: op.lang };
  if ('tag' in op) return contact.tags.includes(op.tag) ? contact : { ...contact, tags: [...contact.tags, op.tag] };
  if ('untag' in op) return { ...contact, tags: contact.tags.filter((tag) => tag !== op.untag) };
  if ('consent' in op) return { ...contact, consent: { ...contact.consent, [op.consent]: op.granted } };
  if ('add' in op) {
    const name = bare(op.add);
    const old = contact.vars[name];
    return { ...contact, vars: { ...contact.vars, [name]: (typeof old === 'number' ? old : Number(old) || 0) + op.by } };
  }
  const name = bare(op.set);
  const text = typeof op.value === 'string' || typeof op.value === 'number' ? String(op.value) : undefined;
  if (name === 'email') return told(contact, name, text === undefined ? undefined : normalEmail(text));
  if (name === 'phone') return told(contact, name, text === undefined ? undefined : normalPhone(text));
  if (name === 'name' || name === 'lang' || name === 'zone') return { ...contact, [name]: text };
  return { ...contact, vars: { ...contact.vars, [name]: op.value } };
}

/** Their own word for it, unless it says what was known already. */
function told(contact: ContactRow, field: 'email' | 'phone', value: string | undefined): ContactRow {
  if (contact[field] === value) return contact;
  const others = (contact.told ?? []).filter((one) => one !== field);
  return { ...contact, [field]: value, told: value === undefined ? others : [...others, field] };
}

/** Returns the top-level fields of `after` that differ, as a patch; null removes one. */
export function difference(before: ContactRow, after: ContactRow): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  const old: Record<string, unknown> = { ...before };
  const fresh: Record<string, unknown> = { ...after };
  for (const key of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    if (key !== '_id' && key !== 'v' && old[key] !== fresh[key]) set[key] = fresh[key] ?? null;
  }
  return set;
}

/** Returns `into` merged with `from`, which turned out to be the same person. Its own values stay; an opt-out of either holds. */
export function mergeContacts(into: ContactRow, from: ContactRow): ContactRow {
  const consent = { ...from.consent, ...into.consent };
  for (const purpose of consentPurposes) {
    if (into.consent[purpose] === false || from.consent[purpose] === false) consent[purpose] = false;
  }
  const newer = into.seenAt >= from.seenAt ? [into, from] : [from, into];
  return {
    ...into,
    name: into.name ?? from.name,
    lang: into.lang ?? from.lang,
    email: into.email ?? from.email,
    phone: into.phone ?? from.phone,
    told: (['email', 'phone'] as const).filter((field) => (into[field] === undefined ? from : into).told?.includes(field)),
    externalId: into.externalId ?? from.externalId,
    came: into.came ?? from.came,
    cameLast: newer[0]?.cameLast ?? newer[1]?.cameLast,
    zone: into.zone ?? from.zone,
    verifiedPhone: into.verifiedPhone ?? from.verifiedPhone,
    tags: [...new Set([...into.tags, ...from.tags])],
    vars: { ...from.vars, ...into.vars },
    consent,
    addresses: [...new Set(newer.flatMap((one) => one.addresses))],
    unreachable: either(into.unreachable, from.unreachable),
    promos: [...new Set([...into.promos, ...from.promos])].sort((a, b) => a - b).slice(-50),
    createdAt: Math.min(into.createdAt, from.createdAt),
    seenAt: Math.max(into.seenAt, from.seenAt),
  };
}

function either(some: readonly string[] = [], more: readonly string[] = []): string[] | undefined {
  const both = [...new Set([...some, ...more])];
  return both.length > 0 ? both : undefined;
}

function bare(name: string): string {
  return name.startsWith('contact.') ? name.slice('contact.'.length) : name;
}
