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

/** Scripts of screens that are kept ready: a build has fewer. */
const mostScripts = 200;

/** `files`: folder of the built pages. */
export function consolePage(files?: URL): Router {
  const router = Router();
  const withHeaders: RequestHandler = (_request, response, next) => {
    response.set(headers);
    next();
  };
  router.use(withHeaders);
  router.get('/main.js', webFile('console-page/main.js', 'text/javascript; charset=utf-8', files));
  router.get('/style.css', webFile('console-page/style.css', 'text/css; charset=utf-8', files));
  const scripts = new Map<string, RequestHandler>();
  router.get(/^\/(chunk-[A-Z0-9]{8}\.js)$/, (request, response, next) => {
    const name = request.params[0] ?? '';
    if (scripts.size >= mostScripts) scripts.clear();
    const script = scripts.get(name) ?? webFile(`console-page/${name}`, 'text/javascript; charset=utf-8', files);
    scripts.set(name, script);
    return script(request, response, next);
  });
  router.get('/app.webmanifest', webFile('console-page/app.webmanifest', 'application/manifest+json; charset=utf-8', files));
  router.get('/offline.js', webFile('console-page/offline.js', 'text/javascript; charset=utf-8', files));
  router.get('/icon.svg', webFile('console-page/icon.svg', 'image/svg+xml', files));
  router.get(/.*/, webFile('console-page/index.html', 'text/html; charset=utf-8', files));
  return router;
}
