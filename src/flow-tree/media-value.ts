/** A picture or file as flows hold it: an address, or what a customer sent. */

import type { Json } from '../json.ts';
import type { Media } from '../message.ts';

/** Returns an address as it is; one of the merchant's own pictures, `pictures/NAME`, as its path on our site. */
export function pictureAddress(text: string): string {
  return /^(?:\.\/)?pictures\//.test(text) ? `/${encodeURI(text.replace(/^\.\//, ''))}` : text;
}

/** Returns the file that a value names; undefined for null, an empty text and anything else that names none. */
export function mediaOf(value: Json): Media | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { url: pictureAddress(value) };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { ref, url, stored, mime, name } = value;
  const media: Media = {};
  if (typeof ref === 'string') media.ref = ref;
  if (typeof url === 'string') media.url = url;
  if (typeof stored === 'string') media.stored = stored;
  if (typeof mime === 'string') media.mime = mime;
  if (typeof name === 'string') media.name = name;
  if (media.ref || media.url || media.stored) return media;
  return value.photo !== undefined ? mediaOf(value.photo) : value.media !== undefined ? mediaOf(value.media) : undefined;
}
