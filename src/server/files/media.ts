import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { MediaRow } from '../../store/collections.ts';
import type { MediaStore } from '../../store/media-store.ts';
import { sendRefusal } from '../api/express-routes.ts';
import { createUploadRoom } from '../chat/upload-room.ts';
import { placeKey } from '../limits/address-limit.ts';
import { readRange } from './byte-range.ts';

/** Types that a browser shows without running anything; all others are offered as a download. */
const shown = /^(image\/(jpeg|png|gif|webp)|audio\/[\w.-]+|video\/[\w.-]+)$/;

/** Readers at once, in all, unless given; an address has half of them. Each has some 100 KB in memory. */
const usualReaders = 256;

/**
 * Serves `GET /media/:id`: a file that a customer or the shop sent, or one range of it (RFC 9110, 14). The id is the hash of its bytes, so whoever has
 * it has seen it. It goes out as fast as it is read.
 */
export function mediaRouter(media: Pick<MediaStore, 'open'>, now: () => number, readers = usualReaders): Router {
  const places = createUploadRoom({ places: readers, perVisitor: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }, now);
  const router = Router();
  router.get('/:id', async (request, response) => {
    const found = await media.open(request.params.id);
    if (!found) return sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such file, or its retention time is over' });
    const { row, read } = found;
    const etag = `"${row._id}"`;
    response.set({ etag, 'accept-ranges': 'bytes' });
    if (differs(request.get('if-match'), etag))
      return sendRefusal(response, { status: 412, code: 'changed', message: 'This file is another one than that of If-Match' });
    if (request.fresh) return void response.set('cache-control', cached).status(304).end();
    const range = request.method === 'GET' && (request.get('if-range') ?? etag) === etag ? readRange(request.get('range'), row.bytes) : null;
    if (range === 'unsatisfiable') {
      response.set('content-range', `bytes */${row.bytes}`);
      return sendRefusal(response, { status: 416, code: 'no_such_range', message: `This file has ${row.bytes} bytes` });
    }
    const { first, last } = range ?? { first: 0, last: row.bytes - 1 };
    // Where all places are taken, the slowest of the address that has most is cut: who reads nothing keeps nobody out.
    const place = request.method === 'GET' && places.enter(placeKey(request.ip), '', () => response.destroy());
    if (place === null) {
      response.set('retry-after', '5');
      return sendRefusal(response, { status: 503, code: 'busy', message: 'Too many files are read now; try again in a moment' });
    }
    if (range) response.status(206).set('content-range', `bytes ${first}-${last}/${row.bytes}`);
    response.set({ ...about(row), 'content-length': String(last - first + 1) });
    if (!place) return void response.end();
    const pieces = read(first, last).on('data', (piece: Buffer) => void place.add(piece.length));
    // A reader who goes, or a file that ends in the middle: the connection is closed by then, and nothing can be said on it.
    await pipeline(pieces, response).catch(() => undefined);
    place.leave();
  });
  return router;
}

const cached = 'private, max-age=86400, immutable';

function about({ mime, name, file }: MediaRow): Record<string, string> {
  const safe = shown.test(mime);
  return {
    'content-type': safe ? mime : 'application/octet-stream',
    'content-disposition': `${safe ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name ?? file)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': cached,
  };
}

/** Tells whether an If-Match asks for another file. */
function differs(ifMatch: string | undefined, etag: string): boolean {
  return ifMatch !== undefined && ifMatch.trim() !== '*' && !ifMatch.split(',').some((one) => one.trim() === etag);
}
