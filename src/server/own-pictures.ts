import { join } from 'node:path';
import express, { type Router } from 'express';
import { pictureFolder } from '../runtime/picture-folder.ts';

/** Kinds that browsers and messengers fetch; the rest of the folder is not given out. */
const given = /\.(?:jpe?g|png|gif|webp|avif|mp4|mov|webm|mp3|m4a|ogg|wav|pdf)$/i;

/** `GET /pictures/NAME`: the merchant's own pictures, as they lie beside the flows. */
export function ownPictures(flowsDir: string): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    response.set('x-content-type-options', 'nosniff');
    if (given.test(request.path)) next();
    else response.status(404).end();
  });
  router.use(express.static(join(flowsDir, pictureFolder), { index: false, dotfiles: 'ignore', redirect: false, maxAge: '5m', fallthrough: false }));
  return router;
}
