/** Split of one contact that was merged from two. Pure. */
import type { ConsentRow, ContactRow } from '../../store/collections.ts';
import { consentPurposes } from '../../store/consent-purposes.ts';

const given = ['name', 'lang', 'email', 'phone', 'externalId', 'zone', 'verifiedPhone', 'came'] as const;

/** Returns what `into` has from `from` alone after the merge; noted so that it can be taken back. */
export function givenBy(into: ContactRow, from: ContactRow): NonNullable<ContactRow['gave']> {
  return {
    tags: from.tags.filter((tag) => !into.tags.includes(tag)),
    vars: Object.keys(from.vars).filter((name) => !Object.hasOwn(into.vars, name)),
    fields: [
      ...given.filter((field) => into[field] === undefined && from[field] !== undefined),
      ...consentPurposes.filter((purpose) => into.consent[purpose] === undefined && from.consent[purpose] === true).map((purpose) => `consent.${purpose}`),
    ],
  };
}

/**
 * Takes two contacts apart, of which `own` was merged into `other`: each gets what it had. What changed meanwhile stays with `other`, a consent goes to
 * the side whose address gave it (`ledger` of `other`, newest first), and an opt-out holds for both. `theirs`: the addresses that go with `own`.
 */
export function takeApart(
  own: ContactRow,
  other: ContactRow,
  theirs: ReadonlySet<string>,
  ledger: readonly ConsentRow[],
): [own: ContactRow, other: ContactRow] {
  const { gave } = own;
  const mine: ContactRow = { ...own, mergedInto: undefined, gave: undefined, consent: { ...own.consent }, apart: named(own.apart, other._id) };
  const rest: ContactRow = { ...other, consent: { ...other.consent }, vars: { ...other.vars }, apart: named(other.apart, own._id) };
  rest.addresses = other.addresses.filter((address) => !theirs.has(address));
  if (other.unreachable) {
    mine.unreachable = other.unreachable.filter((address) => theirs.has(address));
    rest.unreachable = other.unreachable.filter((address) => !theirs.has(address));
  }
  rest.tags = other.tags.filter((tag) => !gave?.tags.includes(tag));
  for (const name of gave?.vars ?? []) if (JSON.stringify(rest.vars[name]) === JSON.stringify(own.vars[name])) delete rest.vars[name];
  for (const field of given) if (gave?.fields.includes(field) && rest[field] === own[field]) delete rest[field];
  rest.told = other.told?.filter((field) => rest[field] !== undefined);
  for (const purpose of consentPurposes) {
    if (other.consent[purpose] === false) mine.consent[purpose] = false;
    if (other.consent[purpose] !== true) continue;
    const grant = ledger.find((row) => row.purpose === purpose && row.granted);
    if (grant && !theirs.has(grant.source)) continue;
    if (grant) mine.consent[purpose] = true;
    if (grant || gave?.fields.includes(`consent.${purpose}`)) delete rest.consent[purpose];
  }
  return [mine, rest];
}

function named(ids: readonly string[] = [], id: string): string[] {
  return [...new Set([...ids, id])];
}
