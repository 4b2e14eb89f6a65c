/** Files of ours at WeChat, and files of customers from there. https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { WeChatApi, WeChatFile } from '../../src/channel-kit/wechat/api.ts';
import type { ApiResult } from '../../src/channel-kit/wechat/api-result.ts';
import { withDeadline } from '../../src/event-loop/deadline.ts';
import type { Media } from '../../src/message.ts';
import { publicRequest } from '../../src/net/public-request.ts';
import { streamUpTo } from '../../src/net/response-body.ts';
import { capabilities, downloadLimit, mediaLivesMs } from './capabilities.ts';

export type MediaType = 'image' | 'voice' | 'video';
const limits: Record<MediaType, number> = { image: capabilities.media.image, voice: capabilities.media.audio, video: capabilities.media.video };
/** WeChat tells the format by the end of the name. */
const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
};

const uploadedSchema = z.object({ media_id: z.string().min(1) });

export type Uploaded =
  | {
      ok: true;
      id: string;
      /** It was uploaded before, so that WeChat may have lost it. */
      known: boolean;
      forget(): Promise<void>;
    }
  | { ok: false; code: 'media_unavailable' | 'too_large'; detail: string }
  | { ok: false; error: Extract<ApiResult<never>, { ok: false }>['error'] };

/** Returns the id of a file at WeChat: remembered by its content for nearly three days, else uploaded, once for all who ask at the same time. Never rejects. */
export async function uploadMedia(media: Media, type: MediaType, api: WeChatApi, context: ChannelContext, timeoutMs: number): Promise<Uploaded> {
  const { memory } = context;
  let file: Awaited<ReturnType<ChannelContext['media']>>;
  try {
    file = await context.media(media);
  } catch (error) {
    return { ok: false, code: 'media_unavailable', detail: error instanceof Error ? error.message.slice(0, 300) : 'The file could not be fetched.' };
  }
  if (file.bytes.length > limits[type]) return { ok: false, code: 'too_large', detail: `${file.bytes.length} bytes; WeChat takes ${limits[type]}` };
  const key = `media:${type}:${createHash('sha256').update(file.bytes).digest('base64url')}`;
  const forget = () => memory.set(key, '', 1);
  try {
    return await memory.alone(key, async (): Promise<Uploaded> => {
      const known = await memory.get(key);
      if (known) return { ok: true, id: known, known: true, forget };
      const form = new FormData();
      const extension = extensions[usualMime(file.mime) ?? ''] ?? /^\w+\/([a-z0-9]+)/.exec(file.mime)?.[1] ?? 'bin';
      form.set('media', new Blob([new Uint8Array(file.bytes)], { type: usualMime(file.mime) ?? file.mime }), `${type}.${extension}`);
      const sent = await api.call({ path: '/cgi-bin/media/upload', query: { type }, form, timeoutMs }, uploadedSchema);
      if (!sent.ok) return sent;
      await memory.set(key, sent.value.media_id, mediaLivesMs);
      return { ok: true, id: sent.value.media_id, known: false, forget };
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { kind: 'unreachable', detail: `The file's id could not be kept: ${detail}`.slice(0, 300) } };
  }
}

/** For a video WeChat answers an address instead of the bytes. */
const videoAddress = z.object({ video_url: z.url({ protocol: /^https?$/ }) });

function addressIn(file: WeChatFile): string | undefined {
  // In what a customer sent, an address would be theirs: they would have us open whatever stands in our network.
  if (/^(?:image|audio|video)\//.test(file.mime) || file.bytes[0] !== '{'.charCodeAt(0) || file.bytes.length > 10_000) return undefined;
  try {
    return videoAddress.safeParse(JSON.parse(file.bytes.toString('utf8'))).data?.video_url;
  } catch {
    return undefined;
  }
}

async function elsewhereFile(url: URL, allow: readonly string[], signal: AbortSignal): Promise<WeChatFile> {
  const answer = await publicRequest({ method: 'GET', url, headers: {} }, allow, signal);
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new Error(`WeChat file: the answer had HTTP status ${answer.statusCode}`);
  }
  return { bytes: await streamUpTo(answer, downloadLimit), mime: answer.headers['content-type']?.split(';', 1)[0] ?? '' };
}

/** Fetches the bytes of a customer's file by its `ref`. Rejects with a text that is safe to log. */
export async function downloadMedia(media: Media, api: WeChatApi, apiRoot: string, timeoutMs: number): Promise<{ bytes: Buffer; mime: string; name?: string }> {
  if (!media.ref) throw new Error('WeChat file: it has no media id');
  let got = await api.file({ path: '/cgi-bin/media/get', query: { media_id: media.ref }, timeoutMs }, downloadLimit);
  const elsewhere = got.ok ? addressIn(got.value) : undefined;
  if (elsewhere) {
    // Never into our own network, whoever had this address written; only the API itself may be there.
    const allow = [new URL(apiRoot).host];
    got = { ok: true, value: await withDeadline(timeoutMs, undefined, (signal) => elsewhereFile(new URL(elsewhere), allow, signal)) };
  }
  if (!got.ok) throw new Error(`WeChat file: ${got.error.kind === 'refused' ? `${got.error.errcode}: ${got.error.errmsg}` : got.error.detail}`);
  const { bytes, mime, name } = got.value;
  return { bytes, mime: /^(?:image|audio|video)\//.test(mime) ? mime : (media.mime ?? 'application/octet-stream'), ...(name ? { name } : {}) };
}
