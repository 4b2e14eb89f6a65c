/** Sends one request of encode.ts. Never throws. */
import { z } from 'zod';
import type { ChannelContext, ProviderRequest, SendResult } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import type { Client } from './client.ts';
import { failureOf, GraphError, redact } from './failure.ts';
import { type MediaType, placeholder } from './media.ts';
import { templateValue } from './template.ts';
import type { TemplateBook } from './templates.ts';
import { FileProblem, type Uploaded, upload } from './upload.ts';

/** How long Meta may take to answer, ms. */
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
const fileTypes = ['image', 'audio', 'video', 'document'] as const;
const fileSchema = z.looseObject({ id: z.string().optional(), link: z.string().optional(), caption: z.string().optional(), filename: z.string().optional() });
const interactiveSchema = z.looseObject({ header: z.looseObject({}).optional() });
type Body = z.infer<typeof bodySchema>;

function withId(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withId(each, id));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'id' && inner === placeholder('file') ? id : withId(inner, id)]));
}

/** The message with the uploaded file in its place; where the file turns out to be of another type, as a document or without its header. */
function withFile(body: Body, file: Uploaded): Body {
  const filled = bodySchema.parse(withId(body, file.id));
  const type = fileTypes.find((each) => each === body.type);
  if (type && type !== file.type) {
    const { [type]: value, ...rest } = filled;
    const { voice: _voice, ...kept } = fileSchema.parse(value);
    return { ...rest, type: 'document', document: { ...kept, ...(file.name ? { filename: file.name } : {}) } };
  }
  if (type === 'document' && file.name) return { ...filled, document: { ...fileSchema.parse(filled.document), filename: file.name } };
  if (body.type === 'interactive' && file.type !== 'image') {
    const { header: _header, ...rest } = interactiveSchema.parse(filled.interactive);
    return { ...filled, interactive: rest };
  }
  return filled;
}

/** The kind of file that the message has a place for. */
function wantedType({ type, template }: Body): MediaType {
  const parameter = templateValue.safeParse(template).data?.components?.find((each) => each.type === 'header')?.parameters[0];
  return fileTypes.find((each) => each === type || each === parameter?.type) ?? 'image';
}

/** What is left of the message without its file: caption, and the address where the customer can open it. Undefined when that is nothing. */
function withoutFile(body: Body, url: string | undefined): Body | undefined {
  const { type, interactive, ...rest } = body;
  if (type === 'interactive') {
    const parsed = interactiveSchema.safeParse(interactive);
    if (!parsed.success || !parsed.data.header) return undefined;
    const { header: _header, ...kept } = parsed.data;
    return { ...rest, type, interactive: kept };
  }
  const kind = fileTypes.find((each) => each === type);
  if (!kind) return undefined;
  const { caption } = fileSchema.parse(rest[kind]);
  const text = [caption, url].filter(Boolean).join('\n');
  if (!text || text.length > capabilities.text.max) return undefined;
  const { [kind]: _file, ...addressed } = rest;
  return { ...addressed, type: 'text', text: { body: text, preview_url: false } };
}

async function post(body: Body, { client, phoneId, secrets, timing, heard }: SendParts): Promise<SendResult & { refused?: GraphError }> {
  try {
    const answer = sent.safeParse(await client.call('POST', `/${phoneId}/messages`, body, timing.message));
    heard(undefined);
    const id = answer.data?.messages[0]?.id;
    return id === undefined ? { ok: true } : { ok: true, ref: id };
  } catch (error) {
    heard(error);
    return { ok: false, failure: failureOf(error, secrets), ...(error instanceof GraphError ? { refused: error } : {}) };
  }
}

function plain(result: SendResult & { refused?: GraphError }): SendResult {
  if (result.ok) return result;
  return { ok: false, failure: result.failure };
}

/** Uploads, then sends. An id of an earlier upload that Meta does not take any more is forgotten, and the file uploaded again, once. */
async function sendFile(body: Body, request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  const { client, phoneId, context, timing } = parts;
  const media = request.media?.file;
  if (!media) return plain(await post(body, parts));
  const uploader = { client, phoneId, context, timeoutMs: timing.upload };
  const file = await upload(media, wantedType(body), uploader);
  const result = await post(withFile(body, file), parts);
  const stale =
    !result.ok && file.remembered !== undefined && result.refused?.body !== undefined && [100, 131009, 131052, 131053].includes(result.refused.body.code);
  if (!stale || file.remembered === undefined) return plain(result);
  await context.memory.set(file.remembered, '', 1);
  return plain(await post(withFile(body, await upload(media, wantedType(body), uploader)), parts));
}

async function attempt(request: ProviderRequest, body: Body, parts: SendParts): Promise<SendResult> {
  const { context, secrets, heard } = parts;
  try {
    return await sendFile(body, request, parts);
  } catch (error) {
    const file = error instanceof FileProblem ? error : undefined;
    if (!file) {
      heard(error);
      /** Only the upload failed: no message can have gone out. */
      return { ok: false, failure: { ...failureOf(error, secrets), notTaken: true } };
    }
    const detail = redact(file.message, secrets);
    const media = request.media?.file;
    const path = media?.url ?? (media?.stored ? `/media/${encodeURIComponent(media.stored)}` : undefined);
    const rest = withoutFile(body, path?.startsWith('/') ? context.publicUrl && context.publicUrl + path : path);
    if (!rest) return { ok: false, failure: { code: file.code, detail } };
    context.log.info({ channel: 'whatsapp-cloud', detail }, 'WhatsApp could not use the file; sent without it');
    return plain(await post(rest, parts));
  }
}

/**
 * Sends. A template is checked first and not sent when it cannot go out. Where a file cannot be had or WhatsApp does not take it, caption and link go
 * as text, so that the customer misses nothing.
 */
export async function send(request: ProviderRequest, parts: SendParts): Promise<SendResult> {
  const parsed = bodySchema.safeParse(request.body);
  if (!parsed.success || request.path !== '/messages') return { ok: false, failure: { code: 'rejected', detail: 'not a request of the Cloud API' } };
  let body = parsed.data;
  if (body.type === 'template') {
    const value = templateValue.safeParse(body.template);
    if (!value.success) return { ok: false, failure: { code: 'template_refused', detail: 'not a template message' } };
    const fitted = await parts.book.check(value.data);
    if (!fitted.ok) return { ok: false, failure: { code: 'template_refused', detail: redact(fitted.detail, parts.secrets) } };
    body = { ...body, template: fitted.value };
    const needed = JSON.stringify(fitted.value).includes(JSON.stringify(placeholder('file')));
    if (!needed) return attempt({ ...request, media: undefined }, body, parts);
  }
  return attempt(request, body, parts);
}
