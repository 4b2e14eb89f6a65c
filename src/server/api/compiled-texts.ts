import type { Text } from '../../text/compiled-text.ts';

/** Returns the words of a compiled text by language, as they are written. */
export function compiledTexts({ langs, any }: Text): Record<string, string> {
  const all = { ...langs, ...(any !== undefined && { any }) };
  return Object.fromEntries(Object.entries(all).map(([lang, template]) => [lang, typeof template === 'string' ? template : template.source]));
}
