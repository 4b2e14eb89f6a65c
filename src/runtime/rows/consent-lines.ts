/** Lines of the ledger for what a merge or split of contacts does to consent, so that the newest line always explains the answer. Pure. */
import type { ConsentRow, ContactRow } from '../../store/collections.ts';
import { agreementLeft, consentPurposes } from '../../store/consent-purposes.ts';

/** Writes the lines of two contacts that become one. An opt-out of one holds for both: a line for each purpose of which the other side said something else. */
export function mergeLines(into: ContactRow, from: ContactRow, now: number): ConsentRow[] {
  return consentPurposes.flatMap((purpose): ConsentRow[] => {
    const [own, other] = [into.consent[purpose], from.consent[purpose]];
    if ((own !== false && other !== false) || own === other) return [];
    const refused = own === false ? into._id : from._id;
    return [line(`merge:${into._id}:${from._id}`, into._id, purpose, false, `opt-out of ${refused}`, 'merge', now)];
  });
}

type Change = [before: ContactRow, after: ContactRow];

/**
 * Writes what the part that goes takes with it, and what the other one loses by that. `ledger` of the other, newest first: the words of an agreement go
 * with it. An agreement that left leaves a line too: nobody may write on its ground any more.
 */
export function splitLines([own, mine]: Change, [other, rest]: Change, ledger: readonly ConsentRow[], now: number): ConsentRow[] {
  const id = `split:${own._id}:${other._id}`;
  return consentPurposes.flatMap((purpose): ConsentRow[] => {
    const lines: ConsentRow[] = [];
    const took = mine.consent[purpose];
    if (took !== undefined && (took !== own.consent[purpose] || took === false)) {
      const before = ledger.find((row) => row.purpose === purpose && row.granted === took);
      const { words = '', version, evidence = `line of ${other._id}` } = before ?? {};
      lines.push({
        ...line(`${id}:own`, own._id, purpose, took, evidence, took ? (before?.source ?? 'split') : 'split', now),
        words,
        ...(version && { version }),
      });
    }
    if (other.consent[purpose] === true && rest.consent[purpose] !== true)
      lines.push(line(`${id}:rest`, other._id, purpose, false, `the agreement is of ${own._id}`, agreementLeft, now));
    return lines;
  });
}

function line(id: string, contact: string, purpose: ConsentRow['purpose'], granted: boolean, evidence: string, source: string, at: number): ConsentRow {
  return { _id: `${id}:${purpose}:${at}`, v: 1, contact, at, purpose, granted, words: '', evidence, source };
}
