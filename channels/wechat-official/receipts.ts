/** Receipts of template, subscription and mass messages. Pure. */
import { z } from 'zod';
import type { InboundEvent } from '../../src/message.ts';
import type { EventBase } from './event-base.ts';
import { codeOf } from './failure.ts';

const id = z.string().regex(/^\d{1,20}$/);
const finished = z.object({ Event: z.enum(['TEMPLATESENDJOBFINISH', 'MASSSENDJOBFINISH']), MsgID: id, Status: z.string().min(1) });
const sentItem = z.object({ MsgID: id, ErrorCode: z.string().regex(/^-?\d{1,9}$/), ErrorStatus: z.string().optional().catch(undefined) });
const sent = z.object({
  SubscribeMsgSentEvent: z.object({ List: z.union([sentItem.transform((one) => [one]), z.array(sentItem)]) }),
});

interface Outcome {
  ref: string;
  /** Undefined when it went well. */
  failed?: { code: string; detail: string };
}

/** `success`, `failed:user block` (the customer refuses messages of the account) and `failed: system failed`; for mass messages `sendsuccess`, `send fail`, `err(NUMBER)`. */
function jobOutcome({ MsgID: ref, Status: status }: z.infer<typeof finished>): Outcome {
  if (/^(?:send ?)?success$/i.test(status)) return { ref };
  const code = /user\s*block/i.test(status) ? 'blocked' : /^err/i.test(status) ? 'rejected' : 'provider';
  return { ref, failed: { code, detail: status.slice(0, 300) } };
}

function receipt(outcome: Outcome, good: 'sent' | 'delivered', base: EventBase): InboundEvent {
  const common = { ...base, id: `receipt:${outcome.ref}:${base.from.user}`, type: 'receipt' as const, ref: outcome.ref };
  return outcome.failed ? { ...common, status: 'failed', ...outcome.failed } : { ...common, status: good };
}

/** Reads the report on a message that was sent; [] for any other event. */
export function receiptEvents(raw: unknown, base: EventBase): InboundEvent[] {
  const job = finished.safeParse(raw);
  if (job.success) return [receipt(jobOutcome(job.data), job.data.Event === 'MASSSENDJOBFINISH' ? 'sent' : 'delivered', base)];
  const list = sent.safeParse(raw);
  return (list.data?.SubscribeMsgSentEvent.List ?? []).map(({ MsgID: ref, ErrorCode: code, ErrorStatus: status }) => {
    const failed = Number(code) === 0 ? undefined : { code: codeOf(Number(code)), detail: `${code}: ${status ?? ''}`.slice(0, 300) };
    return receipt({ ref, ...(failed ? { failed } : {}) }, 'delivered', base);
  });
}
