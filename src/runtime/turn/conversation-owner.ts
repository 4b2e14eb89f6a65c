/** Owner of a conversation (who answers), synced to a provider that keeps such a state of its own. */
import { backOff } from '../../event-loop/back-off.ts';
import { within } from '../../event-loop/within.ts';
import type { ConversationRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';

/** The dependencies that this file's functions use. */
type ConversationOwnerDeps = Pick<Deps, 'channel' | 'clock' | 'conversations' | 'limits' | 'log'>;

/** Pause after a failed try, doubled with each, up to the longest, ms. */
const pauses = { first: 1000, most: 300_000 };

/** Returns who answers: a person who has the conversation, or is awaited while the bot is silent; else the bot. */
export function answeredBy(row: Pick<ConversationRow, 'owner' | 'session'>): 'bot' | 'person' {
  return row.owner !== 'bot' || row.session.handoff ? 'person' : 'bot';
}

/**
 * Returns the pending sync of the owner with the provider; begins one, due now, when they differ. Undefined when nothing is to sync. `keeps`: the
 * channel has such a state.
 */
export function syncDue(row: Pick<ConversationRow, 'owner' | 'session' | 'told' | 'tell'>, keeps: boolean, now: number): ConversationRow['tell'] {
  return keeps && answeredBy(row) !== (row.told ?? 'bot') ? (row.tell ?? { at: now, tries: 0 }) : undefined;
}

/** Syncs the owner with the provider once and writes the result to the row. Rejects when the store fails. */
export async function syncOwner(deps: ConversationOwnerDeps, row: ConversationRow): Promise<void> {
  const owner = answeredBy(row);
  const channel = deps.channel(row.address);
  const done = channel?.handover ? await inTime(deps, async () => channel.handover?.(row.address, owner), row._id) : false;
  const keeps = channel === undefined || channel.handover !== undefined;
  await deps.conversations.update(row._id, (one) => {
    const now = deps.clock.now();
    if (done) return { row: { ...one, told: owner, tell: syncDue({ ...one, told: owner, tell: undefined }, true, now) } };
    const pending = syncDue(one, keeps, now);
    if (!pending) return { row: { ...one, tell: undefined } };
    // The present owner was not synced yet: the next try need not wait for what failed with another.
    if (answeredBy(one) !== owner) return { row: { ...one, tell: { at: now, tries: 0 } } };
    const wait = backOff(pending.tries, pauses);
    return { row: { ...one, tell: { at: now + wait, tries: pending.tries + 1 } } };
  });
}

async function inTime(deps: Pick<Deps, 'clock' | 'limits' | 'log'>, work: () => Promise<unknown>, conversation: string): Promise<boolean> {
  try {
    await within(deps.clock, deps.limits.sendMs, work(), () => {
      throw new Error('the provider did not answer in time');
    });
    return true;
  } catch (error) {
    deps.log.warn({ conversation, err: error }, 'the provider could not be told who has the conversation; tried again later');
    return false;
  }
}
