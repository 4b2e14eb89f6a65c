import type { RequestHandler } from 'express';

/** The answer when a page of another site may not use the chat. */
const refused = {
  error: {
    code: 'origin_not_allowed',
    message: 'This site may not use the chat. Add its origin to web_chat.origins in the config file.',
  },
};

/**
 * Lets pages of our own origin and of `allowed` (e.g. `https://shop.example`) use the chat; others get 403 and no CORS
 * header, and `refuses` hears of it. A request without Origin is no cross-site script: the token alone decides.
 */
export function chatOrigin(allowed: readonly string[], publicUrl?: string, refuses?: (origin: string) => void): RequestHandler {
  const known = new Set([...allowed, ...(publicUrl ? [publicUrl] : [])].flatMap((url) => originOf(url) ?? []));
  return (request, response, next) => {
    const origin = request.get('origin');
    response.vary('Origin');
    if (origin === undefined) return next();
    const own = originOf(origin) !== null && hostOf(origin) === request.get('host');
    if (!own && !known.has(origin)) {
      refuses?.(origin);
      response.status(403).json(refused);
      return;
    }
    response.set({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' });
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, last-event-id, x-file-name',
      'access-control-max-age': '7200',
    });
    response.status(204).end();
  };
}

function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? null : origin;
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
