/** Shop events (`order.shipped`, `cart.updated` ...): whom they concern, and where that person is reached best. */
import { parseConversationId } from '../../message.ts';
import type { ContactKey, InboxRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import type { ContactEvent, ContactEventResult } from '../deps/runtime-options.ts';
import type { Inbox } from './inbox.ts';

/** Tells whether the customer has written. A last message that still waits in the inbox has neither contact nor conversation yet. */
async function hasWritten(deps: Pick<Deps, 'contacts' | 'conversations'>, inbox: Inbox, conversation: string): Promise<boolean> {
  if ((await deps.conversations.get(conversation)) || (await deps.contacts.get(conversation))) return true;
  return (await inbox.pendingOf(conversation, 1)).length > 0;
}

/** Stores the event with the conversation that was used last among those of the contact that can be written to. */
export async function enterShopEvent(
  deps: Pick<Deps, 'channel' | 'contacts' | 'conversations'>,
  inbox: Inbox,
  event: ContactEvent,
  deliver: (row: InboxRow) => void,
): Promise<ContactEventResult> {
  const where = await conversationFor(deps, inbox, event.contact);
  if (typeof where !== 'string') return where;
  const { id, name, data } = event;
  const row = await inbox.store(where, { type: 'engine', event: { type: 'event', id, name, data } }, `events:shop:${id}`);
  if (row) deliver(row);
  return { status: row ? 'stored' : 'duplicate', conversation: where };
}

async function conversationFor(
  deps: Pick<Deps, 'channel' | 'contacts' | 'conversations'>,
  inbox: Inbox,
  key: ContactKey,
): Promise<string | { status: 'unknown' | 'unreachable' }> {
  if (key.address !== undefined) {
    const address = parseConversationId(key.address);
    return address && deps.channel(address) && (await hasWritten(deps, inbox, key.address)) ? key.address : { status: 'unknown' };
  }
  const contact = await deps.contacts.find(key);
  if (!contact) return { status: 'unknown' };
  for (const id of contact.addresses) {
    const address = parseConversationId(id);
    if (!address || !deps.channel(address)) continue;
    const row = await deps.conversations.get(id);
    if (row?.reachable ?? true) return id;
  }
  return { status: 'unreachable' };
}
