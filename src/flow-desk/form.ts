/** What most merchants change, texts and answers, as fields of a form; comments, order and everything else of the file stay as they are. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import { plainKey } from './plain-key.ts';
import { writtenSteps } from './written-steps.ts';

export interface FormField {
  /** Where it stands: keys and numbers, the last one is the text. */
  path: (string | number)[];
  /** Name of the step or entry that it belongs to, in its own words. */
  of: string;
  /** `say`, `a`, `q`, `label`, ... */
  field: string;
  /** Language, where the text has some. */
  lang?: string;
  text: string;
  line: number;
}

export interface FormEdit {
  path: readonly (string | number)[];
  text: string;
}

/** Fields that are words for customers, or ways in which they ask. */
const texts: ReadonlySet<string> = new Set([
  'say',
  'ask',
  'choose',
  'confirm',
  'consent',
  'rate',
  'retry',
  'why',
  'where',
  'yes',
  'no',
  'skip',
  'label',
  'a',
  'q',
  'about',
  'comment',
  'busy',
  'button',
]);

const options = { schema: 'failsafe', logLevel: 'error', prettyErrors: false } as const;

/** Returns the texts of a file; none where it cannot be read. */
export function formOf(source: string): FormField[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { ...options, uniqueKeys: false, lineCounter: lines });
  if (document.errors.length > 0) return [];
  const owners = writtenSteps(source)?.steps ?? [];
  const fields: FormField[] = [];
  const ownerOf = (path: FormField['path']): string => {
    const owner = owners.findLast((step) => step.path.every((part, at) => path[at] === part));
    if (!owner) return '';
    const [first] = Array.isArray(owner.own.q) ? owner.own.q : [owner.own.q];
    return owner.name ?? (typeof first === 'string' ? first : owner.verb);
  };
  const put = (node: Scalar, path: FormField['path'], field: string, lang?: string): void => {
    fields.push({
      path,
      of: ownerOf(path),
      field,
      ...(lang !== undefined && { lang }),
      text: String(node.value),
      line: lines.linePos(node.range?.[0] ?? 0).line,
    });
  };
  const visit = (node: unknown, path: FormField['path']): void => {
    if (isSeq(node)) for (const [at, item] of node.items.entries()) visit(item, [...path, at]);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const field = plainKey(key);
      const at = [...path, field];
      if (!texts.has(field)) visit(value, at);
      else if (isScalar(value)) put(value, at, field);
      else if (isSeq(value) && field === 'q') for (const [index, item] of value.items.entries()) isScalar(item) && put(item, [...at, index], field);
      else if (isMap(value) && value.items.every((pair) => isScalar(pair.value) && /^[a-z]{2,3}(-\w+)?$/.test(plainKey(pair.key))))
        for (const pair of value.items) isScalar(pair.value) && put(pair.value, [...at, plainKey(pair.key)], field, plainKey(pair.key));
      else visit(value, at);
    }
  };
  visit(document.contents, []);
  return fields;
}

/**
 * Returns the source with the texts in their places; undefined when a place is not a text of the file.
 * @example
 * ```ts
 * import { withEdits } from './form.ts';
 * withEdits('flow: hi # mine\nsteps:\n  - say: Hello   # greets\n', [{ path: ['steps', 0, 'say'], text: 'Bye' }]); // => 'flow: hi # mine\nsteps:\n  - say: Bye   # greets\n'
 * ```
 */
export function withEdits(source: string, edits: readonly FormEdit[]): string | undefined {
  const document = parseDocument(source, options);
  if (document.errors.length > 0) return undefined;
  const changes: { from: number; to: number; text: string }[] = [];
  for (const { path, text } of edits) {
    const node = document.getIn(path, true);
    if (!isScalar(node) || !node.range) return undefined;
    const [from, to] = node.range;
    const indent = source.slice(source.lastIndexOf('\n', from) + 1, from).match(/^[\s-]*/)?.[0].length ?? 0;
    changes.push({ from, to, text: written(text, node, indent, source.slice(from, to).endsWith('\n')) });
  }
  let result = source;
  for (const { from, to, text } of changes.toSorted((a, b) => b.from - a.from)) result = result.slice(0, from) + text + result.slice(to);
  return result;
}

/** Writes a text as it was written before where that can hold it, else in double quotes, which JSON's are too. */
function written(text: string, { type }: Scalar, indent: number, ended: boolean): string {
  if ((type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') && /^[^\s][^\r]*[^\s]\n?$/.test(text)) {
    const lines = text.replace(/\n$/, '').split('\n');
    const body = lines.map((line) => (line.trim() === '' ? '' : ' '.repeat(indent + 2) + line)).join('\n');
    return `|${text.endsWith('\n') ? '' : '-'}\n${body}${ended ? '\n' : ''}`;
  }
  if (type === 'PLAIN' && !/[\n,[\]{}:#&*!|>'"%@`]|^[\s?-]|\s$|^$/.test(text)) return text;
  return type === 'QUOTE_SINGLE' && !text.includes('\n') ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}
