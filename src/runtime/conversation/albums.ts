/** Pictures that a customer sent together and a provider brings one by one: they wait for each other, and are worked on as one message. Pure. */
import type { InboxRow } from '../../store/collections.ts';

/** Time after the last picture at which an album counts as whole, ms: no provider says how many there are. */
const pause = 1_200;
/** An album is not waited for any longer than this, ms. */
const most = 6_000;

/** Rows of an album so far. `ready`: to be worked on now; else looked at again at `at`, epoch ms. */
export type Gathered = { ready: true; rows: InboxRow[] } | { ready: false; at: number };

/** Tells whether the message is nothing but pictures and clips. */
function isPictures({ event }: InboxRow): boolean {
  return (
    event.type === 'message' && event.edits === undefined && event.parts.length > 0 && event.parts.every(({ type }) => type === 'image' || type === 'video')
  );
}

/**
 * Finds the album that `row` begins among the rows that wait, in order; null when it is none. `apart`: the channel does not say which pictures belong
 * together, so that those which follow each other do.
 */
export function albumOf(row: InboxRow, rows: readonly InboxRow[], apart: boolean, now: number): Gathered | null {
  const { event } = row;
  if (event.type !== 'message') return null;
  const found =
    event.album === undefined
      ? apart && isPictures(row)
        ? inARow(row, rows)
        : []
      : rows.filter((one) => one.event.type === 'message' && one.event.album === event.album);
  if (found.length === 0) return null;
  const last = Math.max(...found.map(({ at }) => at));
  const at = Math.min(last + pause, row.at + most);
  // A row from a time to come means that the clock was set back.
  return now >= at || last > now ? { ready: true, rows: found } : { ready: false, at };
}

function inARow(row: InboxRow, rows: readonly InboxRow[]): InboxRow[] {
  const from = rows.slice(rows.indexOf(row)).filter(({ event }) => event.type === 'message' || event.type === 'pressed' || event.type === 'started');
  const end = from.findIndex((one) => !isPictures(one));
  return end < 0 ? from : from.slice(0, end);
}
