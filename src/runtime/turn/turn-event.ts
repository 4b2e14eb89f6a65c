/** Subjects of a turn, and the part of them that the engine hears. */
import { z } from 'zod';
import type { CallOutcome, EngineEvent } from '../../engine/model/engine-turn.ts';
import type { Vars } from '../../json.ts';
import { type Part, plainText } from '../../message.ts';
import { optsOut } from '../../reading/wishes/opting-out.ts';
import type { ConversationRow, InboxRow } from '../../store/collections.ts';

const varsSchema: z.ZodType<Vars> = z.record(z.string(), z.json());

export type TurnEvent =
  /** `album`: all messages of the album that `row` begins, itself among them. */
  | { from: 'inbox'; row: InboxRow; album?: readonly InboxRow[] }
  | { from: 'timer'; id: string; at: number }
  | { from: 'result'; call: string; outcome: CallOutcome }
  | { from: 'slow'; call: string };

/** Tells whether the customer did it. Such events wait while a call of the front run is open. */
export function isCustomers(row: InboxRow): boolean {
  const { type } = row.event;
  return type === 'message' || type === 'pressed' || type === 'started';
}

/** Tells whether the event is only about messages of ours, or whether they arrive. */
export function tellsOfOthers(event: TurnEvent): boolean {
  return event.from === 'inbox' && (event.row.event.type === 'receipt' || event.row.event.type === 'reach');
}

/** Tells whether the customer goes on here from an earlier id. */
export function succeeds(event: TurnEvent): boolean {
  return event.from === 'inbox' && 'succeeds' in event.row.event && (event.row.event.succeeds ?? []).length > 0;
}

/** Tells whether the event goes ahead of all others: acts of the shop's people, and a customer who wants no more promotions. */
export function isUrgent(row: InboxRow): boolean {
  const { event } = row;
  return (
    event.type === 'staff' ||
    event.type === 'handover' ||
    event.type === 'consent' ||
    event.type === 'refused' ||
    (event.type === 'message' && optsOut(plainText(event.parts)))
  );
}

/** Tells whether the front run waits for the answer of a call. */
export function waitsForCall(state: Pick<ConversationRow, 'session' | 'calls'>): boolean {
  const waiting = state.session.front?.waiting;
  return waiting?.kind === 'call' && state.calls.some((call) => call.id === waiting.call);
}

/** Puts the customer's event into the engine's words, texts cut to `most` characters; undefined for what the engine does not hear. */
export function heard(row: InboxRow, most: number): EngineEvent | undefined {
  const { event } = row;
  switch (event.type) {
    case 'message':
      return {
        type: 'message',
        id: event.id,
        parts: event.parts.map((part) => cut(part, most)),
        edited: event.edits === undefined ? undefined : true,
        referral: event.referral,
        ...(event.meaning && { meaning: event.meaning }),
      };
    case 'pressed':
      return { type: 'pressed', id: event.id, token: event.token, label: event.label, ...(event.fields && { fields: event.fields }) };
    case 'started':
      return { type: 'started', id: event.id, referral: event.referral, ...(event.page && { page: plain({ ...event.page }) }) };
    case 'consent':
      return { type: 'consent', marketing: event.marketing };
    case 'refused':
      return { type: 'consent', marketing: false };
    case 'event':
      return { type: 'event', id: event.id, name: event.name, data: plain(event.data) };
    case 'engine':
      return event.event;
    default:
      return undefined;
  }
}

/** The data as JSON keeps them: what is none is left out. */
function plain(data: Record<string, unknown>): Vars {
  return varsSchema.safeParse(JSON.parse(JSON.stringify(data))).data ?? {};
}

function cut(part: Part, most: number): Part {
  return part.type === 'text' && part.text.length > most ? { ...part, text: part.text.slice(0, most) } : part;
}
