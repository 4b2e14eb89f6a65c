/**
 * Where a reply goes. A person is addressed by the contact's id alone. Who wrote in a group is addressed by group and person,
 * `room:GROUP/PERSON`, both percent-encoded, so that the reply goes to the group and mentions the person. WeChat's ids hold no colon:
 * neither form can be taken for the other.
 */
export interface Target {
  /** Wechaty's id of the conversation: a contact's or a room's. */
  conversationId: string;
  /** Contact to be mentioned in the room. */
  mention?: string;
}

/** Returns the user part of an address. The ids are well-formed Unicode. */
export function userOf(contactId: string, roomId?: string): string {
  return roomId ? `room:${encodeURIComponent(roomId)}/${encodeURIComponent(contactId)}` : contactId;
}

/** Returns the inverse of {@link userOf}. A text that only looks like a group's address is taken as a contact's id. */
export function targetOf(user: string): Target {
  const match = /^room:([^/]+)\/([^/]+)$/.exec(user);
  const [, room, contact] = match ?? [];
  if (!room || !contact) return { conversationId: user };
  try {
    return { conversationId: decodeURIComponent(room), mention: decodeURIComponent(contact) };
  } catch {
    return { conversationId: user };
  }
}
