import { Router } from 'express';
import type { MediaStore } from '../store/media-store.ts';
import { sendRefusal } from './api/express-routes.ts';

/** Types that a browser shows without running anything; all others are offered as a download. */
const shown = /^(image\/(jpeg|png|gif|webp)|audio\/[\w.-]+|video\/[\w.-]+)$/;

/** `GET /media/:id`: a file that a customer or the shop sent. The id is the hash of its bytes, so whoever has it has seen it. */
export function mediaRouter(media: MediaStore): Router {
  const router = Router();
  router.get('/:id', async (request, response) => {
    const found = await media.get(request.params.id);
    if (!found) return sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such file, or its retention time is over' });
    const { row, bytes } = found;
    response.set({
      'content-type': shown.test(row.mime) ? row.mime : 'application/octet-stream',
      'content-disposition': `${shown.test(row.mime) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name ?? row.file)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=86400, immutable',
    });
    response.send(bytes);
  });
  return router;
}
