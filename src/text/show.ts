/** Shows a value to a person when a template prints it. */
import { isMoney, showMoney } from './money.ts';

const lists = new Map<string, Intl.ListFormat>();

export function isChinese(lang: string): boolean {
  return lang === 'zh' || lang.startsWith('zh-');
}

/** Keys that stand for a whole object, e.g. `text` of an answer with a photo, `title` of a product. */
const speaking = ['text', 'title', 'name', 'label', 'number', 'code', 'url'] as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Shows a value as people write it. `home`: the shop's currency. */
export function show(value: unknown, lang: string, home?: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return isChinese(lang) ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (isMoney(value)) return showMoney(value, lang, home);
  if (Array.isArray(value)) return showList(value, lang, home);
  if (isRecord(value)) {
    for (const key of speaking) {
      const text = Object.hasOwn(value, key) ? value[key] : undefined;
      if (typeof text === 'string' && text !== '') return text;
    }
    if (typeof value.latitude === 'number' && typeof value.longitude === 'number') return `${value.latitude}, ${value.longitude}`;
  }
  return '';
}

/** Shows a list: "a, b and c". */
export function showList(values: readonly unknown[], lang: string, home?: string): string {
  let format = lists.get(lang);
  if (!format) {
    format = new Intl.ListFormat(lang, { type: 'conjunction' });
    lists.set(lang, format);
  }
  return format.format(values.map((value) => show(value, lang, home)).filter((text) => text !== ''));
}
