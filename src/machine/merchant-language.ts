/** Returns the language in which the running program speaks to the merchant: that of the shop, as far as this program speaks it. */
export function merchantLanguage(langs: readonly string[]): 'en' | 'zh' {
  const known = langs.map((lang) => /^(zh|en)\b/i.exec(lang)?.[1]?.toLowerCase()).find((lang) => lang !== undefined);
  return known === 'zh' ? 'zh' : 'en';
}
