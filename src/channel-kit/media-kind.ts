/** The kind of part that a file is, by its type. Pure. */
import { usualMime } from './mime-aliases.ts';

export type MediaKind = 'image' | 'audio' | 'video' | 'file';

/**
 * Returns the kind of part by the type: a file that was sent uncompressed is still the picture, clip or recording that the customer chose; `file` for
 * any other type, and for none.
 * @example
 * ```ts
 * import { mediaKind } from './media-kind.ts';
 * mediaKind('image/jpeg'); // => 'image'
 * mediaKind(undefined); // => 'file'
 * ```
 */
export function mediaKind(mime: string | undefined): MediaKind {
  const kind = usualMime(mime)?.split('/', 1)[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
