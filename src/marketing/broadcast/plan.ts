/** Planning of a broadcast: a page of contacts becomes rows of recipients, in one write with the place that was reached. */
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Channel } from '../../channel.ts';
import { contacts } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { Content } from './content.ts';
import { firstAddresses } from './first-contact.ts';
import { type PlanSettings, plannedRecipient } from './planned-recipient.ts';
import { type BroadcastRow, broadcasts, recipients } from './rows.ts';

/** Accounts at which people who never wrote are reached by their number; `country` (ISO 3166) is that of numbers without country code. */
export interface ByNumber {
  accounts: readonly { account: string; channel: Pick<Channel, 'name'> }[];
  country?: string | undefined;
}

/** Contacts of a page. */
export const planPageSize = 250;

/**
 * Plans one page. The rows and the moved cursor are one guarded write, so that a crash neither doubles nor skips anybody, and of two processes one does
 * nothing. Resolves to the broadcast as it is then, or null when somebody else changed it meanwhile.
 */
export async function planPage(
  store: Store,
  row: BroadcastRow,
  content: Content,
  settings: PlanSettings,
  byNumber: ByNumber = { accounts: [] },
): Promise<BroadcastRow | null> {
  const cursor = row.plan?.cursor ?? '';
  const page = await store.collection(contacts).find({ where: { _id: { gt: cursor } }, sort: { by: '_id' }, limit: planPageSize });
  // The page took its time to read: others come first before it is worked on.
  await nextRound();
  const members = await content.members(
    page.filter((one) => one.mergedInto === undefined),
    settings.now,
  );
  const made = await firstAddresses(
    store,
    members.map(({ contact }) => contact),
    byNumber.accounts,
    byNumber.country,
  );
  const planned = members.map((member) => plannedRecipient(member, settings, made.get(member.contact._id)));
  const [waiting, others] = [planned.filter(({ state }) => state === 'waiting'), planned.filter(({ state }) => state !== 'waiting')];
  const granted = (await content.grants?.(waiting, settings.now)) ?? { rows: waiting, ops: [] };
  const ops: Op[] = [...[...granted.rows, ...others].map((one): Op => ({ op: 'insert', in: recipients.name, row: one })), ...granted.ops];
  const plan = { cursor: page.at(-1)?._id ?? cursor, done: page.length < planPageSize, at: settings.now };
  const next: BroadcastRow = { ...row, v: row.v + 1, plan };
  return (await store.write(ops, { in: broadcasts.name, row: next, was: row })) === 'done' ? next : null;
}
