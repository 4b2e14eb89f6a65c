/** Sends one request of encode.ts. Never throws. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendFailure, SendResult } from '../../src/channel.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiError } from '../../src/channel-kit/wechat/api-result.ts';
import type { Address, Media, MessageClass } from '../../src/message.ts';
import type { ClientTiming } from './client.ts';
import { type CustomMessage, customMessage, passiveContent } from './custom-message.ts';
import { uploaded } from './encode.ts';
import { failureOf } from './failure.ts';
import { type MediaType, type Uploaded, uploadMedia } from './media.ts';
import type { PassiveReplies } from './replies.ts';
import { subscriptionPath, templatePath } from './template.ts';

export interface SendParts {
  api: WeChatApi;
  context: ChannelContext;
  replies: PassiveReplies;
  timing: ClientTiming;
  /** Told of every refusal, for health(). */
  refused(error: ApiError): void;
}

const customPath = '/cgi-bin/message/custom/send';
const bodySchema = z.record(z.string(), z.unknown());
const answerSchema = z.looseObject({ errcode: z.literal(0), msgid: z.union([z.string(), z.number()]).optional() });

function failed(failure: SendFailure): SendResult {
  return { ok: false, failure };
}

async function post(path: string, json: unknown, parts: SendParts): Promise<SendResult> {
  const answer = await parts.api.call({ path, json }, answerSchema);
  if (answer.ok) return { ok: true, ...(answer.value.msgid === undefined ? {} : { ref: String(answer.value.msgid) }) };
  parts.refused(answer.error);
  return failed(failureOf(answer.error));
}

/** By the open answer to what the customer sent, where there is one and the message fits it; else by the interface. */
async function deliver(message: CustomMessage, kind: MessageClass | undefined, parts: SendParts): Promise<SendResult> {
  const content = kind === 'promo' ? undefined : passiveContent(message);
  const handed = content && parts.replies.hand(message.touser, content);
  if (handed) return handed;
  await parts.replies.settled(message.touser);
  return post(customPath, message, parts);
}

/** The id of the file that the message carries; undefined for messages without one. */
function mediaIn(message: CustomMessage): { type: MediaType; id: string } | undefined {
  if (message.msgtype === 'image') return { type: 'image', id: message.image.media_id };
  if (message.msgtype === 'voice') return { type: 'voice', id: message.voice.media_id };
  if (message.msgtype === 'video') return { type: 'video', id: message.video.media_id };
  return undefined;
}

function withMedia(touser: string, type: MediaType, media_id: string): CustomMessage {
  if (type === 'image') return { touser, msgtype: 'image', image: { media_id } };
  if (type === 'voice') return { touser, msgtype: 'voice', voice: { media_id } };
  return { touser, msgtype: 'video', video: { media_id } };
}

function uploadFailure(result: Extract<Uploaded, { ok: false }>, parts: SendParts): SendFailure {
  if ('code' in result) return { code: result.code, detail: result.detail };
  parts.refused(result.error);
  const failure = failureOf(result.error);
  // Only the upload was in doubt: nothing of it reached the customer.
  return result.error.kind === 'refused' ? failure : { ...failure, notTaken: true };
}

async function deliverMedia(user: string, type: MediaType, media: Media, kind: MessageClass | undefined, parts: SendParts): Promise<SendResult> {
  for (let again = false; ; again = true) {
    const file = await uploadMedia(media, type, parts.api, parts.context, parts.timing.uploadMs);
    if (!file.ok) return failed(uploadFailure(file, parts));
    const result = await deliver(withMedia(user, type, file.id), kind, parts);
    if (result.ok || result.failure.code !== 'media_unavailable') return result;
    await file.forget().catch(() => undefined);
    if (again || !file.known) return result;
  }
}

/** Sends a file. When WeChat cannot use it (format, size, gone), the customer gets its address instead, if it has one. */
async function sendMedia(user: string, type: MediaType, media: Media, kind: MessageClass | undefined, parts: SendParts): Promise<SendResult> {
  const result = await deliverMedia(user, type, media, kind, parts);
  if (result.ok || !['media_unavailable', 'too_large'].includes(result.failure.code)) return result;
  const link = media.url && /^https?:\/\//i.test(media.url) ? media.url : undefined;
  if (!link || Buffer.byteLength(link) > 2000) return result;
  parts.context.log.info({ channel: 'wechat-official', type, detail: result.failure.detail }, 'WeChat could not use the file; its address was sent instead');
  return deliver({ touser: user, msgtype: 'text', text: { content: link } }, kind, parts);
}

/** Sends. A second template message with the same key is dropped by WeChat for ten minutes (`client_msg_id`); other messages have no such key. */
export async function send(request: ProviderRequest, to: Address, key: string, kind: MessageClass | undefined, parts: SendParts): Promise<SendResult> {
  if (request.path === templatePath || request.path === subscriptionPath) {
    const body = bodySchema.safeParse(request.body);
    if (!body.success) return failed({ code: 'rejected', detail: 'not a WeChat request' });
    const once = request.path === templatePath ? { client_msg_id: createHash('sha256').update(key).digest('hex').slice(0, 32) } : {};
    return post(request.path, { ...body.data, touser: to.user, ...once }, parts);
  }
  const message = customMessage.safeParse(request.body);
  if (request.path !== customPath || !message.success) return failed({ code: 'rejected', detail: 'not a WeChat request' });
  const addressed: CustomMessage = { ...message.data, touser: to.user };
  const carried = mediaIn(addressed);
  const media = request.media?.media;
  if (carried?.id !== uploaded) return deliver(addressed, kind, parts);
  return media ? sendMedia(to.user, carried.type, media, kind, parts) : failed({ code: 'media_unavailable', detail: 'The request has no file.' });
}
