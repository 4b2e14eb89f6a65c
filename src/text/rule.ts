/** The demands of settings in both languages: zod keeps the English words, by which the Chinese ones are found. */
const chinese = new Map<string, string>();

/**
 * Keeps the words of a rule in both languages and returns the English ones, for the `message` of a zod check.
 * @example
 * ```ts
 * import { rule, ruleIn } from './rule.ts';
 * const message = rule('a port, 1 to 65535', '端口号，1 到 65535');
 * ruleIn(message, 'zh'); // => '端口号，1 到 65535'
 * ```
 */
export function rule(en: string, zh: string): string {
  chinese.set(en, zh);
  return en;
}

/** Returns the words of a rule in a language; those that were not given in both stay as they are. */
export function ruleIn(message: string, lang: 'en' | 'zh'): string {
  return lang === 'zh' ? (chinese.get(message) ?? message) : message;
}
