/** Report of an import for the merchant. */

import type { Change } from './changes.ts';
import type { Imported, ImportResult } from './import.ts';
import type { KindName } from './kinds.ts';
import { type ImportProblem, problemText } from './problems.ts';

export type Lang = 'zh' | 'en';

/** Messages that are shown, and values of one kind of them. */
const shownMessages = 50;
const shownValues = 5;
const shownChanges = 20;

const kindWords: Record<KindName, Record<Lang, string>> = {
  products: { zh: '个商品', en: 'Products' },
  stock: { zh: '个商品的库存', en: 'Products with new stock' },
  titles: { zh: '个商品的标题', en: 'Products with new titles' },
  orders: { zh: '个订单', en: 'Orders' },
  customers: { zh: '位顾客', en: 'Customers' },
  coupons: { zh: '张优惠码', en: 'Coupons' },
};

const texts = {
  nothing_written: {
    zh: '没有导入任何内容：共 {count} 处问题，改好后再导入一次。',
    en: 'Nothing was imported. Problems: {count}. Put them right and import the file again.',
  },
  more: { zh: '…… 还有 {count} 处', en: '... and {count} more' },
  more_lines: { zh: '（另有 {count} 行）', en: ' (and in {count} more lines)' },
  more_values: { zh: '{field}：还有 {count} 个值有同样的问题', en: '{field}: {count} more values with the same problem' },
  ignored: { zh: '没有用到的列：{columns}', en: 'Columns that were not used: {columns}' },
  done: { zh: '已导入 {stored} {kind}（{rows} 行）。', en: 'Imported. {kind}: {stored} (rows: {rows}).' },
  summary: {
    zh: '新增 {added}，修改 {changed}，删除 {removed}，不变 {same}。',
    en: 'New: {added}, changed: {changed}, removed: {removed}, as before: {same}.',
  },
  preview: {
    zh: '只是检查，没有写入：{stored} {kind}（{rows} 行）。去掉 --check 即可导入。',
    en: 'Only looked at, nothing was written. {kind}: {stored} (rows: {rows}). Leave out --check to import.',
  },
  look: {
    zh: '只是先看一看，还没有写入：{stored} {kind}（{rows} 行）。',
    en: 'Only looked at, nothing was written yet. {kind}: {stored} (rows: {rows}).',
  },
  confirm: {
    zh: '还没有写入：文件里没有的会被删除，请核对上面的清单，确认后加 --yes 再运行一次。',
    en: 'Nothing was written yet: what the file does not have will be removed. Read the list above, then run it again with --yes.',
  },
} as const;

function say(key: keyof typeof texts, lang: Lang, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

interface Message {
  text: string;
  /** Key of the same trouble with other values. */
  kind: string;
  field: string;
  lines: number[];
}

/** Each message once, with the lines that it is about. */
function messagesOf(problems: readonly ImportProblem[], lang: Lang): Message[] {
  const found = new Map<string, Message>();
  for (const problem of problems) {
    const text = problemText(problem, lang);
    const known = found.get(text);
    if (known) known.lines.push(problem.line);
    else found.set(text, { text, kind: `${problem.field ?? ''} ${problem.code}`, field: problem.field ?? '', lines: [problem.line] });
  }
  return [...found.values()];
}

function lineOf({ text, lines }: Message, file: string, lang: Lang): string {
  const [first = 0] = lines;
  const others = new Set(lines).size - 1;
  return `${file}${first > 0 ? `:${first}` : ''}: ${text}${others > 0 ? say('more_lines', lang, { count: others }) : ''}`;
}

/** Keeps the first few values of each kind, then says how many more there are. */
function shortened(messages: readonly Message[], file: string, lang: Lang, most: number): string[] {
  const seen = new Map<string, number>();
  const lines = messages.flatMap((message) => {
    const count = (seen.get(message.kind) ?? 0) + 1;
    seen.set(message.kind, count);
    return count <= most ? [lineOf(message, file, lang)] : [];
  });
  const rest = [...seen].flatMap(([kind, count]) =>
    count > most ? [`${file}: ${say('more_values', lang, { field: kind.split(' ')[0] || '-', count: count - most })}`] : [],
  );
  return [...lines, ...rest];
}

function changeLines({ changes }: Imported, lang: Lang): string[] {
  const list = (sign: string, entries: readonly Change[]): string[] => [
    ...entries
      .slice(0, shownChanges)
      .map(({ id, name, fields }) => `${sign} ${id}${name && name !== id ? ` ${name}` : ''}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`),
    ...(entries.length > shownChanges ? [`${sign} ${say('more', lang, { count: entries.length - shownChanges })}`] : []),
  ];
  return [...list('+', changes.added), ...list('~', changes.changed), ...list('-', changes.removed)];
}

/** Writes the lines for stdout, stderr or a page. `replaces`: the merchant has yet to agree that what is missing goes; `next`: what says how to go on, a flag of the command or the page itself. */
export function importReport(result: ImportResult, file: string, lang: Lang, replaces = false, next: 'flag' | 'page' = 'flag'): string[] {
  if (!result.ok) {
    const messages = messagesOf(result.problems, lang);
    const lines = shortened(messages, file, lang, shownValues);
    const shown = lines.slice(0, shownMessages);
    if (lines.length > shown.length) shown.push(say('more', lang, { count: lines.length - shown.length }));
    return [...shown, say('nothing_written', lang, { count: messages.length })];
  }
  const { kind, rows, stored, ignored, changes } = result;
  const fill = { stored, rows, kind: kindWords[kind][lang] };
  const counts = say('summary', lang, { added: changes.added.length, changed: changes.changed.length, removed: changes.removed.length, same: changes.same });
  return [
    ...shortened(messagesOf(result.notes, lang), file, lang, 2),
    ...(ignored.length > 0 ? [say('ignored', lang, { columns: ignored.join(', ') })] : []),
    ...(result.isPreview
      ? [...changeLines(result, lang), counts, say(next === 'page' ? 'look' : replaces ? 'confirm' : 'preview', lang, fill)]
      : [say('done', lang, fill), ...(changes.removed.length + changes.changed.length > 0 ? [counts] : [])]),
  ];
}
