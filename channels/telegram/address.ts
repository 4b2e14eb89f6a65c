/**
 * Where a customer is reached: a private chat, or a topic of it, which is a conversation of its own. `42`, `42:7`. Pure.
 * https://core.telegram.org/bots/api#sendmessage (`message_thread_id`)
 */

/** Returns the address of a chat, or of one of its topics. */
export function addressOf(chat: number, topic?: number): string {
  return topic === undefined ? String(chat) : `${chat}:${topic}`;
}

/** Returns chat and topic of an address; numbers where they are exact, since Telegram takes `@name` too. */
export function placeOf(user: string): { chat: number | string; topic?: number } {
  const [, chat = user, topic] = /^(-?\d+):(\d+)$/.exec(user) ?? [];
  const id = Number(chat);
  const exact = Number.isSafeInteger(id) && String(id) === chat ? id : chat;
  return topic === undefined ? { chat: exact } : { chat: exact, topic: Number(topic) };
}
