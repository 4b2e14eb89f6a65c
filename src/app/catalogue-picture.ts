/** Gets a picture of the catalogue: drawn by the demo shop, the merchant's own beside the flows, or from the internet. */
import { productPicture } from '../demo/demo-catalogue.ts';
import { readPicture } from '../flow-folder/picture-folder.ts';
import { fetchBytes } from '../net/http-fetch.ts';
import { largest } from '../pictures/picture.ts';
import { smallPicture } from '../pictures/small-picture.ts';
import type { PictureBytes } from '../shop/pictures/catalogue-looks.ts';

const timeoutMs = 15_000;

export interface CataloguePictureOptions {
  flowsDir: string;
  /** Hosts at private addresses that may be asked, as for flows' calls. */
  allowPrivate: readonly string[];
}

/** Returns a function that gets a picture by its address, small. It never rejects, and reaches no private address that the merchant did not allow. */
export function cataloguePicture({ flowsDir, allowPrivate }: CataloguePictureOptions) {
  return async (address: string, etag: string | undefined): Promise<PictureBytes> => {
    const drawn = /^\/demo\/images\/([^/?]+)\.svg/.exec(address)?.[1];
    if (drawn !== undefined) return small(Buffer.from(productPicture(drawn) ?? ''), true);
    if (!URL.canParse(address)) {
      const bytes = await readPicture(flowsDir, decoded(address).replace(/^\//, ''), largest).catch(() => undefined);
      return bytes ? small(bytes) : { ok: false, why: 'there is no such file beside the flows, or it is too large' };
    }
    const got = await fetchBytes(
      { method: 'GET', url: new URL(address), headers: { accept: 'image/*', ...(etag !== undefined && { 'if-none-match': etag }) } },
      { hosts: [], allowPrivate, timeoutMs, maxBytes: largest, redirects: 3 },
      AbortSignal.timeout(timeoutMs),
    );
    if (!got.ok) return { ok: false, why: got.text };
    if (got.status === 304 && etag !== undefined) return { ok: true, same: true };
    return got.status === 200 ? small(got.bytes, false, got.etag) : { ok: false, why: `HTTP ${got.status}` };
  };
}

async function small(bytes: Buffer, drawn = false, etag?: string): Promise<PictureBytes> {
  const found = await smallPicture(bytes, { drawn });
  return found ? { ok: true, small: found, ...(etag !== undefined && { etag }) } : { ok: false, why: 'no picture that is read here' };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
