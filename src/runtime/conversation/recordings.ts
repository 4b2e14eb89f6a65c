/** Recordings among the events of a conversation: listened to before their turn. */
import type { InboxEvent, InboxRow } from '../../store/collections.ts';
import type { Listen } from '../deps/runtime-options.ts';

/** Tells whether there is a recording in it that nobody has listened to, or that only the provider has. */
export function waitsToBeHeard({ event }: Pick<InboxRow, 'event'>): boolean {
  return (
    event.type === 'message' &&
    event.parts.some((part) => part.type === 'audio' && part.unheard === undefined && (part.transcript === undefined || part.media.stored === undefined))
  );
}

/** The event with the words of its recordings. */
export async function heardRow({ event }: InboxRow, listen: Listen, lang: string): Promise<InboxEvent> {
  return event.type === 'message' ? { ...event, parts: await listen(event.parts, event.from, lang) } : event;
}
