import type { Conversation } from '../shapes.ts';
import type { Words } from '../words-en.ts';

/** Name of the customer; without one, what tells them from others. */
export const customerName = ({ contact, user }: Conversation, t: Words): string =>
  contact.name ?? `${t.someone} ${user.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)}`;
