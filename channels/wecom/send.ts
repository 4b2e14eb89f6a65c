/** Sends one request of encode.ts. Never throws. */

import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendFailure, SendResult } from '../../src/channel.ts';
import { mediaAddress } from '../../src/channel-kit/public-address.ts';
import type { SendTiming } from '../../src/channel-kit/send-timing.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiError } from '../../src/channel-kit/wechat/api-result.ts';
import type { Media } from '../../src/message.ts';
import type { Codes } from './codes.ts';
import { sendPath } from './encode.ts';
import { failureOf, fileGone, isRepeat, wrongState } from './failure.ts';
import { type FetchedFile, type Form, fittingForm, type Uploads } from './media.ts';
import { messageIdOf } from './message-id.ts';
import { endedState, stateOf } from './service-state.ts';

/** Shorter than the outbox waits (30 s); the connection is closed before the next try. */
export const sendTiming: SendTiming = { text: 15_000, upload: 25_000 };

export interface SendParts {
  api: WeChatApi;
  context: ChannelContext;
  codes: Codes;
  uploads: Uploads;
  timing: SendTiming;
  /** The customer-service account of an address that names none. */
  account: string | undefined;
}

type Content = Record<string, unknown>;
interface Message {
  touser: string;
  open_kfid: string;
  msgtype: string;
  content: Content;
}

const body = z.looseObject({ touser: z.string().min(1), open_kfid: z.string().min(1).optional(), msgtype: z.string().min(1) });
const contentSchema = z.record(z.string(), z.unknown());
const accepted = z.object({ errcode: z.literal(0), msgid: z.string().optional() });

const rejected = (detail: string): SendFailure => ({ code: 'rejected', detail });

function messageOf(request: ProviderRequest, account: string | undefined): Message | SendFailure {
  const parsed = body.safeParse(request.body);
  const content = contentSchema.safeParse(parsed.success ? parsed.data[parsed.data.msgtype] : undefined);
  if (request.path !== sendPath || !parsed.success || !content.success) return rejected('not a request of WeCom');
  const { touser, open_kfid = account, msgtype } = parsed.data;
  if (!open_kfid) return rejected('the address names no customer-service account; write it as open_kfid.external_userid, or set WECOM_OPEN_KFID');
  return { touser, open_kfid, msgtype, content: content.data };
}

const isForm = (msgtype: string): msgtype is Form => ['image', 'voice', 'video', 'file'].includes(msgtype);

type Filled = { ok: true; message: Message; forget?(): Promise<void> } | { ok: false; failure: SendFailure };

/** Uploads the file that goes with the message and puts its id in; a file that WeCom does not show goes as a file. */
async function withFile(message: Message, media: Record<string, Media>, { context, uploads }: SendParts): Promise<Filled> {
  const [entry] = Object.entries(media);
  if (!entry) return { ok: true, message };
  const [field, item] = entry;
  let file: FetchedFile;
  try {
    file = await context.media(item);
  } catch (error) {
    return { ok: false, failure: { code: 'media_unavailable', detail: (error instanceof Error ? error.message : String(error)).slice(0, 300) } };
  }
  const wanted: Form = isForm(message.msgtype) ? message.msgtype : 'image';
  const form = fittingForm(wanted, file);
  if (!form) return { ok: false, failure: { code: 'too_large', detail: `${file.bytes.length} bytes are more or less than WeCom takes` } };
  if (form !== wanted && !isForm(message.msgtype)) return { ok: false, failure: { code: 'media_unavailable', detail: 'WeCom takes JPG and PNG only' } };
  const uploaded = await uploads.idOf(file, form);
  if (!uploaded.ok) return uploaded;
  const msgtype = isForm(message.msgtype) ? form : message.msgtype;
  return { ok: true, message: { ...message, msgtype, content: { ...message.content, [field]: uploaded.id } }, forget: uploaded.forget };
}

/** The same as text, where the file cannot be had: what an article says, and where the file is. */
function asText({ content, ...to }: Message, media: Record<string, Media>, publicUrl: string | undefined): Message | undefined {
  const [file] = Object.values(media);
  const address = file && mediaAddress(file, publicUrl);
  const lines = to.msgtype === 'link' ? [content.title, content.desc, content.url] : [address];
  const text = lines.filter((line) => typeof line === 'string' && line !== '').join('\n');
  return text ? { ...to, msgtype: 'text', content: { content: text } } : undefined;
}

function taken(error: ApiError): boolean {
  return error.kind === 'refused' && isRepeat(error.errmsg);
}

/** By a code that came with an event; null when there is none, or WeCom does not take it any more. */
async function byCode(message: Message, id: string, { api, codes, timing }: SendParts): Promise<SendResult | null> {
  const { touser, open_kfid, msgtype, content } = message;
  const code = await codes.take(`${open_kfid}.${touser}`, id, msgtype);
  if (!code) return null;
  const json = { code, msgid: id, msgtype, [msgtype]: content };
  const answer = await api.call({ path: '/cgi-bin/kf/send_msg_on_event', json, timeoutMs: timing.text }, accepted);
  if (answer.ok || taken(answer.error)) return { ok: true, ref: id, free: true };
  const failure = failureOf(answer.error);
  return answer.error.kind === 'refused' && failure.scope === undefined && failure.code !== 'provider' ? null : { ok: false, failure };
}

async function post(message: Message, id: string, { api, timing }: SendParts): Promise<{ result: SendResult; error?: ApiError }> {
  const { touser, open_kfid, msgtype, content } = message;
  const json = { touser, open_kfid, msgid: id, msgtype, [msgtype]: content };
  const answer = await api.call({ path: sendPath, json, timeoutMs: timing.text }, accepted);
  if (answer.ok) return { result: { ok: true, ref: id } };
  // It was counted when WeCom took it, perhaps before the customer wrote again: counted once more, it would take the place of a reply.
  if (taken(answer.error)) return { result: { ok: true, ref: id, free: true } };
  return { result: { ok: false, failure: failureOf(answer.error) }, error: answer.error };
}

async function attempt(message: Message, media: Record<string, Media>, id: string, parts: SendParts): Promise<SendResult> {
  let filled = await withFile(message, media, parts);
  if (!filled.ok) return filled;
  const early = await byCode(filled.message, id, parts);
  if (early) return early;
  let { result, error } = await post(filled.message, id, parts);
  if (error?.kind === 'refused' && error.errcode === fileGone && filled.forget) {
    await filled.forget();
    filled = await withFile(message, media, parts);
    if (!filled.ok) return filled;
    ({ result, error } = await post(filled.message, id, parts));
  }
  if (error?.kind !== 'refused' || error.errcode !== wrongState) return result;
  const state = await stateOf(message.open_kfid, message.touser, parts.api, parts.timing.text);
  return state.ok && state.value === endedState ? { ok: false, failure: { code: 'window_closed', detail: `${wrongState}: the session has ended` } } : result;
}

/**
 * Sends, by the code of an event where one is open for this customer, else as a usual message. A message that WeCom has already counts as
 * sent. Where a file cannot be had, or a link is refused, the address goes as text.
 */
export async function send(request: ProviderRequest, key: string, parts: SendParts): Promise<SendResult> {
  const message = messageOf(request, parts.account);
  if ('code' in message) return { ok: false, failure: message };
  const media = request.media ?? {};
  try {
    const id = await messageIdOf(parts.context.memory, key);
    const result = await attempt(message, media, id, parts);
    const otherForm = message.msgtype === 'link' ? ['media_unavailable', 'too_large', 'rejected'] : ['media_unavailable', 'too_large'];
    if (result.ok || !otherForm.includes(result.failure.code) || result.failure.detail?.startsWith(`${wrongState}`)) return result;
    const text = asText(message, media, parts.context.publicUrl);
    if (!text) return result;
    parts.context.log.info({ channel: 'wecom', detail: result.failure.detail }, 'WeCom could not use the file or link; sent as text');
    return await attempt(text, {}, id, parts);
  } catch (error) {
    // The store failed, so nothing was sent: the ids and codes come from there.
    return { ok: false, failure: { code: 'provider', detail: (error instanceof Error ? error.message : String(error)).slice(0, 300) } };
  }
}
