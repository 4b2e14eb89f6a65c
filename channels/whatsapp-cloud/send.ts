/** Sends one request of encode.ts. Never throws. */

import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import { mediaAddress } from '../../src/channel-kit/public-address.ts';
import type { Media } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import type { Client } from './client.ts';
import { failureOf, GraphError, redact } from './failure.ts';
import { fetchable, type MediaType, placeholder } from './media.ts';
import { plainComponents, templateValue } from './template.ts';
import type { TemplateBook } from './templates.ts';
import { FileProblem, fileCodes, type Uploaded, upload } from './upload.ts';

/** Longest waits for an answer of Meta, ms. */
export interface SendTiming {
  message: number;
  upload: number;
}
/** Together shorter than the outbox waits (30 s): the connection is closed before the same message is tried again. */
export const sendTiming: SendTiming = { message: 10_000, upload: 18_000 };

export interface SendParts {
  client: Client;
  context: ChannelContext;
  book: TemplateBook;
  phoneId: string;
  secrets: readonly string[];
  timing: SendTiming;
  /** Told of each error of the Graph API, and of each success (undefined). */
  heard(error: unknown): void;
}

const bodySchema = z.looseObject({ type: z.string() });
const sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
/** Marks of an answer of Meta's that names no message: taken, with no receipts to come. */
const takenUnnamed = z.union([z.looseObject({ success: z.literal(true) }), z.looseObject({ messaging_product: z.literal('whatsapp') })]);
const fileTypes = ['image', 'audio', 'video', 'document'] as const;
const fileSchema = z.looseObject({ id: z.string().optional(), link: z.string().optional(), caption: z.string().optional(), filename: z.string().optional() });
type Body = z.infer<typeof bodySchema>;

function withId(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withId(each, id));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'id' && inner === placeholder('file') ? id : withId(inner, id)]));
}

/** The message with the uploaded file in its place; where the file turns out to be of another type, as a document. */
function withFile(body: Body, file: Uploaded): Body {
  const filled = bodySchema.parse(withId(body, file.id));
  const type = fileTypes.find((each) => each === body.type);
  if (type && type !== file.type) {
    const { [type]: value, ...rest } = filled;
    const { voice: _voice, ...kept } = fileSchema.parse(value);
    return { ...rest, type: 'document', document: { ...kept, ...(file.name ? { filename: file.name } : {}) } };
  }
  if (type === 'document' && file.name) return { ...filled, document: { ...fileSchema.parse(filled.document), filename: file.name } };
  return filled;
}

/** The kind of file that the message has a place for. */
function wantedType({ type, template }: Body): MediaType {
  const parameter = plainComponents(templateValue.safeParse(template).data?.components).find((each) => each.type === 'header')?.parameters[0];
  return fileTypes.find((each) => each === type || each === parameter?.type) ?? 'image';
}

const pictured = z.looseObject({ interactive: z.looseObject({ header: z.looseObject({ type: z.literal('image') }) }) });

/** A question or card without its picture; undefined when it has none. */
function withoutHeader(body: Body): Body | undefined {
  const read = pictured.safeParse(body);
  if (!read.success) return undefined;
  const { header: _, ...interactive } = read.data.interactive;
  return { ...body, interactive };
}

/** Returns what is left of the message without its file: caption, and the address where the customer can open it. Undefined when that is nothing. */
function withoutFile(body: Body, url: string | undefined): Body | undefined {
  const { type, ...rest } = body;
  const kind = fileTypes.find((each) => each === type);
  if (!kind) return withoutHeader(body);
  const { [kind]: file, ...addressed } = rest;
  const { caption, link } = fileSchema.parse(file);
  const text = [caption, link ?? url].filter(Boolean).join('\n');
  if (!text || text.length > capabilities.text.max) return undefined;
  return { ...addressed, type: 'text', text: { body: text, preview_url: false } };
}

interface Posted {
  result: SendResult;
  /** Meta's code, where it refused. */
  code?: number;
}

async function post(body: Body, { client, phoneId, secrets, timing, heard }: SendParts): Promise<Posted> {
  try {
    const answer = await client.call('POST', `/${phoneId}/messages`, body, timing.message);
    const id = sent.safeParse(answer).data?.messages[0]?.id;
    // A gateway's `{}` is no word of Meta's that the message was taken.
    if (id === undefined && !takenUnnamed.safeParse(answer).success) throw new GraphError(200, undefined);
    heard(undefined);
    return { result: id === undefined ? { ok: true } : { ok: true, ref: id } };
  } catch (error) {
    heard(error);
    return { result: { ok: false, failure: failureOf(error, secrets) }, ...(error instanceof GraphError && error.body ? { code: error.body.code } : {}) };
  }
}

/** Uploads, then sends. An id of an earlier upload that Meta does not take any more is forgotten, and the file uploaded again, once. */
async function sendFile(body: Body, media: Media, parts: SendParts): Promise<SendResult> {
  const { client, phoneId, context, timing } = parts;
  const uploader = { client, phoneId, context, timeoutMs: timing.upload };
  const file = await upload(media, wantedType(body), uploader);
  if (file.type !== 'image' && pictured.safeParse(body).success)
    throw new FileProblem('media_unavailable', 'WhatsApp does not show files of this type as pictures');
  const { result, code } = await post(withFile(body, file), parts);
  if (!file.remembered || code === undefined || !fileCodes.includes(code)) return result;
  await context.memory.set(file.remembered, '', 1);
  return (await post(withFile(body, await upload(media, wantedType(body), uploader)), parts)).result;
}

async function attempt(body: Body, media: Media | undefined, parts: SendParts): Promise<SendResult> {
  if (!media) return (await post(body, parts)).result;
  try {
    return await sendFile(body, media, parts);
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, failure: { code: error.code, detail: redact(error.message, parts.secrets) } };
    parts.heard(error);
    // Only the upload failed: no message can have gone out.
    return { ok: false, failure: { ...failureOf(error, parts.secrets), notTaken: true } };
  }
}

/** Returns the address at which the customer can open a file of ours; undefined for what only our network reaches. */
function addressOf(media: Media | undefined, publicUrl: string | undefined): string | undefined {
  const url = media && mediaAddress(media, publicUrl);
  return url && fetchable(url) ? url : undefined;
}

const linked = z.looseObject({
  interactive: z.looseObject({
    type: z.literal('cta_url'),
    body: z.object({ text: z.string() }),
    action: z.looseObject({ parameters: z.looseObject({ url: z.string() }) }),
  }),
});

/** A card as text with its link, for one that WhatsApp does not open from a button; undefined for anything else. */
function linkAsText(body: Body): Body | undefined {
  const read = linked.safeParse(body);
  if (!read.success) return undefined;
  const { interactive, ...addressed } = read.data;
  const { url } = interactive.action.parameters;
  const text = interactive.body.text === url ? url : [interactive.body.text, url].join('\n');
  return text.length > capabilities.text.max ? undefined : { ...addressed, type: 'text', text: { body: text, preview_url: false } };
}

async function sendOrTell(body: Body, media: Media | undefined, parts: SendParts): Promise<SendResult> {
  const result = await attempt(body, media, parts);
  const unlinked = !result.ok && result.failure.code === 'rejected' ? linkAsText(body) : undefined;
  if (unlinked) {
    parts.context.log.info(
      { channel: 'whatsapp-cloud', detail: result.ok ? '' : result.failure.detail },
      'WhatsApp refuses the link of a button; sent as text',
    );
    return (await post(unlinked, parts)).result;
  }
  if (result.ok || (result.failure.code !== 'media_unavailable' && result.failure.code !== 'too_large')) return result;
  const rest = withoutFile(body, addressOf(media, parts.context.publicUrl));
  if (!rest) return result;
  parts.context.log.info({ channel: 'whatsapp-cloud', detail: result.failure.detail }, 'WhatsApp could not use the file; sent without it');
  return (await post(rest, parts)).result;
}

/**
 * Sends. A template is checked first and not sent when it cannot go out. Where a file cannot be had or WhatsApp does not take it, caption and link go
 * as text, so that the customer misses nothing.
 */
export async function send(request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  const parsed = bodySchema.safeParse(request.body);
  if (!parsed.success || request.path !== '/messages') return { ok: false, failure: { code: 'rejected', detail: 'not a request of the Cloud API' } };
  const body = parsed.data;
  const media = request.media?.file;
  if (body.type !== 'template') return sendOrTell(body, media, parts);
  const value = templateValue.safeParse(body.template);
  if (!value.success) return { ok: false, failure: { code: 'template_refused', detail: 'not a template message' } };
  const fitted = await parts.book.check(value.data);
  if (!fitted.ok) return { ok: false, failure: { code: 'template_refused', detail: redact(fitted.detail, parts.secrets) } };
  const needed = JSON.stringify(fitted.value).includes(JSON.stringify(placeholder('file')));
  return sendOrTell({ ...body, template: fitted.value }, needed ? media : undefined, parts);
}
