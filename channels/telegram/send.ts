/** Sends one request of encode.ts. Never throws. */
import { InputFile } from 'grammy';
import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import type { SendTiming } from '../../src/channel-kit/send-timing.ts';
import type { Client } from './client.ts';
import { failureOf } from './failure.ts';

export interface SendParts {
  client: Client;
  context: ChannelContext;
  secrets: readonly string[];
  timing: SendTiming;
}

const mediaFields = ['photo', 'audio', 'voice', 'video', 'document'] as const;
const bodySchema = z.record(z.string(), z.unknown());
const sent = z.object({ message_id: z.int() });
const resultSchema = z.union([sent, z.array(sent).min(1)]);

/** The file name goes unquoted into a multipart header, so nothing may stand in it that ends the value. */
function safeName(name: string | undefined): string | undefined {
  return name?.replace(/[\s;"'\\/]|\p{Cc}/gu, '_').slice(-120) || undefined;
}

/** Puts the files in the place of their `attach://` names. */
async function withFiles(request: ProviderRequest, context: ChannelContext): Promise<Record<string, unknown>> {
  const body = bodySchema.parse(request.body);
  const files = new Map<string, InputFile>();
  for (const [field, media] of Object.entries(request.media ?? {})) {
    const { bytes, mime, name } = await context.media(media);
    const extension = /^[\w-]+\/([\w-]+)/.exec(mime)?.[1] ?? 'bin';
    files.set(`attach://${field}`, new InputFile(bytes, safeName(name ?? media.name) ?? `${field}.${extension}`));
  }
  const place = (value: unknown): unknown => {
    if (typeof value === 'string') return files.get(value) ?? value;
    if (Array.isArray(value)) return value.map(place);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, place(inner)]));
    return value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, key === 'text' || key === 'caption' ? value : place(value)]));
}

async function attempt(request: ProviderRequest, { client, context, secrets, timing }: SendParts): Promise<SendResult> {
  let body: Record<string, unknown>;
  try {
    body = await withFiles(request, context);
  } catch (error) {
    return { ok: false, failure: { ...failureOf(error, secrets), code: 'media_unavailable' } };
  }
  try {
    const result = resultSchema.safeParse(await client.call(request.method, body, request.media ? timing.upload : timing.text));
    if (!result.success) return { ok: true };
    const messages = Array.isArray(result.data) ? result.data : [result.data];
    return { ok: true, ref: String(messages.at(-1)?.message_id) };
  } catch (error) {
    return { ok: false, failure: failureOf(error, secrets) };
  }
}

/** The request as text: caption and the addresses of what could not be shown. */
function asText(request: ProviderRequest): ProviderRequest | undefined {
  const body = bodySchema.parse(request.body);
  const items = z.array(bodySchema).safeParse(body.media);
  const lines = (items.success ? items.data : [body]).flatMap((item) => {
    const file = [item.media, ...mediaFields.map((field) => item[field])].find((value) => typeof value === 'string' && /^https?:/.test(value));
    return [item.caption, file];
  });
  const text = lines.filter((line) => typeof line === 'string' && line !== '').join('\n');
  if (!text || text.length > 4096) return undefined;
  const { chat_id, message_thread_id: topic, reply_markup } = body;
  const place = { chat_id, ...(topic === undefined ? {} : { message_thread_id: topic }) };
  return { method: 'sendMessage', path: '/sendMessage', body: { ...place, text, ...(reply_markup ? { reply_markup } : {}) } };
}

/** The request with each address replaced by a file that we fetch ourselves. */
function asUpload(request: ProviderRequest): ProviderRequest | undefined {
  if (request.media) return undefined;
  const body = bodySchema.parse(request.body);
  for (const field of mediaFields) {
    const url = body[field];
    if (typeof url === 'string' && /^https?:/.test(url)) return { ...request, body: { ...body, [field]: `attach://${field}` }, media: { [field]: { url } } };
  }
  return undefined;
}

const markup = z.object({ inline_keyboard: z.array(z.array(z.looseObject({ url: z.string().optional() }))) });

/** The request with the links of its buttons as text. Undefined when it has none, or no room for them. */
function withoutLinkButtons(request: ProviderRequest): ProviderRequest | undefined {
  const { reply_markup, ...body } = bodySchema.parse(request.body);
  const read = markup.safeParse(reply_markup);
  const urls = read.data?.inline_keyboard.flat().flatMap(({ url }) => url ?? []) ?? [];
  if (urls.length === 0) return undefined;
  const rows = (read.data?.inline_keyboard ?? []).map((row) => row.filter(({ url }) => url === undefined)).filter((row) => row.length > 0);
  const field = typeof body.text === 'string' ? 'text' : 'caption';
  const text = [body[field], ...urls].filter(Boolean).join('\n');
  if (text.length > (field === 'text' ? 4096 : 1024)) return undefined;
  return { ...request, body: { ...body, [field]: text, ...(rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}) } };
}

/** The request for the chat itself, where its topic is closed or gone. */
function outsideTopic(request: ProviderRequest): ProviderRequest | undefined {
  const { message_thread_id: topic, ...body } = bodySchema.parse(request.body);
  return topic === undefined ? undefined : { ...request, body };
}

const otherForms = [
  { says: /keyboard button|BUTTON_|button url/i, form: withoutLinkButtons, why: 'Telegram refuses the link of a button; sent as text' },
  { says: /thread not found|TOPIC_(?:CLOSED|DELETED)|topic.*closed/i, form: outsideTopic, why: 'The topic of the chat is closed or gone; sent outside of it' },
];

/** Once more without what Telegram refuses in it. */
async function attemptWithout(request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  let current = request;
  let result = await attempt(current, parts);
  for (let tries = 0; tries < otherForms.length && !result.ok && result.failure.code === 'rejected'; tries++) {
    const detail = result.failure.detail ?? '';
    const fitting = otherForms.find(({ says }) => says.test(detail));
    const other = fitting?.form(current);
    if (!fitting || !other) return result;
    parts.context.log.info({ channel: 'telegram', method: request.method, detail }, fitting.why);
    current = other;
    result = await attempt(current, parts);
  }
  return result;
}

/**
 * Sends. Where Telegram cannot fetch a picture or file by its address, it is uploaded; where that fails too, caption
 * and link go as text, so that the customer misses nothing. Only definite refusals lead to another form, never doubt.
 */
export async function send(request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  if (!bodySchema.safeParse(request.body).success) return { ok: false, failure: { code: 'rejected', detail: 'not a Telegram request' } };
  let result = await attemptWithout(request, parts);
  for (const form of [asUpload, asText]) {
    if (result.ok || result.failure.code !== 'media_unavailable') return result;
    const other = form(request);
    if (!other) continue;
    parts.context.log.info(
      { channel: 'telegram', method: request.method, detail: result.failure.detail },
      'Telegram could not use the file; sent in another form',
    );
    result = await attemptWithout(other, parts);
  }
  return result;
}
