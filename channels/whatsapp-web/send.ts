/** Sends one request of encode.ts through the child. Never throws. */

import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import type { Supervisor } from '../../src/channel-host/supervision/supervise.ts';
import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import type { SendTiming } from '../../src/channel-kit/send-timing.ts';
import type { MessageClass } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import type { Contacts } from './contacts.ts';
import type { Options } from './options.ts';
import { type SendBody, type SendParams, sendAnswer, sendBody } from './request.ts';
import { begun, refusal, type SendLimits, taken, watched } from './send-limits.ts';

export interface SendParts {
  supervisor: Supervisor;
  context: ChannelContext;
  contacts: Contacts;
  options: Options;
  /** Read and replaced here; the channel keeps it. */
  limits: { current: SendLimits };
  timing: SendTiming;
  chance(): number;
}

function kindOf({ content, options }: SendBody, mime: string): keyof typeof capabilities.media {
  return typeof content === 'string' || options.sendMediaAsDocument ? 'file' : mediaKind(mime);
}

/** Returns the request with its file's bytes. */
async function withFile(request: ProviderRequest, body: SendBody, context: ChannelContext): Promise<SendParams | SendResult> {
  const media = request.media?.media;
  if (!media) return body;
  try {
    const { bytes, mime, name } = await context.media(media);
    if (bytes.byteLength > capabilities.media[kindOf(body, mime)]) return { ok: false, failure: { code: 'too_large', notTaken: true } };
    const filename = (name ?? media.name)?.replace(/[\\/]|\p{Cc}/gu, '_').slice(-120);
    return { ...body, file: { bytes, mimetype: mime, ...(filename ? { filename } : {}) } };
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    return { ok: false, failure: { code: 'media_unavailable', detail, notTaken: true } };
  }
}

/** Returns what a customer gets instead of a file that cannot be sent: the caption and a link. */
function asText(request: ProviderRequest, body: SendBody): SendBody | undefined {
  const url = request.media?.media?.url;
  const text = [body.options.caption, url && /^https?:/i.test(url) ? url : undefined].filter(Boolean).join('\n');
  return text ? { chatId: body.chatId, content: text, options: { linkPreview: false, parseVCards: false } } : undefined;
}

/** Sends, when the rules of limits.ts allow it. A file that cannot be sent becomes caption and link. */
export async function send(request: ProviderRequest, kind: MessageClass, user: string, parts: SendParts): Promise<SendResult> {
  const { supervisor, context, contacts, options, limits, timing } = parts;
  const parsed = sendBody.safeParse(request.body);
  if (request.method !== 'sendMessage' || !parsed.success)
    return { ok: false, failure: { code: 'rejected', detail: 'not a request of WhatsApp Web', notTaken: true } };
  if (supervisor.health().state !== 'ready') return { ok: false, failure: { code: 'not_running', detail: supervisor.health().detail, notTaken: true } };
  const ask = { kind, lastWrote: await contacts.lastWrote(user).catch(() => null), now: context.now() };
  limits.current = watched(limits.current, ask.now);
  const refused = refusal(limits.current, ask, options);
  if (refused) return { ok: false, failure: refused };
  limits.current = begun(limits.current, ask, options, parts.chance());

  const attempt = async (params: SendParams): Promise<SendResult> => {
    const answer = await supervisor.request('sendMessage', params, sendAnswer, params.file ? timing.upload : timing.text);
    if (!answer.ok) return answer;
    limits.current = taken(limits.current, answer.value.id, user, context.now());
    return { ok: true, ref: answer.value.id };
  };
  const filled = await withFile(request, parsed.data, context);
  const result = 'ok' in filled ? filled : await attempt(filled);
  if (result.ok || !['media_unavailable', 'too_large'].includes(result.failure.code)) return result;
  const text = asText(request, parsed.data);
  if (!text) return result;
  context.log.info({ channel: 'whatsapp-web', detail: result.failure.detail }, 'WhatsApp could not use the file; sent as text');
  return attempt(text);
}
