import { createHash } from 'node:crypto';
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { askedLanguage } from './asked-language.ts';
import type { Lang } from './words.ts';

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
 * Serves a text in the reader's language that never changes while the program runs. It is made at the first request, once for all who ask
 * for that language meanwhile, and kept as bytes; who has it already is answered 304. A failed making is tried again at the next request.
 */
export function madeOnce(type: string, make: (lang: Lang) => Promise<string>): RequestHandler {
  const kept: Partial<Record<Lang, Promise<Made>>> = {};
  const making = async (lang: Lang): Promise<Made> => {
    const bytes = Buffer.from(await make(lang));
    return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  };
  return async (request, response) => {
    const { lang, negotiated } = askedLanguage(request);
    kept[lang] ??= making(lang).catch((error: unknown) => {
      delete kept[lang];
      throw error;
    });
    const { bytes, tag } = await kept[lang];
    response.set({ etag: tag, 'cache-control': 'no-cache', 'content-language': lang === 'zh' ? 'zh-CN' : 'en' }).type(type);
    if (negotiated) response.vary('accept-language');
    if (request.fresh) response.status(304).end();
    else response.send(bytes);
  };
}
