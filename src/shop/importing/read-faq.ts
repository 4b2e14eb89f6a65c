/** Questions with their answers in a text that a merchant pastes: marked ones, numbered ones, headings, and two columns of a sheet. */

export interface FaqPair {
  q: string;
  a: string;
}

/** Most pairs of one text, and their longest texts, characters. */
export const pairsMost = 200;
const longest = { q: 300, a: 4_000 };

/** Marks of a list or heading before the words, and of bold around them. */
const leading = /^(?:#{1,6}\s+|[-*•·▪◦>+–—]\s+|[（(]?\d{1,3}[.)、．）:：]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[①-⑳]\s*)+/u;
const questionMark = /^(?:q(?:uestion)?|问题?|提问|問)\s*\d{0,3}\s*[:：.、)）]\s*/iu;
const answerMark = /^(?:a(?:nswer)?|答案?|回答|答复|回复)\s*\d{0,3}\s*[:：.、)）]\s*/iu;
/** A heading of Markdown, or a whole line in bold. */
const heading = /^(?:#{1,6}\s+.+|\*\*[^*]+\*\*[:：]?|__[^_]+__[:：]?)$/u;
/** What is asked without a sign at its end. */
const asks =
  /^(?:how|what|when|where|who|which|why|can|could|do|does|did|is|are|will|may|should)\b.{4,}|(?:吗|呢|怎么办|怎么样|多少|多久|什么|哪里|哪些|怎么[\p{Script=Han}]{1,8}|如何[\p{Script=Han}]{1,10})$/iu;

const bare = (line: string): string =>
  line
    .replace(leading, '')
    .replace(/^(\*\*|__)(.+?)\1(?=[:：]?\s*$|\s)/u, '$2')
    .replace(/^(\*\*|__)|(\*\*|__)$/gu, '')
    .trim();
const endsAsQuestion = (line: string): boolean => /[?？]["”』」)）]?\s*$/u.test(line);

/** How a line begins a question; null when it does not. `rest`: the answer that stands on the same line. */
function questionOf(line: string, inAnswer: boolean): { q: string; rest: string; sure: boolean } | null {
  const text = bare(line);
  if (text === '' || text.length > 600) return null;
  if (questionMark.test(text)) return { ...cut(bare(text.replace(questionMark, ''))), sure: true };
  if (answerMark.test(text)) return null;
  if (endsAsQuestion(text)) return text.length <= longest.q ? { q: text, rest: '', sure: true } : null;
  // One line with both: a short question, then what answers it.
  const both = /^([^?？。.!！]{4,120}[?？])\s*(.{2,})$/u.exec(text);
  if (both && !/[?？]/u.test(both[2] ?? '')) return { q: both[1] ?? '', rest: bare((both[2] ?? '').replace(answerMark, '')), sure: true };
  if (heading.test(line.trim())) return { q: text.replace(/[:：]$/u, ''), rest: '', sure: false };
  if (!inAnswer && text.length <= 80 && asks.test(text) && !/[.。!！,，;；]/u.test(text)) return { q: text, rest: '', sure: true };
  return null;
}

/** Cuts an answer off that stands behind its question on the same line. */
function cut(text: string): { q: string; rest: string } {
  const found = /^(.{2,300}?[?？]?)\s*(?:\s|[;；,，。|])(?:a(?:nswer)?|答案?|回答)\s*[:：]\s*(.+)$/iu.exec(text);
  if (found) return { q: (found[1] ?? '').trim(), rest: (found[2] ?? '').trim() };
  const marked = /^([^?？]{2,200}[?？])\s*(\S.*)$/u.exec(text);
  return marked ? { q: (marked[1] ?? '').trim(), rest: (marked[2] ?? '').trim().replace(answerMark, '') } : { q: text, rest: '' };
}

/** Rows of a sheet: a tab, or a bar of a Markdown table, between question and answer on every line. */
function readColumns(lines: readonly string[]): FaqPair[] | null {
  const filled = lines.filter((line) => line.trim() !== '' && !/^[\s:|-]+$/u.test(line));
  for (const [sign, edge] of [
    ['\t', /^$/u],
    ['|', /^\s*\||\|\s*$/gu],
  ] as const) {
    const rows = filled.map((line) =>
      line
        .replace(edge, '')
        .split(sign)
        .map((cell) => cell.trim()),
    );
    if (rows.length === 0 || !rows.every((row) => row.length >= 2 && row[0] !== '' && row[1] !== '')) continue;
    const isHead = /^(?:q|question|questions|问题?|提问|标题)$/iu.test(rows[0]?.[0] ?? '');
    return rows.slice(isHead ? 1 : 0).map(([q = '', a = '']) => ({ q, a }));
  }
  return null;
}

/**
 * Returns the pairs of the text, in order, each question once; at most `pairsMost`. What stands before the first question, and questions without an
 * answer, are left out.
 *
 * @example
 * ```ts
 * import { readFaq } from './read-faq.ts';
 * readFaq('Do you ship abroad?\nYes, to 40 countries.'); // => [{ q: 'Do you ship abroad?', a: 'Yes, to 40 countries.' }]
 * ```
 */
export function readFaq(text: string): FaqPair[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b\ufeff]/g, '')
    // Long runs of blanks say nothing, and patterns look at each of their places.
    .replace(/[^\S\n]{9,}/g, (run) => run.slice(0, 8))
    .split('\n');
  const columns = readColumns(lines);
  if (columns) return cleaned(columns);
  const marked = lines.some((line) => questionMark.test(bare(line))) && lines.some((line) => /答|(?:^|\s)a(?:nswer)?\s*\d*\s*[:：]/iu.test(line));
  const anyAsks = lines.some((one) => endsAsQuestion(bare(one)));
  const pairs: { q: string; a: string[] }[] = [];
  for (const line of lines) {
    const open = pairs.at(-1);
    const found = questionOf(line, anyAsks && (open?.a.some((one) => one !== '') ?? false));
    // Where questions are marked, a question within an answer is part of it.
    if (found && (!marked || questionMark.test(bare(line)) || (!open && found.sure))) pairs.push({ q: found.q, a: found.rest === '' ? [] : [found.rest] });
    else if (open)
      open.a.push(open.a.length === 0 ? bare(line).replace(answerMark, '') : answerMark.test(bare(line)) ? bare(line).replace(answerMark, '') : line.trim());
  }
  return cleaned(pairs.map(({ q, a }) => ({ q, a: a.join('\n') })));
}

function cleaned(pairs: readonly FaqPair[]): FaqPair[] {
  const seen = new Set<string>();
  const found: FaqPair[] = [];
  for (const pair of pairs) {
    const q = pair.q.replace(/\s+/gu, ' ').trim().slice(0, longest.q);
    const a = pair.a
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !/^(?:-{3,}|={3,}|\*{3,})$/u.test(line))
      .join('\n')
      .replace(/\n{2,}/gu, '\n')
      .trim()
      .slice(0, longest.a);
    const key = q.toLowerCase();
    if (q === '' || a === '' || seen.has(key)) continue;
    seen.add(key);
    found.push({ q, a });
    if (found.length >= pairsMost) break;
  }
  return found;
}
