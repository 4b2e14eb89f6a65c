import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Diagnostics, type Lang } from '../compiler/diagnostics.ts';
import { normalised, withinLimits } from '../compiler/input-limits.ts';
import { fixCandidates } from '../compiler/line-repairs.ts';
import { readYaml } from '../compiler/read-yaml.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { type Config, configSchema } from './schema.ts';
import { settingProblem, valueAt } from './setting-problem.ts';

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** Returns the position in the file of the value at `path`; that of the nearest parent when the value is not there. */
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
      if (isNode(node) && node.range) offset = node.range[0];
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}

/** Drops sections of which every line is commented out: they are as good as left out. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

/** Settings are no steps, of which one more could begin. */
const keepOne: Record<Lang, string> = { en: 'keep one of them', zh: '请只保留一个' };

/** The problem of a text that is no YAML, with the line as it was probably meant where that makes it readable. */
function syntaxProblem(source: string, file: string, lang: Lang): string | undefined {
  const sink = new Diagnostics(file, source, lang);
  if (withinLimits(source, sink)) {
    const read = readYaml(source, sink);
    if ('root' in read) return undefined;
    const { line } = sink.place(read.fault.offset);
    const near = read.fault.code === 'duplicate-key' ? [] : [line, line - 1, line + 1];
    const repair = near
      .flatMap((number) => fixCandidates(sink.lineAt(number)).map((guess) => ({ ...guess, line: number })))
      .find((guess) => 'root' in readYaml(sink.lines.with(guess.line - 1, guess.text).join('\n'), sink));
    if (repair) sink.reportWith(repair.code, { line: repair.line, column: repair.column + 1 }, repair.params, repair);
    else sink.report(read.fault.code, sink.place(read.fault.offset), read.fault.params);
  }
  const [problem] = sink.problems;
  if (!problem) return undefined;
  const told = problem.code === 'duplicate-key' ? keepOne[lang] : problem.hint;
  const hint = told === undefined ? '' : `${lang === 'zh' ? '；' : '; '}${told}`;
  return `${file}:${problem.line}:${problem.column}: ${problem.message}${hint}`;
}

/**
 * Checks the text of a config file and fills in defaults. An empty text gives the defaults.
 * Problems are `file:line:column: key: what is wrong; what to write`, in the language of the terminal unless another is asked for.
 * Without the channels' own schema (`configSchemaWith`) their sections are taken as they are.
 */
export function loadConfig(given: string, file: string): Checked<Config>;
export function loadConfig<T>(given: string, file: string, schema: z.ZodType<T>, lang?: Lang): Checked<T>;
export function loadConfig(given: string, file: string, schema: z.ZodType = configSchema, lang = systemLanguage()): Checked<unknown> {
  const text = normalised(given);
  const unreadable = syntaxProblem(text, file, lang);
  if (unreadable !== undefined) return { ok: false, problems: [unreadable] };
  const lines = new LineCounter();
  // Doubles were looked for above: the library compares each key with all others.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const settings = withoutEmpty(document.toJS({ maxAliasCount: 0 }));
  const checked = schema.safeParse(settings);
  if (checked.success) return { ok: true, value: checked.data };
  const { issues } = checked.error;
  // A key that is not known may be the reason for what else is wrong beside it.
  const beside = (path: readonly PropertyKey[]): boolean =>
    issues.some((other) => other.code === 'unrecognized_keys' && other.path.join('\n') === path.join('\n'));
  const told = issues.filter(
    (issue) =>
      !(issue.code === 'custom' && beside(issue.path)) &&
      !(issue.code === 'invalid_type' && valueAt(settings, issue.path) === undefined && beside(issue.path.slice(0, -1))),
  );
  return {
    ok: false,
    problems: told.map((issue) => {
      const { path, message } = settingProblem(issue, schema, settings, lang);
      return `${file}:${placeOf(document.contents, path, lines)}: ${message}`;
    }),
  };
}
