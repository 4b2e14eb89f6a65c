/** Does what people planned in a conversation once its time has come, wakes what they put off, and takes it from who does not answer. */
import type { ConversationRow } from '../../store/collections.ts';
import { sendOff, wake, withPlanned } from '../../store/planned-act.ts';
import type { Deps } from '../deps/deps.ts';

type PlannedDeps = Pick<Deps, 'clock' | 'conversations' | 'enter' | 'hooks'>;

/**
 * Does what is due. An act enters the conversation under its own id before it leaves the row: a process that ends in between finds it again, and what
 * entered before is a duplicate.
 */
export async function doPlanned(deps: PlannedDeps, row: ConversationRow): Promise<ConversationRow> {
  const now = deps.clock.now();
  let due = (row.planned ?? []).filter(({ at, asks }) => !asks && at <= now);
  const wakes = row.later !== undefined && row.later <= now;
  // One that enters twice is a duplicate; the turn that takes it in ends the time.
  if (row.silent && row.silent.until <= now && row.silent.who === row.owner) {
    const id = `${row._id}:${row.silent.until}`;
    await deps.enter(row._id, { type: 'staff', who: row.owner, action: 'lose', id }, `staff:lose:${id}`);
  }
  if (due.length === 0 && !wakes) return row;
  if (due.length > 0) {
    // Marked before anything goes: whoever takes one back meanwhile is told the truth.
    const ids = new Set(due.map(({ id }) => id));
    const marked = await deps.conversations.update(row._id, (one) => ({ row: sendOff(one, ids) }));
    due = (marked.planned ?? []).filter(({ id, going }) => going && ids.has(id));
  }
  for (const { id, act, by, to, parts, template } of due) {
    const event = { type: 'staff' as const, id, who: act === 'assign' ? (to ?? by) : by };
    if (act === 'say') await deps.enter(row._id, { ...event, action: 'say', ...(parts && { parts }), ...(template && { template }) }, `staff:say:${id}`);
    else await deps.enter(row._id, { ...event, action: act === 'close' ? 'close' : 'take' }, `staff:${act}:${id}`);
  }
  const after = await deps.conversations.update(row._id, (one) => {
    const left = withPlanned(
      one,
      (one.planned ?? []).filter(({ id }) => !due.some((act) => act.id === id)),
    );
    return { row: wakes && one.later !== undefined && one.later <= now ? wake(left, now) : left };
  });
  deps.hooks.changed?.(row._id);
  return after;
}
