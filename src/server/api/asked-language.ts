import type { Request } from 'express';
import { docLangs, type Lang } from './words.ts';

/** Returns the language that a reader asks for: `?lang=`, else by `Accept-Language`, else English. `negotiated`: by the header, which caches must know. */
export function askedLanguage(request: Request): { lang: Lang; negotiated: boolean } {
  const named = docLangs.find((lang) => lang === request.query.lang);
  if (named) return { lang: named, negotiated: false };
  const accepted = request.acceptsLanguages(...docLangs);
  return { lang: docLangs.find((lang) => lang === accepted) ?? 'en', negotiated: true };
}
