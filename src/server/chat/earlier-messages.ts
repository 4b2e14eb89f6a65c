import type { ChatHistory, ChatRow } from './chat-history.ts';
import type { ChatMessage } from './chat-ports.ts';

/** Messages of one answer. */
const most = 50;

/** Returns what reads a visitor's messages backwards; `show` makes of a row what the browser gets. */
export function createEarlier<M extends ChatMessage>(
  history: ChatHistory,
  show: (user: string, row: ChatRow) => M,
): (user: string, before: number | null) => Promise<{ messages: M[]; before?: number }> {
  return async (user, before) => {
    const rows = await history(`webchat:main:${user}`, null, most, before ?? undefined);
    const messages = rows.filter(({ state }) => state === 'shown').map((row) => show(user, row));
    return { messages, ...(rows.length === most && rows[0] && { before: rows[0].n }) };
  };
}
