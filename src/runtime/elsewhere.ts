/** Where a message goes whose reply window is closed: out as its template, or to another address of the same customer. */
import { gate } from '../marketing/gate.ts';
import type { Address, OutboundMessage, TemplateUse } from '../message.ts';
import { parseConversationId } from '../message.ts';
import { type ConversationRow, inbox, type OutboxItem } from '../store/collections.ts';
import type { Parts } from './parts.ts';

/** The message's template as the channel of this address calls it; undefined when that has none. */
export function templateOn(parts: Parts, { template }: Pick<OutboundMessage, 'template'>, { channel }: Address): TemplateUse | undefined {
  const known = template && Object.hasOwn(parts.templates, template.name) ? parts.templates[template.name] : undefined;
  if (!template || !known?.channels.includes(channel)) return undefined;
  return { ...template, name: known.names?.[channel] ?? template.name };
}

/**
 * Hands the message to another conversation of the customer, the most recently used that may take it now; resolves to its id, or undefined
 * when there is none. Once handed on it stays there: its key in the inbox is the message's own, so that neither a crash nor a second process doubles it.
 */
export async function moveElsewhere(parts: Parts, row: ConversationRow, item: OutboxItem): Promise<string | undefined> {
  const id = `moved:${item.message.key}`;
  const movedTo = async (): Promise<string | undefined> => (await parts.store.collection(inbox).get(id))?.conversation;
  const earlier = await movedTo();
  if (earlier !== undefined) return earlier;
  const target = await otherAddress(parts, row, item.message);
  if (!target) return undefined;
  const { message, stopOn, about, since } = item;
  const stored = await parts.enter(target._id, { type: 'moved', origin: row._id, message, stopOn, about, since }, id);
  return stored === 'stored' ? target._id : movedTo();
}

async function otherAddress(parts: Parts, row: ConversationRow, message: OutboundMessage): Promise<ConversationRow | undefined> {
  const contact = await parts.contacts.get(row.contact);
  for (const id of contact?.addresses ?? []) {
    const address = parseConversationId(id);
    const channel = address && id !== row._id ? parts.channel(address) : undefined;
    const other = channel && (await parts.conversations.get(id));
    if (!address || !channel || !other) continue;
    const candidate = { class: message.class, template: templateOn(parts, message, address) !== undefined, person: false };
    if ('go' in gate(candidate, contact, parts.policy, other, channel.capabilities, parts.clock.now())) return other;
  }
  return undefined;
}
