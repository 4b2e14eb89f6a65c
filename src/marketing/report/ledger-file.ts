/** The ledger of consent as a file for spreadsheets. Pure. */
import type { ConsentRow } from '../../store/collections.ts';
import { csvField } from './recipient-lists.ts';

const titles = {
  en: ['contact', 'time (UTC)', 'purpose', 'agreed', 'words', 'version', 'evidence', 'entered by', 'source'],
  zh: ['顾客', '时间（UTC）', '用途', '同意', '原话', '版本', '凭据', '录入人', '来源'],
};

/** The first line, with a mark of UTF-8. */
export function ledgerTitles(lang: 'en' | 'zh'): string {
  return `\uFEFF${titles[lang].join(',')}\r\n`;
}

export function ledgerRow({ contact, at, purpose, granted, words, version, evidence, by, source }: Omit<ConsentRow, '_id' | 'v'>): string {
  const fields = [contact, new Date(at).toISOString(), purpose, granted ? 'yes' : 'no', words, version ?? '', evidence ?? '', by ?? '', source];
  return `${fields.map(csvField).join(',')}\r\n`;
}
