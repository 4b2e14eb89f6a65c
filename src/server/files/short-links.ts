import { Router } from 'express';
import { sendRefusal } from '../api/express-routes.ts';

export interface LinkVisit {
  method: string;
  userAgent?: string;
  acceptLanguage?: string;
  purpose?: string;
  secPurpose?: string;
  moz?: string;
  at: number;
}

/** Serves `GET /l/TOKEN/N`: forwards to a link of a broadcast; `open` tells where to, and notes the visit. */
export function shortLinks(open: (token: string, n: string, visit: LinkVisit) => Promise<string | undefined>, now: () => number): Router {
  const router = Router();
  router.get('/:token/:n', async (request, response) => {
    const visit: LinkVisit = { method: request.method, at: now() };
    const heads = [
      ['userAgent', 'user-agent'],
      ['acceptLanguage', 'accept-language'],
      ['purpose', 'purpose'],
      ['secPurpose', 'sec-purpose'],
      ['moz', 'x-moz'],
    ] as const;
    for (const [name, header] of heads) {
      const value = request.get(header);
      if (value !== undefined) visit[name] = value.slice(0, 500);
    }
    const url = await open(request.params.token, request.params.n, visit);
    if (url === undefined) return sendRefusal(response, { status: 404, code: 'not_found', message: 'There is no such link' });
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
    response.redirect(302, url);
  });
  return router;
}
