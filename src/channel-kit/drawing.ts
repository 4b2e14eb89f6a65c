/** Telling drawings (SVG) from pictures. Pure. */
import type { Media } from '../message.ts';

/**
 * Tells whether a type is a drawing (SVG): no messenger takes drawings as pictures, and most not even as files:
 * https://core.telegram.org/bots/api#sending-files
 */
export function isDrawing({ mime, url }: Pick<Media, 'mime' | 'url'>): boolean {
  return mime?.toLowerCase().startsWith('image/svg') === true || (url !== undefined && /\.svg(?:[?#]|$)/i.test(url));
}
