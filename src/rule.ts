/** What a setting demands, in both languages: zod keeps the English words, the Chinese ones are found by them. */
const chinese = new Map<string, string>();

/** Words for the `message` of a zod check. */
export function rule(en: string, zh: string): string {
  chinese.set(en, zh);
  return en;
}

/** The words of a rule in a language; those that were not given in both stay as they are. */
export function ruleIn(message: string, lang: 'en' | 'zh'): string {
  return lang === 'zh' ? (chinese.get(message) ?? message) : message;
}
