/** Files that customers send: their bytes, and keeping them. */
import type { Channel } from '../channel.ts';
import { type Address, accountId, type Media } from '../message.ts';
import type { MediaStore } from '../store/media-store.ts';

export interface CustomerFile {
  bytes: Buffer;
  mime: string;
  name?: string;
}

/** Returns the bytes of a file, from our own store or from its channel. Rejects where there are none. */
export function customerFile(media: Pick<MediaStore, 'get'>, channels: ReadonlyMap<string, Channel>) {
  return async (item: Media, from: Address): Promise<CustomerFile> => {
    const kept = item.stored === undefined ? null : await media.get(item.stored);
    if (kept) return { bytes: kept.bytes, mime: kept.row.mime };
    const file = await channels.get(accountId(from))?.download?.(item);
    if (!file) throw new Error('the channel gives out no files');
    return file;
  };
}

/** Keeps a file; the id in our store, or undefined where it is not kept. */
export function keepFile(media: Pick<MediaStore, 'put'>) {
  return async ({ bytes, mime, name }: CustomerFile): Promise<string | undefined> => {
    const row = await media.put(bytes, mime, name);
    return typeof row === 'string' ? undefined : row._id;
  };
}
