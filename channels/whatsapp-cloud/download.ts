/** Fetching what a customer sent. */
import { z } from 'zod';
import type { Media } from '../../src/message.ts';
import { BodyTooLarge } from '../../src/net/response-body.ts';
import { downloadLimit } from './capabilities.ts';
import type { Client } from './client.ts';
import { failureOf, redact } from './failure.ts';

const described = z.object({ url: z.string().min(1), mime_type: z.string().optional(), file_size: z.coerce.number().optional() });
const tooLarge = `the file is larger than ${downloadLimit / 1_000_000} MB`;

/**
 * Fetches the bytes of a file by its `ref`, up to 32 MB. Meta keeps the file for 7 days and its address for five minutes. Rejects with a text that is
 * safe to log. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export async function download(
  media: Media,
  client: Client,
  phoneId: string,
  secrets: readonly string[],
): Promise<{ bytes: Buffer; mime: string; name?: string }> {
  try {
    if (!media.ref || !/^[\w-]+$/.test(media.ref)) throw new Error('the media has no id of WhatsApp');
    if ((media.bytes ?? 0) > downloadLimit) throw new Error(tooLarge);
    const file = described.parse(await client.call('GET', `/${media.ref}?phone_number_id=${phoneId}`, undefined, 20_000));
    if ((file.file_size ?? 0) > downloadLimit) throw new Error(tooLarge);
    const bytes = await client.bytes(file.url, downloadLimit, 120_000);
    const mime = media.mime ?? file.mime_type?.split(';', 1)[0]?.trim() ?? 'application/octet-stream';
    return { bytes, mime, ...(media.name ? { name: media.name } : {}) };
  } catch (error) {
    const why = error instanceof BodyTooLarge ? tooLarge : redact(failureOf(error, secrets).detail ?? '', secrets);
    throw new Error(`WhatsApp file: ${why}`);
  }
}
