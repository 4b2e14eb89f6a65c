/** Questions with their answers in a text that a merchant pastes: marked ones, numbered ones, headings, lines that stand apart, and two columns of a sheet. */

export interface FaqPair {
  q: string;
  a: string;
  /** Read by its place alone: a short line behind an empty one. The merchant looks whether it is a question. */
  unsure?: true;
}

/** Most pairs of one text, and their longest texts, characters. */
export const pairsMost = 200;
const longest = { q: 300, a: 4_000 };

/** Marks of a list or heading before the words, and of bold around them. */
const leading =
  /^(?:#{1,6}\s+|[-*•·▪◦>+–—▸►▶➤❓❔✅✔💬🙋]\uFE0F?\s+|[（(]?\d{1,3}[.)、．）:：]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|第[一二三四五六七八九十\d]{1,3}问\s*[:：、.]?\s*|[①-⑳]\s*)+/u;
const questionMark =
  /^(?:[【[（(]\s*(?:q|问题?|提问|問)\s*\d{0,3}\s*[】\]）)]\s*[:：]?|(?:q(?:uestion)?|问题?|提问|問|(?:顾客|客户|买家|客人)(?:问)?|customer|client)\s*\d{0,3}\s*[:：.、)）]|(?:q|问题?)\s*\d{1,3}\s)\s*/iu;
const answerMark =
  /^(?:[【[（(]\s*(?:a|答案?|回答|答复|回复)\s*\d{0,3}\s*[】\]）)]\s*[:：]?|(?:a(?:nswer)?|答案?|回答|答复|回复|(?:客服|卖家|商家|店家)(?:答|回复)?|shop|seller|agent)\s*\d{0,3}\s*[:：.、)）]|(?:a|答案?)\s*\d{1,3}\s)\s*/iu;
/** A heading of Markdown, or a whole line in bold. */
const heading = /^(?:#{1,6}\s+.+|\*\*[^*]+\*\*[:：]?|__[^_]+__[:：]?|【[^】]{2,40}】)$/u;
/** A bold title, and what it is about on the same line. */
const boldFirst = /^(?:\*\*|__)([^*_]{2,200}?)[:：]?(?:\*\*|__)[:：]?\s+(\S.*)$/u;
/** What is asked without a sign at its end. */
const asks =
  /^(?:how|what|when|where|who|which|why|can|could|do|does|did|is|are|will|may|should)\b.{4,}|(?:吗|么|呢|嘛|没有)$|怎么|怎样|如何|多久|多少|多长|多大|什么|哪里|哪些|哪个|哪儿|几[天个种点时]|能不能|能否|可不可以|可否|有没有|是不是|是否|会不会|要不要|需不需要|为何/iu;
/** A line that says something whole: no title. */
const saysWhole = /[.。!！,，;；:：…]\s*$|[。；]|[.!] \p{Lu}/u;
const listed = /^\s*[-*•·▪◦+–—]\s+/u;
const numbered = /^\s*(?:[（(]?\d{1,3}[.)、．）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])/u;
const titleMost = 60;
/** Names of the whole, which ask nothing. */
const wholeName = /^(?:(?:the )?faqs?|q ?& ?a|frequently asked questions|help(?: cent(?:er|re))?|常见问题.{0,6}|常見問題.{0,6}|帮助中心|问答)$/iu;

const bare = (line: string): string =>
  line
    .replace(leading, '')
    .replace(/^(\*\*|__)(.+?)\1(?=[:：]?\s*$|\s)/u, '$2')
    .replace(/^(\*\*|__)|(\*\*|__)$/gu, '')
    .replace(/^[*_]([^*_]+)[*_]$/u, '$1')
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
  if (heading.test(line.trim())) return { q: text.replace(/[:：]$/u, '').replace(/^【(.+)】$/u, '$1'), rest: '', sure: false };
  const bold = boldFirst.exec(line.trim().replace(leading, ''));
  if (bold) return { q: bold[1] ?? '', rest: bold[2] ?? '', sure: false };
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
    [/\s*(?:->|=>|→|⇒)\s*/u, /^$/u],
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
 * answer, are left out. `apart`: a short line that stands apart is a question too, an unsure one.
 *
 * @example
 * ```ts
 * import { readFaq } from './read-faq.ts';
 * readFaq('Do you ship abroad?\nYes, to 40 countries.'); // => [{ q: 'Do you ship abroad?', a: 'Yes, to 40 countries.' }]
 * ```
 */
export function readFaq(text: string, { apart = true } = {}): FaqPair[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b\ufeff]/g, '')
    // Long runs of blanks say nothing, and patterns look at each of their places.
    .replace(/[^\S\n]{9,}/g, (run) => run.slice(0, 8))
    .split('\n');
  const columns = readColumns(lines);
  if (columns) return cleaned(columns);
  const told = inOrder(lines.map((line) => line.trim()));
  if (told) return cleaned(told);
  const prepared = prepare(lines);
  const marked =
    prepared.some((line) => questionMark.test(bare(line))) &&
    prepared.some((line) => /答|(?:^|\s)a(?:nswer)?\s*\d*\s*[:：]/iu.test(line) || answerMark.test(bare(line)));
  const anyAsks = prepared.some((one) => endsAsQuestion(bare(one)));
  const pairs: { q: string; a: string[]; unsure?: true }[] = [];
  for (const [n, line] of prepared.entries()) {
    const open = pairs.at(-1);
    const found = questionOf(line, anyAsks && (open?.a.some((one) => one !== '') ?? false));
    // Where questions are marked, a question within an answer is part of it.
    if (found && (!marked || questionMark.test(bare(line)) || (!open && found.sure))) pairs.push({ q: found.q, a: found.rest === '' ? [] : [found.rest] });
    else if (apart && !marked && isTitle(prepared, n, anyAsks)) pairs.push({ q: bare(line), a: [], unsure: true });
    else if (open)
      open.a.push(open.a.length === 0 ? bare(line).replace(answerMark, '') : answerMark.test(bare(line)) ? bare(line).replace(answerMark, '') : line.trim());
  }
  return cleaned(pairs.map(({ a, ...pair }) => ({ ...pair, a: a.join('\n') })));
}

/** A short line that says nothing whole and stands apart: behind an empty line, or numbered with words below it. */
function isTitle(lines: readonly string[], n: number, anyAsks: boolean): boolean {
  const line = lines[n] ?? '';
  const text = bare(line);
  if (text.length < 2 || text.length > titleMost || wholeName.test(text) || saysWhole.test(text) || listed.test(line) || answerMark.test(text)) return false;
  const behind = lines[n - 1]?.trim() ?? '';
  const below = lines[n + 1]?.trim() ?? '';
  if (numbered.test(line) && !anyAsks) return below !== '' && !numbered.test(below);
  if (behind !== '' || numbered.test(line)) return false;
  // What is left of an answer may stand apart too, but it ends there: something has to come behind a title, and no list item.
  const next = lines.slice(n + 1, n + 4).find((one) => one.trim() !== '');
  return next !== undefined && (below !== '' || !listed.test(next));
}

const stamp = /^\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]?\s*(?:-\s*)?[^:：]{1,40}[:：]\s*/iu;

/** Puts marks that stand on lines of their own to their words, underlined titles as headings, and takes away who wrote what when in a chat. */
function prepare(lines: readonly string[]): string[] {
  const isChat = lines.filter((line) => stamp.test(line)).length > 1;
  const found: string[] = [];
  for (let n = 0; n < lines.length; n++) {
    const line = isChat ? (lines[n] ?? '').replace(stamp, '') : (lines[n] ?? '');
    const below = lines[n + 1] ?? '';
    const alone = /^\s*(q|a|问|答|question|answer|问题|回答|答案)\s*[:：]?\s*$/iu.exec(line);
    if (alone && below.trim() !== '') {
      found.push(`${alone[1]}: ${below.trim()}`);
      n += 1;
    } else if (line.trim() !== '' && line.trim().length <= 200 && /^\s*(?:={3,}|-{3,})\s*$/u.test(below)) {
      found.push(`## ${bare(line)}`);
      n += 1;
    } else found.push(line);
  }
  return found;
}

/** All questions first, then as many answers, each with its number. */
function inOrder(lines: readonly string[]): FaqPair[] | null {
  const filled = lines.filter((line) => line !== '');
  const half = filled.length / 2;
  if (half < 2 || !Number.isInteger(half) || !filled.every((line) => numbered.test(line))) return null;
  const texts = filled.map(bare);
  const isAsked = texts.map(endsAsQuestion);
  if (!isAsked.every((asked, n) => asked === n < half)) return null;
  return texts.slice(0, half).map((q, n) => ({ q, a: texts[half + n] ?? '', unsure: true as const }));
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
    found.push({ q, a, ...(pair.unsure && { unsure: true as const }) });
    if (found.length >= pairsMost) break;
  }
  return found;
}
