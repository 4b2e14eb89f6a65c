/** Tells visitors of the web chat that a person reads what they wrote. */
import type { Live } from '../console/live.ts';
import { parseConversationId } from '../message.ts';

/** Part of the web chat that shows it to a visitor's browsers. */
export interface ReadMarks {
  read(user: string, at: number): void;
}

/** Watches who of the shop looks at which conversation: what came until now, and while they look, is read. Returns what ends it. */
export function showReading(live: Pick<Live, 'listen' | 'presentIn'>, channel: string, hub: ReadMarks, now: () => number): () => void {
  return live.listen(({ conversation }) => {
    const address = parseConversationId(conversation);
    if (address?.channel === channel && live.presentIn(conversation).length > 0) hub.read(address.user, now());
  });
}
