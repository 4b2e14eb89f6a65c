/** Files of ours for WeCom, and those of customers. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelMemory, SendFailure } from '../../src/channel.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { Media } from '../../src/message.ts';
import { capabilities, downloadLimit, shownAs, smallestFile, typeByEnding, uploadedFor } from './capabilities.ts';
import { failureOf } from './failure.ts';

export type Form = 'image' | 'voice' | 'video' | 'file';
export interface FetchedFile {
  bytes: Buffer;
  mime: string;
  name?: string;
}

const limits: Record<Form, number> = {
  image: capabilities.media.image,
  voice: capabilities.media.audio,
  video: capabilities.media.video,
  file: capabilities.media.file,
};

/** Returns the form in which WeCom takes this file: the wanted one, else as a file; undefined when it takes it in none. */
export function fittingForm(wanted: Form, { bytes, mime }: FetchedFile): Form | undefined {
  if (bytes.length < smallestFile) return undefined;
  if (wanted !== 'file' && bytes.length <= limits[wanted] && shownAs[wanted].test(usualMime(mime) ?? '')) return wanted;
  return bytes.length <= limits.file ? 'file' : undefined;
}

/** The name that the customer sees; nothing may stand in it that ends a header's value. */
function nameOf({ mime, name }: FetchedFile, form: Form): string {
  const clean = name?.replace(/["\\/;]|\p{Cc}/gu, '_').slice(-100);
  return (
    clean || `${form}.${Object.entries(typeByEnding).find(([, type]) => type === usualMime(mime))?.[0] ?? /^[\w-]+\/([\w-]{1,10})$/.exec(mime)?.[1] ?? 'bin'}`
  );
}

const uploaded = z.object({ media_id: z.string().min(1) });
export type Uploaded = { ok: true; id: string; forget(): Promise<void> } | { ok: false; failure: SendFailure };

export interface Uploads {
  /** The id under which WeCom has this file; uploaded once in three days, whoever asks. */
  idOf(file: FetchedFile, form: Form): Promise<Uploaded>;
}

/** Creates the uploads of files, each uploaded once while WeCom keeps it: https://developer.work.weixin.qq.com/document/path/90253 */
export function createUploads(api: WeChatApi, memory: ChannelMemory, timeoutMs: number): Uploads {
  const under = new Map<string, Promise<Uploaded>>();

  async function upload(place: string, file: FetchedFile, form: Form): Promise<Uploaded> {
    const forget = () => memory.set(place, '', 1);
    const known = await memory.get(place);
    if (known) return { ok: true, id: known, forget };
    const body = new FormData();
    body.append('media', new Blob([new Uint8Array(file.bytes)], { type: usualMime(file.mime) ?? file.mime }), nameOf(file, form));
    const answer = await api.call({ path: '/cgi-bin/media/upload', query: { type: form }, form: body, timeoutMs }, uploaded);
    if (!answer.ok) return { ok: false, failure: failureOf(answer.error) };
    await memory.set(place, answer.value.media_id, uploadedFor);
    return { ok: true, id: answer.value.media_id, forget };
  }

  return {
    idOf(file, form) {
      const digest = createHash('sha256').update(nameOf(file, form)).update('\0').update(file.bytes).digest('base64url');
      const place = `file:${form}:${digest}`;
      const mine =
        under.get(place) ??
        upload(place, file, form).finally(() => {
          under.delete(place);
        });
      under.set(place, mine);
      return mine;
    },
  };
}

/** Fetches the bytes of something that a customer sent, within three days. https://developer.work.weixin.qq.com/document/path/90254 */
export async function download(media: Media, api: WeChatApi, timeoutMs: number): Promise<FetchedFile> {
  if (!media.ref) throw new Error('This file has no id of WeCom.');
  if ((media.bytes ?? 0) > downloadLimit) throw new Error('The file is larger than 20 MB, which WeCom does not give out.');
  const answer = await api.file({ path: '/cgi-bin/media/get', query: { media_id: media.ref }, timeoutMs }, downloadLimit);
  if (!answer.ok) throw new Error(failureOf(answer.error).detail ?? 'WeCom does not give out this file.');
  const { bytes, mime, name = media.name } = answer.value;
  return { bytes, mime: mime && mime !== 'application/octet-stream' ? mime : (media.mime ?? 'application/octet-stream'), ...(name && { name }) };
}
