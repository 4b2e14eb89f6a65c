/** YAML text to nodes with places, or the first thing that is wrong with it. Call it only for a text within the limits of input-limits.ts. */
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Scalar, type YAMLError } from 'yaml';
import type { Diagnostics } from './diagnostics.ts';
import type { ListNode, MapNode, TextNode, YamlNode } from './node.ts';
import type { ProblemCode } from './problem-texts.ts';

export interface Fault {
  code: ProblemCode;
  offset: number;
  params: Record<string, string>;
}

class FaultFound extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

const styles: Readonly<Record<string, TextNode['style']>> = { QUOTE_DOUBLE: 'double', QUOTE_SINGLE: 'single', BLOCK_FOLDED: 'block', BLOCK_LITERAL: 'block' };

class Converter {
  private readonly diagnostics: Diagnostics;
  private readonly source: string;
  constructor(source: string, diagnostics: Diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  private text(node: Scalar): TextNode {
    const [start = 0, end = start] = node.range ?? [];
    const value = node.value === null || node.value === undefined ? '' : String(node.value);
    const style = styles[node.type ?? ''] ?? 'plain';
    const lineEnd = this.source.indexOf('\n', end);
    const rest = this.source.slice(end, lineEnd === -1 ? undefined : lineEnd);
    const comment = style === 'block' ? undefined : /^\s*#(.*)$/.exec(rest)?.[1];
    return {
      type: 'text',
      value,
      style,
      start,
      end,
      ...this.diagnostics.place(start),
      ...(value === '' && style === 'plain' ? { empty: true } : {}),
      ...(comment === undefined ? {} : { comment }),
    };
  }

  node(node: unknown, at: number): YamlNode {
    if (node === null || node === undefined) return { type: 'text', value: '', style: 'plain', empty: true, start: at, end: at, ...this.diagnostics.place(at) };
    if (!isNode(node)) throw new FaultFound({ code: 'yaml', offset: at, params: { reason: 'neither text, list nor map' } });
    const parsed = node;
    const [start = at, end = start] = parsed.range ?? [];
    if (isAlias(parsed)) throw new FaultFound({ code: 'special-start', offset: start, params: { sign: '*' } });
    if (parsed.anchor !== undefined) throw new FaultFound({ code: 'special-start', offset: this.before(start, '&'), params: { sign: '&' } });
    if (parsed.tag !== undefined && !/^tag:yaml\.org,2002:(?:str|seq|map)$/.test(parsed.tag)) {
      throw new FaultFound({ code: 'special-start', offset: this.before(start, '!'), params: { sign: '!' } });
    }
    if (isScalar(parsed)) return this.text(parsed);
    if (isSeq(parsed)) {
      const items = parsed.items.map((item) => this.node(item, end));
      return { type: 'list', items, flow: parsed.flow === true, start, end, ...this.diagnostics.place(start) } satisfies ListNode;
    }
    if (!isMap(parsed)) throw new FaultFound({ code: 'yaml', offset: start, params: { reason: 'neither text, list nor map' } });
    // The library compares each key with all before it: seconds for a few thousand.
    const seen = new Map<string, TextNode>();
    const entries = parsed.items.map((pair) => {
      if (!isScalar(pair.key)) throw new FaultFound({ code: this.source.startsWith('{{', start) ? 'bare-braces' : 'odd-key', offset: start, params: {} });
      const key = this.node(pair.key, start);
      if (key.type !== 'text') throw new FaultFound({ code: 'odd-key', offset: start, params: {} });
      const first = seen.get(key.value);
      if (first) {
        const params = { name: key.value, line: String(first.line), column: String(first.column) };
        throw new FaultFound({ code: 'duplicate-key', offset: key.start, params });
      }
      seen.set(key.value, key);
      return { key, value: this.node(pair.value, key.end) };
    });
    return { type: 'map', entries, flow: parsed.flow === true, start, end, ...this.diagnostics.place(start) } satisfies MapNode;
  }

  private before(offset: number, sign: string): number {
    const lineStart = this.source.lastIndexOf('\n', offset - 1) + 1;
    const found = this.source.lastIndexOf(sign, offset);
    return found >= lineStart ? found : offset;
  }
}

function faultOf(error: YAMLError, source: string): Fault {
  const offset = Math.min(error.pos[0], source.length);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { code: 'tab', offset, params: {} };
    case 'MULTIPLE_DOCS':
      return { code: 'two-documents', offset, params: {} };
    case 'BAD_INDENT':
      return { code: 'indentation', offset, params: {} };
    case 'TAG_RESOLVE_FAILED':
      return { code: 'special-start', offset, params: { sign: '!' } };
    default:
      return /quote/.test(error.message)
        ? { code: 'unclosed-quote', offset: source.lastIndexOf('\n', offset) === offset ? offset - 1 : offset, params: {} }
        : { code: 'yaml', offset, params: { reason: error.message } };
  }
}

/** Reads the root node, or the first fault. Never throws. */
export function readYaml(source: string, diagnostics: Diagnostics): { root: YamlNode } | { fault: Fault } {
  try {
    const document = parseDocument(source, { schema: 'failsafe', strict: true, uniqueKeys: false, prettyErrors: false, logLevel: 'error', merge: false });
    const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
    if (first) return { fault: faultOf(first, source) };
    return { root: new Converter(source, diagnostics).node(document.contents, 0) };
  } catch (error) {
    if (error instanceof FaultFound) return { fault: error.fault };
    return { fault: { code: 'yaml', offset: 0, params: { reason: error instanceof Error ? error.message : String(error) } } };
  }
}
