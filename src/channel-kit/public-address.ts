/** Addresses that a reader elsewhere can open. Pure. */
import type { Media } from '../message.ts';

/**
 * Returns the address as anybody can open it: a path of our own site stands behind `publicUrl` (no trailing slash), and is undefined where that is not
 * known; `//host`, which is no path of ours, is undefined too. Anything else stays as it is.
 * @example
 * ```ts
 * import { publicAddress } from './public-address.ts';
 * publicAddress('/pictures/a.jpg', 'https://shop.example'); // => 'https://shop.example/pictures/a.jpg'
 * publicAddress('/pictures/a.jpg', undefined); // => undefined
 * ```
 */
export function publicAddress(url: string | undefined, publicUrl: string | undefined): string | undefined {
  if (!url?.startsWith('/')) return url;
  return publicUrl && !url.startsWith('//') ? publicUrl + url : undefined;
}

/** Returns the path of a file in our own store. */
export function storedPath(stored: string): string {
  return `/media/${encodeURIComponent(stored)}`;
}

/** Returns the address where a reader can open a file; undefined when only a provider knows it, or our own address is not known. */
export function mediaAddress({ url, stored }: Media, publicUrl: string | undefined): string | undefined {
  return publicAddress(url ?? (stored ? storedPath(stored) : undefined), publicUrl);
}
