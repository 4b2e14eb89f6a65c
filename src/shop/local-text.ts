import type { LocalName } from './shop.ts';

/** Returns the text in the customer's language, else in English, else in whatever there is. */
export function localText(name: LocalName, lang: string): string {
  const base = lang.split('-')[0] ?? lang;
  return name[lang] ?? name[base] ?? name.en ?? Object.values(name)[0] ?? '';
}
