/** A draft in a YAML file, and the places of its fields. */
import { isNode, parseDocument } from 'yaml';
import { Diagnostics } from '../../compiler/diagnostics.ts';
import { normalised, withinLimits } from '../../compiler/input-limits.ts';
import { readYaml } from '../../compiler/read-yaml.ts';

export interface DraftFile {
  ok: true;
  value: unknown;
  /** Line and column, from 1, of a field (`content.text.zh`), or of the nearest field above it that is there. */
  placeOf(field: string): { line: number; column: number };
}

/** Largest file, bytes. */
export const longest = 256 * 1024;

/** A file that is no draft: where, and what to do. */
type NoDraft = { ok: false; line: number; column: number; reason: string };

const start = { line: 1, column: 1 };
const refusals = {
  tooLarge: {
    en: `the file is larger than ${longest / 1024} KB: a broadcast is a few lines; pictures are named in it and lie in the folder pictures`,
    zh: `文件超过 ${longest / 1024} KB：群发文件只有几行，图片只写名字，放在 pictures 文件夹里`,
  },
  noFields: {
    en: 'a broadcast is written as fields: name: ..., where: ..., content: ...; see docs/examples/broadcast.yaml',
    zh: '群发要写成字段：name: ...、where: ...、content: ...；见 docs/examples/broadcast.yaml',
  },
} as const;

/** A file beyond the size that is read. */
export function tooLarge(lang: 'en' | 'zh'): NoDraft {
  return { ok: false, ...start, reason: refusals.tooLarge[lang] };
}

/** Reads a draft; of a file that is none, the place and the reason in the language asked for. */
export function readDraftFile(bytes: Uint8Array, lang: 'en' | 'zh'): DraftFile | NoDraft {
  if (bytes.length > longest) return tooLarge(lang);
  const text = normalised(new TextDecoder().decode(bytes));
  const sink = new Diagnostics('', text, lang);
  if (withinLimits(text, sink)) {
    const read = readYaml(text, sink);
    if ('fault' in read) sink.report(read.fault.code, sink.place(read.fault.offset), read.fault.params);
  }
  const [problem] = sink.problems;
  if (problem) {
    const { line, column, message, hint } = problem;
    return { ok: false, line, column, reason: hint === undefined ? message : `${message}${lang === 'zh' ? '；' : '; '}${hint}` };
  }
  // Doubles were looked for above: the library compares each key with all others.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const at = (offset: number): { line: number; column: number } => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, ...start, reason: refusals.noFields[lang] };
  return {
    ok: true,
    value,
    placeOf(field) {
      const path = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
      for (let length = path.length; length > 0; length--) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return at(node.range[0]);
      }
      return { line: 1, column: 1 };
    },
  };
}
