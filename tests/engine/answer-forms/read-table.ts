/** Reads a table of written forms. */
import { readFileSync } from 'node:fs';

export interface Form {
  lang: string;
  text: string;
  /** `ask` where the engine has to ask back. */
  right: string;
  zone: string;
}

const zones: Record<string, string> = {
  zh: 'Asia/Shanghai',
  en: 'America/New_York',
  es: 'Europe/Madrid',
  de: 'Europe/Berlin',
  fr: 'Europe/Paris',
  pt: 'Europe/Lisbon',
};

export function formsOf(name: string): Form[] {
  const lines = readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !/^# (?:language|Today)/.test(line))
    .map((line) => {
      const [lang = '', written = '', right = '', zone = zones[lang] ?? 'UTC'] = line.split('|');
      const text = written.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\\n/g, '\n');
      return { lang, text, right: right === '=' ? text : right, zone };
    });
}
