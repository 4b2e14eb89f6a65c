/** Files that WhatsApp has to keep before they can be sent. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { isDrawing } from '../../src/channel-kit/drawing.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { Media } from '../../src/message.ts';
import { capabilities, mediaTypes, uploadKeptMs } from './capabilities.ts';
import type { Client } from './client.ts';
import { GraphError } from './failure.ts';
import { fileName, type MediaType } from './media.ts';

/** Codes with which Meta refuses a file, or an id of one that it does not have any more. */
export const fileCodes: readonly number[] = [100, 131009, 131052, 131053];
const uploaded = z.object({ id: z.string().min(1) });

export interface Uploaded {
  id: string;
  /** As what it can be shown: a picture of a type that WhatsApp does not know is a document. */
  type: MediaType;
  name?: string;
  /** It was uploaded before; the memory of it is under this key. */
  remembered?: string;
}

/** The file cannot be had, or WhatsApp does not take it. */
export class FileProblem extends Error {
  readonly code: 'media_unavailable' | 'too_large';
  constructor(code: 'media_unavailable' | 'too_large', text: string) {
    super(text);
    this.code = code;
  }
}

function shownAs(type: MediaType, mime: string): MediaType {
  const taken: readonly string[] = type === 'document' ? [] : mediaTypes[type];
  return type === 'document' || !taken.includes(mime) ? 'document' : type;
}

export interface Uploader {
  client: Client;
  phoneId: string;
  context: Pick<ChannelContext, 'media' | 'memory'>;
  timeoutMs: number;
}

/**
 * Resolves to the provider's id of a file of ours: remembered by content, else uploaded now. Rejects with FileProblem when the file is at fault, with
 * the client's errors otherwise.
 */
export async function upload(media: Media, wanted: MediaType, { client, phoneId, context, timeoutMs }: Uploader): Promise<Uploaded> {
  const file = await context.media(media).catch((error: unknown) => {
    throw new FileProblem('media_unavailable', error instanceof Error ? error.message : String(error));
  });
  const mime = usualMime(file.mime) ?? 'application/octet-stream';
  if (isDrawing({ mime })) throw new FileProblem('media_unavailable', 'WhatsApp takes no SVG');
  const type = shownAs(wanted, mime);
  const limit = capabilities.media[type === 'document' ? 'file' : type];
  if (file.bytes.length > limit) throw new FileProblem('too_large', `the file has ${file.bytes.length} bytes, WhatsApp takes ${limit}`);
  const name = fileName({ ...media, ...(file.name ? { name: file.name } : {}) });
  const known = { type, ...(name ? { name } : {}) };
  const key = `media:${createHash('sha256').update(mime).update('\0').update(file.bytes).digest('hex')}`;
  const before = await context.memory.get(key);
  if (before) return { id: before, remembered: key, ...known };
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', mime);
  form.set('file', new Blob([new Uint8Array(file.bytes)], { type: mime }), name ?? 'file');
  const answer = await client.call('POST', `/${phoneId}/media`, form, timeoutMs).catch((error: unknown) => {
    const fault = error instanceof GraphError && error.body && fileCodes.includes(error.body.code) && error.body.error_subcode !== 33;
    throw fault ? new FileProblem('media_unavailable', error.message) : error;
  });
  const { id } = uploaded.parse(answer);
  await context.memory.set(key, id, uploadKeptMs);
  return { id, ...known };
}
