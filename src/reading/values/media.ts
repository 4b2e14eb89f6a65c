/** Photos, files and places. A photo is its media with the caption as `text`. */

import type { Json } from '../../json.ts';
import type { Media, Part } from '../../message.ts';
import type { Reader } from './answer.ts';

function mediaJson(media: Media): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(media)) if (typeof value === 'string' || typeof value === 'number') json[name] = value;
  return json;
}

function readMediaOf(types: readonly Part['type'][], mime?: RegExp): Reader {
  return (_text, raw, { parts }) => {
    const all = parts.flatMap((part) => {
      if (!('media' in part)) return [];
      const right = types.includes(part.type) || (mime && part.type === 'file' && mime.test(part.media.mime ?? ''));
      return right ? [{ type: part.type, ...mediaJson(part.media) }] : [];
    });
    const [first] = all;
    if (!first) return null;
    const value: Record<string, Json> = { ...first, text: raw };
    if (all.length > 1) value.all = all;
    return { value, rest: '' };
  };
}

/** A picture, also one that was sent as a file. */
export const readPhoto = readMediaOf(['image'], /^image\//);
export const readAnyMedia = readMediaOf(['image', 'audio', 'video', 'file']);

/** Returns the place that was sent, if any. */
export function placeIn(parts: readonly Part[]): Extract<Part, { type: 'place' }> | undefined {
  return parts.find((part): part is Extract<Part, { type: 'place' }> => part.type === 'place');
}

export const readPlace: Reader = (_text, _raw, { parts }) => {
  const place = placeIn(parts);
  if (!place) return null;
  const { latitude, longitude, name, address } = place;
  return { value: { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) }, rest: '' };
};
