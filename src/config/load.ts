import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { maxBytes, nesting, normalised } from '../engine/loading/guard.ts';
import { nearest } from '../engine/loading/nearest.ts';
import { type Config, configSchema } from './schema.ts';

const deepest = 16;

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** Where the value at `path` stands in the file; the nearest parent when it is not there. */
function placeOf(root: Node | null, path: readonly PropertyKey[], lines: LineCounter): string {
  let node: unknown = root;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!pair) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      const range = (node as Node | undefined)?.range;
      if (range) offset = range[0];
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}

/** A section of which every line is commented out is as good as left out. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

function child(schema: unknown, name: string): unknown {
  return typeof schema === 'object' && schema !== null ? Reflect.get(schema, name) : undefined;
}

/** The keys that the schema knows at `path`, in its order. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const key of path) {
    if (typeof key === 'number') at = child(at, 'items');
    else at = child(child(at, 'properties'), String(key)) ?? child(at, 'additionalProperties');
  }
  const names = child(child(at, 'propertyNames'), 'enum');
  return Array.isArray(names) ? names.map(String) : Object.keys(Object(child(at, 'properties')));
}

function explain(issue: z.core.$ZodIssue, schema: z.ZodType): { path: readonly PropertyKey[]; message: string } {
  const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  if (issue.code === 'unrecognized_keys') {
    const [wrong = ''] = issue.keys;
    const known = keysAt(schema, issue.path);
    const meant = nearest(wrong, known);
    const instead = meant === undefined ? `write one of ${known.join(', ')}` : `did you mean "${meant}"?`;
    return { path: [...issue.path, wrong], message: `${where}unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; ${instead}` };
  }
  // Of a name that is not allowed the reason stands inside.
  const reason = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return { path: issue.path, message: `${where}${reason ?? issue.message}` };
}

/**
 * Checks the text of a config file and fills in defaults. An empty text gives the defaults.
 * Problems are `file:line:column: key: what is wrong`. Without the channels' own schema (`configSchemaWith`) their sections are taken as they are.
 */
export function loadConfig(given: string, file: string): Checked<Config>;
export function loadConfig<T>(given: string, file: string, schema: z.ZodType<T>): Checked<T>;
export function loadConfig(given: string, file: string, schema: z.ZodType = configSchema): Checked<unknown> {
  const text = normalised(given);
  if (Buffer.byteLength(text) > maxBytes) return { ok: false, problems: [`${file}:1:1: the file is larger than ${maxBytes} bytes`] };
  const { tooDeepAt } = nesting(text, deepest);
  if (tooDeepAt !== undefined) return { ok: false, problems: [`${file}:${text.slice(0, tooDeepAt).split('\n').length}:1: nested too deeply`] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return `${file}:${line}:${col}: ${error.message}`;
      }),
    };
  }
  let aliases = false;
  visit(document, {
    Alias: () => {
      aliases = true;
      return visit.BREAK;
    },
  });
  if (aliases) return { ok: false, problems: [`${file}:1:1: YAML aliases (&, *) are not supported here`] };
  const checked = schema.safeParse(withoutEmpty(document.toJS({ maxAliasCount: 0 })));
  if (checked.success) return { ok: true, value: checked.data };
  return {
    ok: false,
    problems: checked.error.issues.map((issue) => {
      const { path, message } = explain(issue, schema);
      return `${file}:${placeOf(document.contents, path, lines)}: ${message}`;
    }),
  };
}
