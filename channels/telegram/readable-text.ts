/** The words inside kinds of messages that are no plain text: forwarded articles, lists, polls. Pure. */

/** Fields that hold words, of whatever kind of block. */
const worded = new Set(['text', 'title', 'question', 'description', 'summary', 'caption', 'alternative_text']);
const nested = new Set(['blocks', 'tasks', 'options', 'items', 'cells', 'rows']);
const mostWords = 8_000;

/** A text, a list of texts, or a text in a form (bold, linked ...). */
function inline(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inline).join('');
  return value !== null && typeof value === 'object' && 'text' in value ? inline(value.text) : '';
}

function lines(value: unknown, depth = 0): string[] {
  if (depth > 8 || value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((each) => lines(each, depth + 1));
  return Object.entries(value).flatMap(([name, inner]) => {
    if (worded.has(name)) return [inline(inner).trim()];
    return nested.has(name) ? lines(inner, depth + 1) : [];
  });
}

/** Returns what can be read in it, a line for each piece; empty when there are no words. */
export function wordsIn(content: unknown): string {
  return lines(content)
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, mostWords);
}
