/** Messages that replace an earlier one: what they say anew, and whether that is anything. */
import type { InboundEvent, Part } from '../../message.ts';
import { type MessageRow, messages } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import type { UnitOfWork } from './unit-of-work.ts';

type Message = Extract<InboundEvent, { type: 'message' }>;

/** Returns id of a customer's message among the conversation's: by the provider's id of the message where its events have others. */
export function messageRowId(conversation: string, event: Pick<Message, 'id'> & { ref?: string; edits?: string }): string {
  return event.ref === undefined || event.edits !== undefined ? `${conversation}:in:${event.id}` : `${conversation}:in:message:${event.ref}`;
}

/** Returns the `ref` that the rows of all later versions of a message share. */
export function versionsOf(conversation: string, message: string): string {
  return `${conversation}:in:${message}`;
}

/** Returns the part in the form that is compared: a provider names the same file by another id each time, and a place that moves is the same live place. */
function same(part: Part): unknown {
  if (part.type === 'place') return part.type;
  return 'media' in part ? { ...part, media: { mime: part.media.mime, bytes: part.media.bytes, name: part.media.name } } : part;
}

function content(parts: readonly Part[]): string {
  return JSON.stringify(parts.map(same));
}

/**
 * Tells whether an edit leaves its message as it was: providers report a found preview, a reaction or a pin in the same way. False too where the
 * message is not known (any more).
 */
export async function changesNothing(deps: Pick<Deps, 'store'>, work: UnitOfWork, event: Message): Promise<boolean> {
  if (event.edits === undefined) return false;
  const conversation = work.base._id;
  const versions = versionsOf(conversation, event.edits);
  const first = [messageRowId(conversation, { id: event.edits }), messageRowId(conversation, { id: '', ref: event.edits })];
  const inDraft = work.ops
    .flatMap((op) => (op.op === 'insert' && op.in === 'messages' ? [op.row as MessageRow] : []))
    .findLast((row) => row.ref === versions || first.includes(row._id));
  const rows = deps.store.collection(messages);
  const latest =
    inDraft ??
    (await rows.find({ where: { ref: versions }, limit: 100 })).toSorted((a, b) => b.n - a.n)[0] ??
    (await rows.get(first[0] ?? '')) ??
    (await rows.get(first[1] ?? ''));
  return latest ? content(latest.parts) === content(event.parts) : false;
}
