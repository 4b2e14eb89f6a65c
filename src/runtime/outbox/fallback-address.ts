/** Address for a message whose reply window is closed: it goes out as its template, or to another address of the same customer. */
import { gate } from '../../marketing/gate.ts';
import type { Address, OutboundMessage, TemplateUse } from '../../message.ts';
import { parseConversationId } from '../../message.ts';
import { type ConversationRow, inbox, type OutboxItem } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';

/** The dependencies that this file's functions use. */
type FallbackAddressDeps = Pick<Deps, 'channel' | 'clock' | 'contacts' | 'conversations' | 'enter' | 'policy' | 'store' | 'templates'>;

/** Returns the message's template as the channel of this address calls it; undefined when that has none. */
export function templateOn(deps: Pick<Deps, 'templates'>, { template }: Pick<OutboundMessage, 'template'>, { channel }: Address): TemplateUse | undefined {
  const known = template && Object.hasOwn(deps.templates, template.name) ? deps.templates[template.name] : undefined;
  if (!template || !known?.channels.includes(channel)) return undefined;
  return { ...template, name: known.names?.[channel] ?? template.name };
}

/**
 * Hands the message to another conversation of the customer, the most recently used that may take it now; resolves to its id, or undefined
 * when there is none. Once handed on it stays there: its key in the inbox is the message's own, so that neither a crash nor a second process doubles it.
 */
export async function moveElsewhere(deps: FallbackAddressDeps, row: ConversationRow, item: OutboxItem): Promise<string | undefined> {
  const id = `moved:${item.message.key}`;
  const movedTo = async (): Promise<string | undefined> => (await deps.store.collection(inbox).get(id))?.conversation;
  const earlier = await movedTo();
  if (earlier !== undefined) return earlier;
  const target = await otherAddress(deps, row, item.message);
  if (!target) return undefined;
  const { message, stopOn, about, since } = item;
  const stored = await deps.enter(target._id, { type: 'moved', origin: row._id, message, stopOn, about, since }, id);
  return stored === 'stored' ? target._id : movedTo();
}

async function otherAddress(deps: FallbackAddressDeps, row: ConversationRow, message: OutboundMessage): Promise<ConversationRow | undefined> {
  const contact = await deps.contacts.get(row.contact);
  for (const id of contact?.addresses ?? []) {
    const address = parseConversationId(id);
    const channel = address && id !== row._id ? deps.channel(address) : undefined;
    const other = channel && (await deps.conversations.get(id));
    if (!address || !channel || !other) continue;
    const candidate = { class: message.class, template: templateOn(deps, message, address) !== undefined, person: false };
    if ('go' in gate(candidate, contact, deps.policy, other, channel.capabilities, deps.clock.now())) return other;
  }
  return undefined;
}
