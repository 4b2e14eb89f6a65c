/** One file on its way from YAML to a flow: what is known of it so far. */
import type { Target } from '../flow-tree/fields.ts';
import type { CompiledStep, Position } from '../flow-tree/flow-tree.ts';
import type { Comparison } from '../text/inspect.ts';
import type { LoadContext } from './context.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { MapNode, TextNode, YamlNode } from './node.ts';

/** A name that a text, condition or value reads. */
export interface Reading {
  /** Path of the step; '' for the head of the flow. */
  step: string;
  root: string;
  bare: boolean;
  place: Position;
  source: string;
  condition: boolean;
}

/** The place of a field while it is compiled. */
export interface FieldContext {
  /** Path of the step, '' in the head of a flow. */
  path: string;
  verb: string;
  field: string;
  /** Path of the step that follows after the blocks of this one. */
  next: string | undefined;
  /** Names that exist only here: `it`, `i`, `answer`. */
  locals: readonly string[];
  /** The whole step. */
  step?: MapNode;
}

/** Compiles what stands where steps may stand: the kinds of value that hold steps are compiled by it. */
export type CompileBlock = (c: Compilation, node: YamlNode, path: string, next: string | undefined, here: FieldContext) => Target | undefined;

export class Compilation {
  readonly diagnostics: Diagnostics;
  readonly context: LoadContext;
  readonly block: CompileBlock;
  readonly steps = new Map<string, CompiledStep>();
  /** Step names of this file -> path. */
  readonly names = new Map<string, string>();
  readonly readings: Reading[] = [];
  readonly comparisons: { spot: FieldContext; node: TextNode; comparison: Comparison }[] = [];
  readonly texts: { node: MapNode; langs: string[] }[] = [];
  /** Labels of buttons that are written out, in one language each. */
  readonly labels: { node: TextNode; value: string }[] = [];
  /** The YAML of each step, for the checks that come later. */
  readonly nodes = new Map<string, MapNode | TextNode>();
  /** Names of the other flows that this one leads to, with the step. */
  readonly flowUses: { flow: string; path: string; node: YamlNode; with: string[] | undefined }[] = [];
  flowName = '';

  constructor(diagnostics: Diagnostics, context: LoadContext, block: CompileBlock) {
    this.diagnostics = diagnostics;
    this.context = context;
    this.block = block;
  }

  /** Returns the line and column of an offset inside the value of a text node. */
  inside(node: TextNode, at: number): Position {
    const quote = node.style === 'double' || node.style === 'single' ? 1 : 0;
    const start = node.start + quote;
    if (node.style !== 'block' && this.diagnostics.source.startsWith(node.value.slice(0, at), start)) return this.diagnostics.place(start + at);
    const snippet = node.value.slice(at, at + 16).split('\n')[0] ?? '';
    const found = snippet === '' ? -1 : this.diagnostics.source.indexOf(snippet, start);
    return found !== -1 && found < node.end ? this.diagnostics.place(found) : node;
  }

  /** Returns the line with another value of this text node, when the text stands on one line. */
  rewritten(node: TextNode, value: string): { line: number; text: string } | undefined {
    const raw = this.diagnostics.source.slice(node.start, node.end);
    if (raw.includes('\n') || node.style === 'block') return undefined;
    const plain = node.style === 'plain' && !/[:#{}[\]!]|^["'`@%&*>|-]/.test(value);
    const quote = value.includes('"') ? "'" : '"';
    const written =
      plain || (node.style === 'plain' && !/: | #|^["'{[`@%&*>|!#-]|[,{}[\]]/.test(value))
        ? value
        : quote + (quote === "'" ? value.replaceAll("'", "''") : value) + quote;
    return this.diagnostics.replaced(node, raw, written);
  }
}
