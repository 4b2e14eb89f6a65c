/** Fetching what a customer sent. */
import { z } from 'zod';
import { withDeadline } from '../../src/event-loop/deadline.ts';
import type { Media } from '../../src/message.ts';
import { BodyTooLarge, bodyUpTo } from '../../src/net/response-body.ts';
import { downloadLimit } from './capabilities.ts';
import type { Client } from './client.ts';
import { failureOf } from './failure.ts';
import type { Settings } from './settings.ts';

const tooLarge = `the file is larger than ${downloadLimit / 1_000_000} MB, the limit for bots`;
const fileSchema = z.object({ file_path: z.string().min(1), file_size: z.int().optional() });
const byExtension: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', oga: 'audio/ogg', mp4: 'video/mp4' };

/** Fetches the bytes of a file by its `ref`, up to 20 MB. Rejects with a text that is safe to log. */
export async function download(media: Media, client: Client, settings: Settings): Promise<{ bytes: Buffer; mime: string; name?: string }> {
  try {
    if (!media.ref) throw new Error('the media has no Telegram file id');
    if ((media.bytes ?? 0) > downloadLimit) throw new Error(tooLarge);
    const file = fileSchema.parse(await client.own('getFile', { file_id: media.ref }, 30_000));
    const bytes = await withDeadline(120_000, undefined, async (signal) => {
      const response = await fetch(`${settings.apiRoot}/file/bot${settings.token}/${file.file_path}`, { signal });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`Telegram answered ${response.status} to the download`);
      }
      return bodyUpTo(response, downloadLimit);
    });
    const extension = /\.(\w+)$/.exec(file.file_path)?.[1]?.toLowerCase() ?? '';
    return { bytes, mime: media.mime ?? byExtension[extension] ?? 'application/octet-stream', ...(media.name ? { name: media.name } : {}) };
  } catch (error) {
    throw new Error(`Telegram file: ${error instanceof BodyTooLarge ? tooLarge : failureOf(error, [settings.token]).detail}`);
  }
}
