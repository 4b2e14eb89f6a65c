/** Reads the second tables: written forms under headings, each with the values that are right. */
import { readFileSync } from 'node:fs';

export interface Form {
  lang: string;
  text: string;
  /** All that may come of it: a value as the reader writes it, or `ask`. */
  right: readonly string[];
  /** What the heading says besides the language: fields of a form, options of a question. */
  asked: string;
}

const escaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\\n/g, '\n');

/** Returns the forms of a table. `?` (several may be meant) and `-` (no answer) both ask back; ` or ` parts values of which either is right. */
export function formsOf(name: string): Form[] {
  const forms: Form[] = [];
  let [lang, asked] = ['', ''];
  for (const line of readFileSync(new URL(`${name}.tsv`, import.meta.url), 'utf8').split('\n')) {
    if (line === '') continue;
    const heading = /^# (zh|en)(?: (.*))?$/.exec(line);
    if (heading) [, lang = '', asked = ''] = heading;
    else {
      const [text = '', right = ''] = line.split('\t');
      forms.push({ lang, text: escaped(text), right: right.split(' or ').map((one) => (/^[?-]?$/.test(one) ? 'ask' : one)), asked });
    }
  }
  return forms;
}
