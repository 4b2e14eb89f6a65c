/** Tells whether the moment fits to begin a flow of the shop's own accord in somebody's conversation. Pure. */
import type { ConversationRow } from '../../store/collections.ts';

/** A customer who wrote within this time is talking, ms. */
const talkingMs = 10 * 60_000;
/** A flow that was moved within this time is under way; after it the customer has left it, ms. */
const openMs = 2 * 3_600_000;

/** `busy`: a person has the conversation, the customer is in the middle of a flow, or is just talking. */
export function entryMoment(row: Pick<ConversationRow, 'owner' | 'state' | 'session' | 'lastInAt'> | undefined, now: number): 'free' | 'busy' {
  if (!row) return 'free';
  const { owner, state, session, lastInAt } = row;
  if (owner !== 'bot' || state === 'handoff' || session.handoff || session.queued) return 'busy';
  if (now - lastInAt < talkingMs) return 'busy';
  const asking = [session.front, ...session.background.filter(({ waiting }) => waiting?.kind === 'answer')];
  return asking.some((run) => run !== undefined && now - run.touchedAt < openMs) ? 'busy' : 'free';
}
