/** The steps of a flow with the ways between them, as a picture needs them. */
import { waysOf } from '../compiler/graph.ts';
import { verbs } from '../engine/steps/index.ts';
import type { Options } from '../flow-tree/fields.ts';
import type { CompiledStep, Flow } from '../flow-tree/flow-tree.ts';
import { clip } from './change-words.ts';

export interface FlowNode {
  /** Path of the step; `flow:NAME` for another flow that it leaves for. */
  id: string;
  verb: string;
  name?: string;
  /** First words, by language; `any` where they are the same in all. */
  text?: Record<string, string>;
  /** Line in the file; absent for another flow. */
  line?: number;
  /** Blocks around it. */
  depth: number;
}

export interface FlowEdge {
  from: string;
  to: string;
  /** Button, outcome or case that leads there. */
  label?: Record<string, string>;
}

export interface FlowGraph {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** Most characters in a node. */
const most = 46;

/** Returns the picture of a flow: steps in the order of the file, then the flows that it leaves for. */
export function graphOf(flow: Flow): FlowGraph {
  const steps = [...flow.steps.values()].toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  const around = (path: string): number =>
    path.split('.').reduce((depth, _, at, words) => depth + Number(at > 0 && flow.steps.has(words.slice(0, at).join('.'))), 0);
  const edges: FlowEdge[] = [];
  const flows = new Set<string>();
  for (const step of steps) {
    const ways = waysOf(step);
    for (const to of new Set(ways.steps)) {
      const label = labelOf(step, to);
      edges.push({ from: step.path, to, ...(label && { label }) });
    }
    for (const name of new Set(ways.flows)) {
      flows.add(name);
      edges.push({ from: step.path, to: `flow:${name}` });
    }
  }
  return {
    nodes: [
      ...steps.map((step): FlowNode => {
        const text = textOf(step);
        return {
          id: step.path,
          verb: step.verb,
          ...(step.name !== undefined && { name: step.name }),
          ...(text && { text }),
          line: step.position.line,
          depth: around(step.path),
        };
      }),
      ...[...flows].map((name): FlowNode => ({ id: `flow:${name}`, verb: 'flow', name, depth: 0 })),
    ],
    edges,
  };
}

/** Returns the first words of a step: the text of its own verb, else the condition that it tests. */
function textOf(step: CompiledStep): Record<string, string> | undefined {
  const own = step.fields[step.verb];
  const kind = verbs.get(step.verb)?.fields[step.verb]?.kind;
  if (kind === 'text') return wordsOf(own);
  if (typeof own === 'string') return { any: clip(own, most) };
  if (typeof own === 'object' && own !== null && 'source' in own && typeof own.source === 'string') return { any: clip(own.source, most) };
  return step.only_if ? { any: clip(step.only_if.source, most) } : undefined;
}

/** Returns the words of a compiled text, shortened. */
function wordsOf(text: unknown): Record<string, string> | undefined {
  if (typeof text !== 'object' || text === null || !('langs' in text) || typeof text.langs !== 'object' || text.langs === null) return undefined;
  const words: Record<string, string> = {};
  const sourceIn = (template: unknown): string => (typeof template === 'object' && template !== null && 'source' in template ? String(template.source) : '');
  for (const [lang, template] of Object.entries({ ...text.langs, ...('any' in text && text.any !== undefined && { any: text.any }) }))
    words[lang] = clip(typeof template === 'string' ? template : sourceIn(template), most);
  return words;
}

/** Returns what leads from the step into its block at `to`. */
function labelOf(step: CompiledStep, to: string): Record<string, string> | undefined {
  const options = step.fields.options as Options | undefined;
  const fixed = options && 'fixed' in options ? options.fixed : [];
  const jumped = fixed.find(({ then }) => then && 'step' in then && then.step === to);
  if (jumped) return wordsOf(jumped.label);
  if (!to.startsWith(`${step.path}.`)) return undefined;
  const way = to
    .slice(step.path.length + 1)
    .split('.')
    .filter((word) => !/^\d+$/.test(word))
    .at(-1);
  return way === undefined ? undefined : { any: way };
}
