/** A draft in a YAML file, and the places of its fields. */
import { isNode, parseDocument } from 'yaml';

export interface DraftFile {
  ok: true;
  value: unknown;
  /** Line and column, from 1, of a field (`content.text.zh`), or of the nearest field above it that is there. */
  placeOf(field: string): { line: number; column: number };
}

/** Largest file, characters. */
const longest = 256 * 1024;

/** Reads a draft; of a file that is no YAML, the place and the reason. */
export function readDraftFile(text: string): DraftFile | { ok: false; line: number; column: number; reason: string } {
  if (text.length > longest) return { ok: false, line: 1, column: 1, reason: `longer than ${longest} characters` };
  // Deep nesting would end the process: see the compiler's limits of input.
  if (/[[{]{33}/.test(text.replace(/\s/g, ''))) return { ok: false, line: 1, column: 1, reason: 'nested too deeply' };
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): { line: number; column: number } => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const [error] = document.errors;
  if (error) return { ok: false, ...at(error.pos[0]), reason: error.message.split('\n')[0] ?? 'no YAML' };
  return {
    ok: true,
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
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
