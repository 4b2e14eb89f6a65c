/** The language in which a text is taken when the customer's own is not there. Languages are BCP 47: `zh`, `pt-BR`, `zh-TW`. */

/** Returns `zh` of `zh-TW`. */
export function baseOf(lang: string): string {
  return lang.split(/[-_]/)[0]?.toLowerCase() ?? lang;
}

export function isChinese(lang: string): boolean {
  return baseOf(lang) === 'zh';
}

/** Returns the Chinese one of two for whoever reads Chinese, else the English one: what the program says in its own words. */
export function bilingual<T>(words: { readonly zh: T; readonly en: T }, lang: string): T {
  return isChinese(lang) ? words.zh : words.en;
}

/** Tells whether a language is Chinese of Taiwan, Hong Kong or Macau, or in their characters. */
export function isTraditional(lang: string): boolean {
  return /^zh-(?:TW|HK|MO|Hant)/i.test(lang);
}

/**
 * Returns the languages to look for a text in, the best first: the language, its base, others of the same base; then what the customer is more likely to
 * read. For a customer who reads no Chinese that is English, the shop's other languages in its order, and Chinese last of all.
 */
export function fallbacks(lang: string, shop: readonly string[]): readonly string[] {
  const base = baseOf(lang);
  const own = [lang, base, ...shop.filter((other) => baseOf(other) === base)];
  const rest = isChinese(lang) ? shop : ['en', ...shop.filter((other) => !isChinese(other)), ...shop];
  return [...new Set([...own, ...rest])];
}

/** Returns the language of the shop for somebody who writes `lang`; undefined when it has none of that base. */
export function shopLanguage(lang: string, shop: readonly string[]): string | undefined {
  if (shop.length === 0) return baseOf(lang);
  if (shop.includes(lang)) return lang;
  const base = baseOf(lang);
  if (isTraditional(lang)) return shop.find(isTraditional) ?? shop.find((other) => baseOf(other) === base);
  return shop.includes(base) ? base : shop.find((other) => baseOf(other) === base);
}

/** Returns the language of the shop for somebody of whom no language is known but that it is not Chinese. */
export function foreignLanguage(shop: readonly string[]): string | undefined {
  return shopLanguage('en', shop) ?? shop.find((other) => !isChinese(other));
}
