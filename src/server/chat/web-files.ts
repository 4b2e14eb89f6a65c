import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { root } from '../../machine/root.ts';
import { sendRefusal } from '../api/express-routes.ts';

/** Folder of the files for browsers, built by scripts/bundles.mjs. */
const built = pathToFileURL(join(root, 'dist', '/'));

/** Answers with a built file, e.g. `widget/chat.js`, gzipped for whom that suits, kept in memory and read again when it changed; `change` is done to it before. 404 says how to build it. */
export function webFile(path: string, type: string, folder = built, change = (text: Buffer): Buffer => text): RequestHandler {
  const file = fileURLToPath(new URL(path, folder));
  let kept: { changed: number; text: Buffer; gzipped: Buffer; tag: string } | null = null;
  return (request, response) => {
    if (!existsSync(file)) {
      sendRefusal(response, { status: 404, code: 'not_built', message: `${path} is not built yet; run npm run build` });
      return;
    }
    const changed = statSync(file).mtimeMs;
    if (kept?.changed !== changed) {
      const text = change(readFileSync(file));
      kept = { changed, text, gzipped: gzipSync(text), tag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 20)}"` };
    }
    response.set({ vary: 'accept-encoding', etag: kept.tag, 'cache-control': 'public, max-age=300', 'content-type': type });
    if (request.get('if-none-match') === kept.tag) response.status(304).end();
    else if (request.acceptsEncodings('gzip')) response.set('content-encoding', 'gzip').send(kept.gzipped);
    else response.send(kept.text);
  };
}
