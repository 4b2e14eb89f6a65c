/** Texts that the engine says by itself: the shop's own words where it has some, else those that ship, in the language that the customer is likeliest to read. */

import { baseOf, fallbacks, isTraditional } from '../understanding/language-fallbacks.ts';
import { inScript } from '../understanding/traditional.ts';
import { en } from './phrases/en.ts';
import type { PhraseKey, Phrases } from './phrases/phrase-keys.ts';
import { zh } from './phrases/zh.ts';
/** A merchant's words instead of the shipped ones, by language. */
export type OwnPhrases = { [phrase: string]: { [lang: string]: string } };

const shipped: Readonly<Record<string, Phrases>> = { en, zh };

export const phraseKeys = Object.keys(en) as PhraseKey[];

/** Returns the places of a phrase that are filled in, such as `max` of `{max}`. */
export function placesOf(key: PhraseKey): string[] {
  return [...en[key].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function wordsOf(key: PhraseKey, lang: string, shop: readonly string[], own: OwnPhrases): string {
  const mine = own[key] ?? {};
  for (const one of fallbacks(lang, shop.length > 0 ? shop : ['en'])) {
    const found = Object.hasOwn(mine, one) ? mine[one] : shipped[one]?.[key];
    if (found === undefined) continue;
    return isTraditional(lang) && baseOf(one) === 'zh' && !isTraditional(one) ? inScript(found, lang) : found;
  }
  return en[key];
}

/** Returns a phrase in a language, with its `{name}` places filled; what customers wrote is filled in as it is. */
export function phrase(key: PhraseKey, lang: string, params: Record<string, string> = {}, shop: readonly string[] = [], own: OwnPhrases = {}): string {
  return wordsOf(key, lang, shop, own).replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(params, name) ? (params[name] ?? place) : place));
}

/**
 * Returns the phrase that names a kind of message which the bot cannot read: all of its kind, or the one that came. `kind` is a part type or the
 * channel's own word.
 */
export function kindKey(kind: string, one = false): PhraseKey {
  const key = `kind_${kind}${one ? '_one' : ''}`;
  return phraseKeys.find((known) => known === key) ?? (one ? 'kind_other_one' : 'kind_other');
}
