/** Names of steps, languages and values, as sentences about changes have them. */
import type { WrittenStep } from './written-steps.ts';

/** A sentence in both languages of the program. */
export interface Said {
  en: string;
  zh: string;
}

/** Most characters of a value in a sentence. */
const most = 60;

/** Shortens a text, without cutting a sign in two. */
export function clip(text: string, characters = most): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const signs = [...line];
  return signs.length <= characters ? line : `${signs.slice(0, characters - 1).join('')}…`;
}

/** Shows a value in quotes. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '“”';
  return `“${clip(typeof value === 'string' ? value : JSON.stringify(value))}”`;
}

const names = { en: new Intl.DisplayNames('en', { type: 'language' }), zh: new Intl.DisplayNames('zh', { type: 'language' }) };

/** Names a language; the empty one is the text that is the same in all. */
export function languageName(code: string): Said {
  if (code === '') return { en: 'every language', zh: '各语言共用' };
  try {
    return { en: names.en.of(code) ?? code, zh: names.zh.of(code) ?? code };
  } catch {
    return { en: code, zh: code };
  }
}

/** Names a step as the merchant knows it: by its name, else by the first words that it says, else by what it does. */
export function stepLabel({ name, own, verb }: WrittenStep, lang: 'en' | 'zh'): string {
  if (name !== undefined) return `“${name}”`;
  const said = verb === 'entry' ? own.q : own[verb];
  const text = textIn(Array.isArray(said) ? said[0] : said, lang);
  return text === undefined ? `“${verb}”` : verb === 'entry' ? `“${clip(text, 30)}”` : `${verb} “${clip(text, 30)}”`;
}

function textIn(value: unknown, lang: string): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return (texts.find(([key]) => key === lang) ?? texts[0])?.[1];
}
