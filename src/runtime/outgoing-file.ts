/** Bytes of a file that goes to a customer, for channels that upload it: from the media store, the merchant's own pictures, or the internet. */
import type { Media } from '../message.ts';
import type { MediaStore } from '../store/media-store.ts';
import { mediaType } from '../store/media-type.ts';
import { fetchBytes } from './http-fetch.ts';
import { readPicture } from './picture-folder.ts';

export interface OutgoingFiles {
  media: Pick<MediaStore, 'get'>;
  flowsDir: string;
  /** Largest file, bytes. */
  maxBytes: number;
  /** Hosts at private addresses that may be asked, as for flows' calls. */
  allowPrivate: readonly string[];
  /** Addresses below it are our own. */
  publicUrl?: string;
}

export interface OutgoingFile {
  bytes: Buffer;
  mime: string;
  name?: string;
}

const fetchMs = 15_000;

/** Rejects, with the reason, when the file cannot be had. */
export async function outgoingFile(item: Media, files: OutgoingFiles): Promise<OutgoingFile> {
  const { publicUrl } = files;
  const url = publicUrl !== undefined && item.url?.startsWith(`${publicUrl}/`) ? item.url.slice(publicUrl.length) : item.url;
  const stored = item.stored ?? /^\/media\/([0-9a-f]{64})$/.exec(url ?? '')?.[1];
  if (stored !== undefined) {
    const found = await files.media.get(stored);
    if (!found) throw new Error('this file is not in the media store any more');
    return { bytes: found.bytes, mime: found.row.mime, ...(found.row.name !== undefined && { name: found.row.name }) };
  }
  if (url === undefined) throw new Error('this file has no address');
  if (url.startsWith('/')) return ownPicture(url, files);
  return fetched(url, files);
}

const typeOf = (bytes: Buffer, claimed?: string): string => mediaType(bytes, claimed)?.mime ?? claimed ?? 'application/octet-stream';

async function ownPicture(url: string, { flowsDir, maxBytes }: OutgoingFiles): Promise<OutgoingFile> {
  const name = decodedPath(url).slice(1);
  const bytes = await readPicture(flowsDir, name, maxBytes);
  if (!bytes) throw new Error(`there is no ${name} beside the flows, or it has more than ${maxBytes} bytes`);
  return { bytes, mime: typeOf(bytes), name: name.replace(/^.*\//, '') };
}

function decodedPath(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

async function fetched(address: string, { maxBytes, allowPrivate }: OutgoingFiles): Promise<OutgoingFile> {
  if (!URL.canParse(address)) throw new Error('this is no address');
  const url = new URL(address);
  const limits = { hosts: [], allowPrivate, timeoutMs: fetchMs, maxBytes, redirects: 3 };
  const answer = await fetchBytes({ method: 'GET', url, headers: { accept: '*/*' } }, limits, new AbortController().signal);
  if (!answer.ok) throw new Error(`${url.host}: ${answer.text}`);
  if (answer.status !== 200) throw new Error(`${url.host} answered ${answer.status}`);
  const name = decodedPath(url.pathname).replace(/^.*\//, '');
  return { bytes: answer.bytes, mime: typeOf(answer.bytes, answer.type.split(';')[0]?.trim().toLowerCase()), ...(/\.\w{2,5}$/.test(name) && { name }) };
}
