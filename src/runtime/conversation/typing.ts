/** "typing ..." at the customer, where the channel can show it. */
import type { ConversationRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { answeredBy } from '../turn/conversation-owner.ts';
import type { TurnEvent } from '../turn/turn-event.ts';

/** Shows once for a turn that the bot works on an answer to the newest message in it. Not waited for; a failure changes nothing. */
export function showTyping(deps: Pick<Deps, 'channel' | 'cluster' | 'log'>, row: ConversationRow, events: readonly TurnEvent[]): void {
  const channel = deps.channel(row.address);
  if (!channel?.typing || !deps.cluster.sends(row.address) || answeredBy(row) === 'person') return;
  let said: string | undefined;
  for (const { row: one } of events.filter((event) => event.from === 'inbox')) {
    const { event } = one;
    if ((event.type === 'staff' && event.action !== 'back') || (event.type === 'handover' && event.owner === 'person')) return;
    if ((event.type === 'message' || event.type === 'pressed') && !row.seen.includes(one._id)) said = event.id;
  }
  if (said === undefined) return;
  const failed = (error: unknown): void => deps.log.debug({ conversation: row._id, err: error }, 'typing could not be shown');
  try {
    channel.typing(row.address, said).catch(failed);
  } catch (error) {
    failed(error);
  }
}
