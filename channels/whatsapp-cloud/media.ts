/** Files and pictures in the shape of the Cloud API. Pure. */

import type { EncodeContext } from '../../src/channel.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import { publicAddress } from '../../src/channel-kit/public-address.ts';
import { isOwnPicture, type Media } from '../../src/message.ts';
import { mediaTypes } from './capabilities.ts';

export type MediaType = 'image' | 'audio' | 'video' | 'document';

/** Returns a placeholder: an `id` of this form stands for a file that is uploaded just before; the file goes along under `field` in the request's `media`. */
export function placeholder(field: string): string {
  return `upload://${field}`;
}

/** A file as WhatsApp wants it, and what has to be uploaded for it. */
export interface MediaObject {
  value: { id: string } | { link: string };
  upload?: Media;
}

/** Tells whether Meta can fetch an address. It fetches links from the internet: https or http, and no address that only this network knows. */
export function fetchable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const local = /^(?:localhost|\[|0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|\.(?:local|localhost|internal|lan|home|test|invalid)$/;
  return /^https?:$/.test(protocol) && hostname.includes('.') && !local.test(hostname) && url.length <= 2_000 && !/\s/.test(url);
}

/** Names a file for Meta: by the provider's id, by a link that Meta can fetch, else uploaded under `field`. */
export function mediaObject(media: Media, field: string, context: EncodeContext): MediaObject {
  if (media.ref) return { value: { id: media.ref } };
  if (isOwnPicture(media.url)) return { value: { id: placeholder(field) }, upload: media };
  const url = publicAddress(media.url, context.publicUrl);
  if (url && fetchable(url)) return { value: { link: url } };
  return { value: { id: placeholder(field) }, upload: media };
}

const byExtension: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  amr: 'audio/amr',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
};

/** Returns the type of a file by what is told of it, or by its name; undefined when neither tells. */
export function mimeOf(media: Media): string | undefined {
  const told = usualMime(media.mime);
  if (told) return told;
  const extension = /\.(\w{2,4})(?:[?#].*)?$/.exec(media.name ?? media.url ?? '')?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

/** Returns the kind of message for a file: a picture, recording or clip of a type that WhatsApp does not show goes as a document. */
export function mediaType(kind: 'image' | 'audio' | 'video' | 'file', media: Media): MediaType {
  if (kind === 'file') return 'document';
  const mime = mimeOf(media);
  const taken: readonly string[] = mediaTypes[kind];
  return mime === undefined || taken.includes(mime) ? kind : 'document';
}

/** Returns the name under which a document is shown. */
export function fileName(media: Media): string | undefined {
  const name = media.name?.replace(/[\\/]|\p{C}/gu, '_').trim();
  return name ? name.slice(-240) : undefined;
}
