/**
 * A customer who is reached under another id from now on (a new number, an id in place of the number): what was open in the conversation under the old
 * one goes on in the new one.
 */
import { conversationId } from '../../message.ts';
import type { ConversationRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import type { TurnEvent } from '../turn/turn-event.ts';

export interface Succession {
  /** The new conversation with what it takes over. */
  row: ConversationRow;
  /** The conversation that is to be left. */
  from: string;
}

/** Tells whether a customer or the shop waits for anything. */
function isOpen({ session, owner }: ConversationRow): boolean {
  return session.front !== undefined || session.background.length > 0 || session.handoff !== undefined || session.queued !== undefined || owner !== 'bot';
}

/**
 * Gathers what goes over to the conversation that follows; null when nothing goes over: the new conversation has begun something itself, or nothing is
 * open in the old one.
 */
export async function succession(deps: Pick<Deps, 'conversations'>, row: ConversationRow, events: readonly TurnEvent[]): Promise<Succession | null> {
  if (isOpen(row) || row.messages > 0) return null;
  for (const one of events) {
    const event = one.from === 'inbox' ? one.row.event : undefined;
    if (!event || !('from' in event)) continue;
    for (const user of event.succeeds ?? []) {
      const old = user === event.from.user ? null : await deps.conversations.get(conversationId({ ...event.from, user }));
      // What waits for the answer of a call gets it where it was asked for.
      if (!old || !isOpen(old) || old.calls.length > 0) continue;
      const { session, owner, state, timers, told, window, lastInAt, sentSince } = old;
      const turn = Math.max(session.turn, row.session.turn);
      return { row: { ...row, session: { ...session, turn }, owner, state, timers, told, window, lastInAt, sentSince }, from: old._id };
    }
  }
  return null;
}

/** Closes everything open in a conversation whose customer went on elsewhere. May be repeated. */
export async function leave(deps: Pick<Deps, 'conversations'>, conversation: string): Promise<void> {
  await deps.conversations.update(conversation, (row) => {
    const { front: _front, handoff: _handoff, queued: _queued, aside: _aside, ...session } = row.session;
    return {
      row: { ...row, session: { ...session, background: [], queue: [] }, owner: 'bot', state: row.state === 'handoff' ? 'open' : row.state, timers: [] },
    };
  });
}
