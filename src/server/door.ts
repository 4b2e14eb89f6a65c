/** Cost of every request, taken from the share of its address before any route works on it. */
import type { RequestHandler } from 'express';
import { sendRefusal } from './api/express-routes.ts';
import { createAddressLimit } from './limits/address-limit.ts';
import { type Bucket, retryAfter } from './limits/rate-limit.ts';

/** An address may have so many costs at once, then so many in a second: a whole shop behind one proxy stays far below. */
export const doorBucket: Bucket = { burst: 3_000, perSecond: 100 };

/**
 * Cost of a path: about 1 for each half of a millisecond of work. A name with a slash at its end is the start of a path, of which the longest that
 * fits counts; any other is a whole path. What is not listed costs 1; every route that is mounted is listed. 0 is for what counts by itself, as
 * strangers behind the same proxy must not take the share of a shop's customers or of its owner.
 */
const costs: Record<string, number> = {
  '/': 1,
  '/widget/chat.js': 1,
  '/widget/first.js': 1,
  '/widget/window.js': 1,
  '/widget/voice.js': 1,
  '/widget/form.js': 1,
  '/widget/mail.js': 1,
  '/demo/main.js': 1,
  '/demo/style.css': 1,
  '/demo/images/': 2,
  '/media/': 5,
  '/pictures/': 5,
  '/l/': 2,
  '/o/': 2,
  '/demo/cart': 5,
  '/demo/checkout': 5,
  '/demo/products': 10,
  '/console': 1,
  '/console/': 1,
  '/admin/queues': 1,
  '/admin/queues/': 1,
  // Whatever restarts the program by it must not be kept out; it costs nothing.
  '/healthz': 0,
  // `shared` counts these, 5 each.
  '/readyz': 0,
  '/metrics': 0,
  // By visitor and by what is asked, and by address for all together.
  '/chat/': 0,
  // By link, page and address.
  '/call/': 0,
  // By who has the token.
  '/api/': 0,
  // By key, and by address without one.
  '/mcp': 0,
  '/mcp/': 0,
};
const starts = Object.keys(costs).sort((a, b) => b.length - a.length);

/** Returns the entry that a path counts by. A slash at its end changes nothing for a whole path, as for the routes. */
export function costOf(path: string): { listed: string; cost: number } | null {
  const small = path.toLowerCase();
  const listed = starts.find((start) => small === start || (start.endsWith('/') ? start !== '/' && small.startsWith(start) : small === `${start}/`));
  return listed === undefined ? null : { listed, cost: costs[listed] ?? 1 };
}

/** Monitors are never refused: over the limit they get an answer that may be so old, ms. */
const kept = 5_000;

export interface Door {
  /** Refuses with 429 what is over the limit of its address. */
  handler: RequestHandler;
  /** Answers of a page for monitors: made anew, and for an address over its limit at most every 5 s. */
  shared<T>(cost: number, make: () => Promise<T>): (ip: string | undefined) => Promise<T>;
}

export function createDoor(now: () => number, bucket = doorBucket): Door {
  const limit = createAddressLimit(bucket, now);
  return {
    handler(request, response, next) {
      const cost = costOf(request.path)?.cost ?? 1;
      const wait = cost ? limit.take(request.ip, cost) : 0;
      if (!wait) return next();
      response.set('retry-after', retryAfter(wait));
      sendRefusal(response, { status: 429, code: 'too_many', message: 'Too many requests come from your address; wait a moment' });
    },
    shared(cost, make) {
      let last: { at: number; answer: ReturnType<typeof make> } | undefined;
      return (ip) => {
        const at = now();
        if (last && limit.take(ip, cost) && Math.abs(at - last.at) < kept) return last.answer;
        const answer = make();
        last = { at, answer };
        return answer;
      };
    },
  };
}
