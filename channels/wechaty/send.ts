/** Sends one request of encode.ts through the process beside wechaty. Never throws. */
import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import type { Supervisor } from '../../src/channel-host/supervision/supervise.ts';
import type { SendTiming } from '../../src/channel-kit/send-timing.ts';
import { capabilities } from './capabilities.ts';
import { isUnsupported } from './failure.ts';
import { fileName } from './mime.ts';

export interface SendParts {
  supervisor: Supervisor;
  context: ChannelContext;
  timing: SendTiming;
}

const methods = new Set(['messageSendText', 'messageSendFile', 'messageForward', 'messageSendUrl', 'messageSendLocation']);
const bodySchema = z.looseObject({ conversationId: z.string().min(1), instead: z.string().optional() });
type Body = z.infer<typeof bodySchema>;
const answer = z.object({ messageId: z.string().optional() });

const fileLimit = Math.max(...Object.values(capabilities.media));

async function call(method: string, params: Body, limitMs: number, { supervisor }: SendParts): Promise<SendResult> {
  const result = await supervisor.request(method, params, answer, limitMs);
  if (!result.ok) return { ok: false, failure: result.failure };
  return result.value.messageId ? { ok: true, ref: result.value.messageId } : { ok: true };
}

async function sendFile(request: ProviderRequest, body: Body, parts: SendParts): Promise<SendResult> {
  const given = request.media?.fileBox;
  if (!given) return { ok: false, failure: { code: 'rejected', detail: 'the request has no file' } };
  let file: { bytes: Buffer; mime: string; name?: string };
  try {
    file = await parts.context.media(given);
  } catch (error) {
    return { ok: false, failure: { code: 'media_unavailable', detail: (error instanceof Error ? error.message : String(error)).slice(0, 300) } };
  }
  if (file.bytes.length > fileLimit) return { ok: false, failure: { code: 'too_large', detail: `${file.bytes.length} bytes, at most ${fileLimit}` } };
  const { instead: _instead, ...params } = body;
  return call('messageSendFile', { ...params, bytes: file.bytes, name: fileName(file.name ?? given.name, file.mime) }, parts.timing.upload, parts);
}

/**
 * Sends. What the puppet cannot send, and a file that cannot be had or is too large, goes as text, so that the customer misses nothing. Only
 * definite refusals lead to another form, never doubt.
 */
export async function send(request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  const parsed = bodySchema.safeParse(request.body);
  if (!parsed.success || !methods.has(request.method)) return { ok: false, failure: { code: 'rejected', detail: 'not a request for wechaty' } };
  const { instead, ...params } = parsed.data;
  const result =
    request.method === 'messageSendFile' ? await sendFile(request, parsed.data, parts) : await call(request.method, params, parts.timing.text, parts);
  if (result.ok || !instead) return result;
  const { failure } = result;
  if (!isUnsupported(failure) && failure.code !== 'media_unavailable' && failure.code !== 'too_large') return result;
  parts.context.log.info({ channel: 'wechaty', method: request.method, detail: failure.detail }, 'sent as text: the puppet cannot send it as it is');
  return call('messageSendText', { conversationId: params.conversationId, text: instead }, parts.timing.text, parts);
}
