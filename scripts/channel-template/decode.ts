/** What the provider posts -> events. Pure and total: what is not for a shop, or no payload at all, gives []. */
import type { DecodeContext } from '../../src/channel.ts';
import type { InboundEvent } from '../../src/message.ts';
import { payload, textEvent } from './payload.ts';

function eventsOf(raw: unknown, account: string): InboundEvent[] {
  const parsed = textEvent.safeParse(raw);
  if (!parsed.success) return [];
  const { id, user, at, text } = parsed.data;
  return [{ type: 'message', id, from: { channel: 'sample-channel', account, user }, at, parts: [{ type: 'text', text }] }];
}

/** `raw` is the parsed JSON of a webhook. */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = payload.safeParse(raw);
  return parsed.success ? parsed.data.events.flatMap((event) => eventsOf(event, context.account)) : [];
}
