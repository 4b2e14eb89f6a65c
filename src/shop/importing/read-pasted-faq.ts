/** Questions with their answers in whatever a merchant pastes: text, the source of a page, lines of a sheet, or JSON. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type FaqPair, pairsMost, readFaq } from './read-faq.ts';
import { readFaqPage } from './read-faq-page.ts';

const tag = /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|details|summary|table|tr|td|br|strong|section|article|html|body)\b[^<>]{0,300}>/giu;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
};
const decoded = (text: string): string =>
  text
    .replace(/&([a-z]{2,6});/giu, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/&#(\d{2,6});/gu, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));

const question = ['question', 'q', 'title', '问题', '问', '提问', '标题'];
const answer = ['answer', 'a', 'text', '答案', '答', '回答', '回复', '内容'];
const record = z.record(z.string(), z.unknown());

/** Objects that have a question and an answer under whatever names are usual, at any depth that people write. */
function ofJson(value: unknown, depth = 0): FaqPair[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.slice(0, 2_000).flatMap((one) => ofJson(one, depth + 1));
  const found = record.safeParse(value);
  if (!found.success) return [];
  const at = (names: readonly string[]) =>
    Object.entries(found.data).find(([name, text]) => names.includes(name.toLowerCase()) && typeof text === 'string')?.[1];
  const [q, a] = [at(question), at(answer)];
  if (typeof q === 'string' && typeof a === 'string') return [{ q, a }];
  return Object.values(found.data).flatMap((one) => ofJson(one, depth + 1));
}

function readJson(text: string): FaqPair[] {
  if (!/^\s*[[{]/u.test(text)) return [];
  try {
    return ofJson(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Lines of a sheet with commas or semicolons: by their head, or where every first cell asks. */
function readSheet(text: string): FaqPair[] {
  for (const delimiter of [',', ';']) {
    let rows: string[][];
    try {
      rows = parse(text, { delimiter, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, max_record_size: 20_000 });
    } catch {
      continue;
    }
    const isHead = question.includes((rows[0]?.[0] ?? '').toLowerCase()) && answer.includes((rows[0]?.[1] ?? '').toLowerCase());
    const filled = rows.slice(isHead ? 1 : 0);
    if (filled.length < (isHead ? 1 : 2) || !filled.every(([q = '', a = '']) => q !== '' && a !== '')) continue;
    if (isHead || filled.every(([q = '', , more]) => /[?？]$/u.test(q) && more === undefined)) return filled.map(([q = '', a = '']) => ({ q, a }));
  }
  return [];
}

/** `Shipping: two days.` on every line. */
function readNamed(text: string): FaqPair[] {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const found = lines.map((line) => /^\s*(?:[-*•·]\s+)?([^:：。.!！?？]{2,40})[:：]\s*(?!\/\/)(\S.*)$/u.exec(line));
  if (found.length < 2 || found.some((one) => one === null)) return [];
  return found.map((one) => ({ q: one?.[1]?.trim() ?? '', a: one?.[2]?.trim() ?? '', unsure: true as const }));
}

/** Returns the pairs, in order; see `readFaq`. */
export function readPastedFaq(text: string): FaqPair[] {
  const fromJson = readJson(text);
  if (fromJson.length > 0) return tidy(fromJson);
  if ((text.match(tag) ?? []).length > 1) return readFaqPage(text);
  const plain = decoded(text);
  const fromSheet = readSheet(plain);
  if (fromSheet.length > 0) return tidy(fromSheet);
  const found = readFaq(plain);
  return found.length > 0 ? found : tidy(readNamed(plain));
}

/** Each question once, as many as are shown. */
function tidy(pairs: readonly FaqPair[]): FaqPair[] {
  const found = new Map<string, FaqPair>();
  for (const pair of pairs) {
    if (found.size === pairsMost) break;
    const q = pair.q.replace(/\s+/gu, ' ').trim().slice(0, 300);
    const a = pair.a.trim().slice(0, 4_000);
    const key = q.toLowerCase();
    if (q !== '' && a !== '' && !found.has(key)) found.set(key, { q, a, ...(pair.unsure && { unsure: true }) });
  }
  return [...found.values()];
}
