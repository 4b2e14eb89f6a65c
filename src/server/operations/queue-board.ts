import { type NextFunction, type Request, type Response, Router } from 'express';
import { createAddressLimit } from '../limits/address-limit.ts';
import { retryAfter } from '../limits/rate-limit.ts';
import { longestToken } from './bearer.ts';

/** Wrong passwords that an address may send: so many at once, then ten a minute. */
const wrongPasswords = { burst: 20, perSecond: 10 / 60 };

/** Longest name that browsers may send beside the password, bytes. */
const longestName = 128;
const basicForm = new RegExp(`^Basic ([A-Za-z0-9+/=]{1,${4 * Math.ceil((longestName + 1 + longestToken) / 3)}})$`);

export interface QueueBoardOptions {
  /** Bull's queues. */
  queues: readonly object[];
  /** Path at which it is mounted. */
  at: string;
  /** Tells whether this is the admin token. It is the password; the name does not matter. */
  isToken(given: string): boolean;
  /** Tells whether Redis is there. The board would wait for it for ever. */
  ready(): boolean;
  now(): number;
}

/**
 * Serves Bull Board for the owner, behind the admin token as the password of HTTP Basic (RFC 7617). The queues hold wake-ups only; nothing can be
 * changed here.
 */
export async function queueBoard({ queues, at, isToken, ready, now }: QueueBoardOptions): Promise<Router> {
  const [{ createBullBoard }, { BullAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullAdapter'),
    import('@bull-board/express'),
  ]);
  const adapter = new ExpressAdapter();
  adapter.setBasePath(at);
  createBullBoard({
    queues: queues.map((queue) => new BullAdapter(queue as ConstructorParameters<typeof BullAdapter>[0], { readOnlyMode: true })),
    serverAdapter: adapter,
  });
  const wrong = createAddressLimit(wrongPasswords, now);
  const router = Router();
  router.use((request: Request, response: Response, next: NextFunction) => {
    const basic = basicForm.exec(request.headers.authorization ?? '')?.[1];
    const given = basic === undefined ? undefined : /^[^:]*:(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8'))?.[1];
    if (given !== undefined && isToken(given)) {
      if (ready()) return next();
      return void response.status(503).type('text').send('Redis is not there now; messages are answered all the same\n');
    }
    const wait = given === undefined ? 0 : wrong.wait(request.ip);
    if (wait > 0) return void response.set('retry-after', retryAfter(wait)).status(429).type('text').send('Too many wrong passwords; wait before the next\n');
    if (given !== undefined) wrong.take(request.ip);
    response.set('www-authenticate', 'Basic realm="Zhanggui", charset="UTF-8"').status(401).type('text').send('The password is the admin token\n');
  });
  router.use(adapter.getRouter() as Router);
  return router;
}
