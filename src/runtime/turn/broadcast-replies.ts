/** What a customer does with a message of a broadcast: a reply, a button, an opt-out. */
import type { EngineEvent } from '../../engine/model/engine-turn.ts';
import { consents, type InboxRow, type MessageStatus, messages } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { addMessage } from './effects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Token of such a button: the broadcast and the number of the button. */
const broadcastButton = /^bc\.([^.]+)\.(\d+)$/;
/** Time after a message of a broadcast in which what the customer writes counts as a reply to it, ms. */
const replyMs = 7 * 86_400_000;

/** Marks that a customer replied to a message of a broadcast. */
export function markReply({ broadcasts }: Pick<Deps, 'broadcasts'>, work: UnitOfWork, now: number): void {
  const { broadcast, contact } = work;
  if (broadcast && broadcasts && now - broadcast.at < replyMs) work.ops.push(...broadcasts.replied(broadcast.key, contact._id, now));
}

/** Statuses of a message that the customer does not have. */
const notArrived: ReadonlySet<MessageStatus | undefined> = new Set(['queued', 'sending', 'held', 'failed', 'withdrawn', 'moved', undefined]);

/** Names the flow of the broadcast's message that the customer replies to. What waits in the outbox is nothing to reply to. */
export async function asReply(
  { store }: Pick<Deps, 'store'>,
  { broadcast }: UnitOfWork,
  event: EngineEvent | undefined,
  now: number,
): Promise<EngineEvent | undefined> {
  const flow = broadcast && now - broadcast.at < replyMs ? broadcast.flow?.name : undefined;
  if (!broadcast || flow === undefined || event?.type !== 'message') return event;
  const status = (await store.collection(messages).get(broadcast.key))?.status;
  return notArrived.has(status) ? event : { ...event, broadcast: { flow } };
}

/** A reply begins the flow of the broadcast once; its buttons go on to lead to theirs. */
export function beganByReply(work: UnitOfWork, flow: string): void {
  if (!work.broadcast || !work.ran.has(flow)) return;
  const { key, at, flow: flows } = work.broadcast;
  work.broadcast = { key, at, ...(flows?.buttons && { flow: { buttons: flows.buttons } }) };
}

/** Takes in a message of a broadcast, and remembers it: what the customer writes in the days after it is a reply to it. */
export function broadcastHere(work: UnitOfWork, { message, stopOn, flow }: Extract<InboxRow['event'], { type: 'broadcast' }>, now: number): void {
  addMessage(work, { ...message, to: work.base.address }, now, 'bot', { stopOn });
  work.broadcast = { key: message.key, at: now, ...(flow && { flow }) };
}

/**
 * A button under a message of a broadcast says its label, as if the customer had written it, and leads to the flow that the broadcast names for it;
 * undefined for every other event.
 */
export async function wordsOfButton(deps: Pick<Deps, 'store'>, work: UnitOfWork, event: InboxRow['event']): Promise<EngineEvent | undefined> {
  if (event.type !== 'pressed') return undefined;
  const [, id = '', button = ''] = broadcastButton.exec(event.token) ?? [];
  if (id === '') return undefined;
  // The flows are those of the last broadcast alone: a button of an earlier one only says its words.
  const last = work.broadcast?.key.includes(`:${id}:`) ? work.broadcast : undefined;
  const key = last?.key ?? `b:${id}:${work.contact._id}`;
  const label = event.label ?? (await deps.store.collection(messages).get(key))?.choices?.[Number(button)];
  if (label === undefined) return undefined;
  const flow = last?.flow?.buttons?.[button] ?? last?.flow?.name;
  const said: EngineEvent = { type: 'message', id: event.id, parts: [{ type: 'text', text: label }] };
  return flow === undefined ? said : { ...said, broadcast: { flow, pressed: true } };
}

/** Notes that a customer opted out after a message of a broadcast. */
export function markOptOut(deps: Pick<Deps, 'broadcasts' | 'clock'>, work: UnitOfWork): void {
  const { broadcast } = work;
  const now = deps.clock.now();
  if (!broadcast || !deps.broadcasts || now - broadcast.at >= replyMs) return;
  const refused = work.ops.some(
    (op) =>
      op.op === 'insert' && op.in === consents.name && 'purpose' in op.row && op.row.purpose === 'marketing' && 'granted' in op.row && op.row.granted === false,
  );
  if (refused) work.ops.push(...deps.broadcasts.optedOut(broadcast.key, work.contact._id, now));
}
