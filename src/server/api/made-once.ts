import { createHash } from 'node:crypto';
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { RequestHandler } from 'express';

interface Made {
  bytes: Buffer;
  tag: string;
}

/** Makes one thing of each item, and serves others after each: no list is so long that it holds the program up. */
export async function eachInTurn<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) {
    made.push(make(item));
    await othersFirst();
  }
  return made;
}

/**
 * Serves a text that never changes while the program runs. It is made at the first request, once for all who ask meanwhile, and kept as
 * bytes; who has it already is answered 304. A failed making is tried again at the next request.
 */
export function madeOnce(type: string, make: () => Promise<string>): RequestHandler {
  let kept: Promise<Made> | undefined;
  const making = async (): Promise<Made> => {
    const bytes = Buffer.from(await make());
    return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  };
  return async (request, response) => {
    kept ??= making().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    const { bytes, tag } = await kept;
    response.set({ etag: tag, 'cache-control': 'no-cache' }).type(type);
    if (request.fresh) response.status(304).end();
    else response.send(bytes);
  };
}
