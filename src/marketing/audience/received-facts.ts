/** Broadcasts that people got, and their reactions. */
import type { Collection, Row, Store } from '../../store/store.ts';
import { type BroadcastMarkRow, broadcastMarks, type RecipientRow, recipientOf, recipients } from '../broadcast/rows.ts';

/** Broadcasts, by what a person did with them. */
export interface Received {
  got: string[];
  clicked: string[];
  replied: string[];
}

const pageSize = 1_000;
const arrived: ReadonlySet<string> = new Set<RecipientRow['state']>(['sent', 'delivered', 'read']);

/** Tells whether a row of this state says nothing about what a person got. */
export function saysNothing(state: unknown): boolean {
  return state === 'waiting' || state === 'excluded' || state === 'released';
}

/** The contact of a recipient's row or of a mark, by its id. */
export function contactOf(id: string): string | undefined {
  return (recipientOf(id) ?? recipientOf(id.slice(id.indexOf(':') + 1)))?.contact;
}

/** Adds what a row of a recipient says. */
export function withRecipient(to: Map<string, Received>, row: RecipientRow): void {
  if (arrived.has(row.state)) push(to, row.contact, 'got', row.broadcast);
}

/** Adds what a mark says. */
export function withMark(to: Map<string, Received>, row: BroadcastMarkRow): void {
  if (row.mark === 'clicked' || row.mark === 'replied') push(to, row.contact, row.mark, row.broadcast);
}

function push(to: Map<string, Received>, contact: string, what: keyof Received, broadcast: string): void {
  const known = to.get(contact) ?? { got: [], clicked: [], replied: [] };
  to.set(contact, known);
  if (!known[what].includes(broadcast)) known[what].push(broadcast);
}

/** Returns the broadcasts that these contacts received, by contact. */
export async function receivedOf(store: Store, ids: readonly string[]): Promise<Map<string, Received>> {
  const found = new Map<string, Received>();
  await everyWith(store.collection(recipients), ids, (row) => withRecipient(found, row));
  await everyWith(store.collection(broadcastMarks), ids, (row) => withMark(found, row));
  return found;
}

async function everyWith<T extends Row>(rows: Collection<T>, ids: readonly string[], take: (row: T) => void): Promise<void> {
  for (let after = ''; ; ) {
    const page = await rows.find({ where: { contact: { in: ids }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of page) take(row);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return;
  }
}
