import type { Logger } from '../../logger.ts';
import type { InboundEvent } from '../../message.ts';

/** Returns the event as it is stored, and logs values of the provider that make no sense. */
export function withoutOdd(event: InboundEvent, log: Pick<Logger, 'warn'>): InboundEvent {
  if (!event.odd) return event;
  const { odd, ...sound } = event;
  const { channel, account } = event.from;
  log.warn({ channel, account, event: event.id, odd }, 'the provider told what makes no sense; another value was taken');
  return sound;
}
