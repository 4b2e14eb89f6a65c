/** The person of a WhatsApp id. One person has a phone number (`@c.us`) and, since 2024, a hidden id (`@lid`); either may come. Pure. */
import { z } from 'zod';

const idForm = /^(\d{5,20})(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/;

/** Returns the usual form of a person's id; undefined for groups (`@g.us`), status and broadcasts, channels (`@newsletter`), bots and anything else. */
export function personId(id: string | undefined): string | undefined {
  const match = idForm.exec(id ?? '');
  // WhatsApp itself ("0@c.us") and its service number are nobody's customers; the form above asks for five digits.
  return match ? `${match[1]}@${match[2] === 'lid' ? 'lid' : 'c.us'}` : undefined;
}

export interface Person {
  /** The number where it is known, because a shop imports numbers; else the hidden id. */
  user: string;
  /** The other ids of the same person. */
  aliases: string[];
  /** With `+`. */
  phone?: string;
}

/** Puts together what is known of a chat partner. */
export function personOf(chat: string, known: { lid?: string; pn?: string } = {}): Person | undefined {
  const id = personId(chat);
  if (!id) return undefined;
  const ids = [id, personId(known.pn), personId(known.lid)].filter((each) => each !== undefined);
  const number = ids.find((each) => each.endsWith('@c.us'));
  const user = number ?? id;
  return { user, aliases: [...new Set(ids)].filter((each) => each !== user), ...(number ? { phone: `+${number.slice(0, number.indexOf('@'))}` } : {}) };
}

/** Checks the name of a chat that we write to: a person's id, or a bare number as an import brings it. */
export const chatIdOf = z.string().transform((user) => personId(user) ?? (/^\+?\d{5,20}$/.test(user) ? `${user.replace('+', '')}@c.us` : user));
