/** The routes under `/console`: one page, whose address says what it shows, and its files. */
import { type RequestHandler, Router } from 'express';
import { webFile } from '../chat/web-files.ts';

const policy = [
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

/** Nothing of the address goes to others, and no page of others holds it. */
const headers = {
  'content-security-policy': policy,
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/** Parts that are kept in memory. */
const mostParts = 64;

/** `files`: folder of the built pages. */
export function consolePage(files?: URL): Router {
  const router = Router();
  const withHeaders: RequestHandler = (_request, response, next) => {
    response.set(headers);
    next();
  };
  router.use(withHeaders);
  router.get('/main.js', webFile('console-page/main.js', 'text/javascript; charset=utf-8', files));
  // Parts are named after what is in them: esbuild's hash. Each has its own reader, which keeps it in memory.
  const parts = new Map<string, RequestHandler>();
  router.get(/^\/(part-[A-Z0-9]{8}\.js)$/, (request, response, next) => {
    const name = request.path.slice(1);
    const read = parts.get(name) ?? webFile(`console-page/${name}`, 'text/javascript; charset=utf-8', files);
    if (parts.size < mostParts) parts.set(name, read);
    return read(request, response, next);
  });
  router.get('/style.css', webFile('console-page/style.css', 'text/css; charset=utf-8', files));
  router.get('/icon.svg', webFile('console-page/icon.svg', 'image/svg+xml', files));
  router.get(/.*/, webFile('console-page/index.html', 'text/html; charset=utf-8', files));
  return router;
}
