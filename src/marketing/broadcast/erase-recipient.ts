/** Takes a person out of the rows of broadcasts, and leaves what they count: a report of last year still adds up. */
import { createHash } from 'node:crypto';
import type { CollectionSpec, Op, Row, Store } from '../../store/store.ts';
import { broadcastMarks, type RecipientState, recipientId, recipients } from './rows.ts';

/** States before it was sent: an erased person does not get it any more. */
const unsent: ReadonlySet<RecipientState> = new Set(['waiting', 'released']);
const pageSize = 250;

/**
 * Replaces the person's recipients and marks by rows that name nobody. `secret`: anything random that is not kept, so that nobody finds the person again
 * by trying names. May be repeated: what was replaced is not found any more.
 */
export async function eraseRecipient(store: Store, contact: string, secret: string): Promise<void> {
  const nobody = `erased-${createHash('sha256').update(`${secret}\n${contact}`).digest('hex').slice(0, 24)}`;
  await replaceAll(store, recipients, contact, ({ v, broadcast, state, reason, at, variant, releasedAt, sentAt, cost }) => ({
    _id: recipientId(broadcast, nobody),
    v,
    broadcast,
    contact: nobody,
    state: unsent.has(state) ? 'excluded' : state,
    reason: unsent.has(state) ? 'erased' : reason,
    at,
    variant,
    releasedAt,
    sentAt,
    cost,
  }));
  await replaceAll(store, broadcastMarks, contact, ({ v, broadcast, mark, at, money, by, variant, link, order }) => ({
    // A person may order more than once, and each order counts.
    _id: `${mark}:${recipientId(broadcast, nobody)}${order === undefined ? '' : `:${createHash('sha256').update(`${secret}\n${order}`).digest('hex').slice(0, 24)}`}`,
    v,
    broadcast,
    mark,
    contact: nobody,
    at,
    money,
    by,
    variant,
    link,
  }));
}

async function replaceAll<T extends Row>(store: Store, spec: CollectionSpec<T>, contact: string, blank: (row: T) => T): Promise<void> {
  const { name } = spec;
  const rows = store.collection(spec);
  for (;;) {
    const page = await rows.find({ where: { contact }, limit: pageSize });
    if (page.length === 0) return;
    await store.write(
      page.flatMap((row): Op[] => [
        { op: 'insert', in: name, row: blank(row) },
        { op: 'delete', in: name, id: row._id },
      ]),
    );
  }
}
