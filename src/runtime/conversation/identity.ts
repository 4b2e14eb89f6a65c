/** Identity of a customer as the provider gives it: other ids of the same person, and a phone number that it has verified. */
import { type Address, conversationId } from '../../message.ts';
import type { ContactRow, ConversationRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { newContact, verifiedNumber } from '../rows/contact-change.ts';
import type { TurnEvent } from '../turn/turn-event.ts';

/** Other ids of one event that are looked at. */
const aliasesMost = 8;

/**
 * Brings together the contacts that these events show to be one person, before the turn works on them. Nothing is done twice when it is
 * repeated. Contacts that the shop has taken apart stay apart.
 */
export async function identify(deps: Pick<Deps, 'clock' | 'contacts'>, row: ConversationRow, events: readonly TurnEvent[]): Promise<void> {
  for (const one of events) {
    if (one.from !== 'inbox' || !('from' in one.row.event)) continue;
    const { from, aliases, profile } = one.row.event;
    for (const alias of (aliases ?? []).slice(0, aliasesMost)) if (alias && alias !== from.user) await join(deps, row.contact, from, alias);
    const phone = profile?.phone === undefined ? undefined : verifiedNumber(profile.phone);
    if (phone !== undefined) await joinByPhone(deps, row, phone);
  }
}

async function join({ contacts, clock }: Pick<Deps, 'clock' | 'contacts'>, own: string, from: Address, user: string): Promise<void> {
  const other = conversationId({ ...from, user });
  const [mine, theirs] = [await contacts.get(own), await contacts.get(other)];
  if (mine && theirs) {
    const [into, source] = elderFirst(mine, theirs);
    await contacts.merge(into._id, source._id, 'unless_apart');
    return;
  }
  // Whichever was not seen yet is noted as another name of the one that was, so that its first message already finds the person.
  if (theirs) await contacts.note(own, theirs._id, clock.now());
  else {
    if (!mine) await contacts.add({ ...newContact(conversationId(from), clock.now()), _id: own });
    await contacts.note(other, own, clock.now());
  }
}

/** Both numbers were verified by a provider; one that a customer typed joins nobody. */
async function joinByPhone(deps: Pick<Deps, 'clock' | 'contacts'>, row: ConversationRow, phone: string): Promise<void> {
  const { contacts, clock } = deps;
  const others = await contacts.withVerifiedPhone(phone);
  for (const other of others) {
    const mine = await contacts.get(row.contact);
    if (!mine) await contacts.note(row.contact, other._id, clock.now());
    else if (mine._id !== other._id) {
      const [into, source] = elderFirst(mine, other);
      await contacts.merge(into._id, source._id, 'unless_apart');
    }
  }
}

function elderFirst(a: ContactRow, b: ContactRow): [ContactRow, ContactRow] {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a._id < b._id) ? [a, b] : [b, a];
}
