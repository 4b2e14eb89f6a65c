import { Router } from 'express';
import { pictureFile, pictureFolder } from '../../flow-folder/picture-folder.ts';
import { sendRefusal } from '../api/express-routes.ts';
import { createUploadRoom } from '../chat/upload-room.ts';
import { placeKey } from '../limits/address-limit.ts';

/** Kinds that browsers and messengers fetch; the rest of the folder is not given out. */
const given = /\.(?:jpe?g|png|gif|webp|avif|mp4|mov|webm|mp3|m4a|ogg|wav|pdf)$/i;

/** Readers at once, in all; an address has half of them. */
const readers = 256;

/** Serves `GET /pictures/NAME`: the merchant's own pictures, as they lie beside the flows. */
export function ownPictures(flowsDir: string, now: () => number): Router {
  const places = createUploadRoom({ places: readers, perVisitor: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }, now);
  const router = Router();
  router.get('/*name', async (request, response) => {
    const name = [pictureFolder, ...request.params.name].join('/').normalize('NFC');
    const file = given.test(name) ? await pictureFile(flowsDir, name) : undefined;
    if (!file) return sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such picture' });
    const place = places.enter(placeKey(request.ip), '', () => response.destroy());
    if (place === null) {
      response.set('retry-after', '5');
      return sendRefusal(response, { status: 503, code: 'busy', message: 'Too many files are read now; try again in a moment' });
    }
    response.on('close', () => place.leave());
    response.set('x-content-type-options', 'nosniff');
    response.sendFile(file.path, { maxAge: '5m', dotfiles: 'allow' }, (error) => {
      // Gone in this moment, a range that it does not have, or a reader who went.
      if (error && !response.headersSent) sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such picture' });
    });
  });
  return router;
}
