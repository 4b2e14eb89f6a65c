import type { Client, Message } from './client.ts';
import { personId } from './person.ts';

/** Most unread messages of one customer that are looked at. */
const most = 50;

/**
 * Tells the unread messages of customers since a time (seconds), oldest first. The library tells only of what arrives while its listeners are
 * attached, which is not so while WhatsApp Web starts. What was told before is told again: it is known by its id.
 */
export async function catchUp(client: Client, since: number, tell: (message: Message) => void): Promise<void> {
  const found: Message[] = [];
  for (const chat of await client.getChats()) {
    if (chat.isGroup || chat.unreadCount <= 0 || !personId(chat.id._serialized)) continue;
    found.push(...(await chat.fetchMessages({ limit: Math.min(chat.unreadCount, most), fromMe: false })));
  }
  for (const message of found.filter(({ timestamp }) => timestamp >= since).sort((a, b) => a.timestamp - b.timestamp)) tell(message);
}
