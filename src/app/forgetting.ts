/** Erases a person everywhere. */
import { randomUUID } from 'node:crypto';
import { eraseFromConsole } from '../console/erase-customer.ts';
import { eraseFigures } from '../data-rights/erase-figures.ts';
import type { createErasures } from '../data-rights/erasures.ts';
import { eraseRecipient } from '../marketing/broadcast/erase-recipient.ts';
import { eraseEntries } from '../marketing/sequence/entries.ts';
import { eraseVisitors } from '../proactive/erase-visitor.ts';
import type { Person } from '../runtime/base/person.ts';
import { eraseCustomer } from '../shop/rows/erase-customer.ts';
import { eraseDevices } from '../store/device-rows.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { eraseCalls } from '../video-calls/erase-calls.ts';
import { forgetLadders } from './cart-ladders.ts';

export interface ForgettingParts {
  store: Store;
  media: Pick<MediaStore, 'remove'>;
  erased: Pick<ReturnType<typeof createErasures>, 'begin'>;
  /** ISO 3166, of phone numbers without country code. */
  country: string | undefined;
  now(): number;
}

/** Returns what the runtime does beside its own rows when a person is erased. What was begun is noted first, so that a restored backup erases it again. */
export function forgetting({ store, media, erased, country, now }: ForgettingParts): (person: Person) => Promise<void> {
  return async (person) => {
    const noteDone = await erased.begin(person);
    for (const contact of person.contacts) {
      await eraseRecipient(store, contact, randomUUID());
      await eraseEntries(store, contact);
    }
    await eraseCalls(store, person.conversations, (id) => media.remove(id, Number.POSITIVE_INFINITY));
    await eraseDevices(store, person.conversations);
    await eraseVisitors(store, person.conversations);
    await eraseFromConsole(store, person.contacts, person.conversations);
    await forgetLadders(store, person.contacts, country);
    await eraseCustomer(store, person.contacts, person.conversations, country);
    await eraseFigures(store, person, now());
    for (const id of person.media) await media.remove(id, Number.POSITIVE_INFINITY);
    await noteDone();
  };
}
