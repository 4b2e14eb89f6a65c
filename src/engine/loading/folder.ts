/** A whole folder of flows and FAQs: one namespace, and the ways from file to file. */
import { atOnce, type Sliced } from '../../slices.ts';
import type { Faq, Flow, Problem } from '../flow-tree.ts';
import type { FlowHead, LoadContext } from './context.ts';
import { reachable, reaching, waitingVerbs, waysOf } from './graph.ts';
import { normalised, passes } from './guard.ts';
import { load, misnamed } from './load.ts';
import { entryOf, textOf } from './node.ts';
import { readYaml } from './read-yaml.ts';
import { Sink } from './sink.ts';

export interface FlowFile {
  file: string;
  text: string;
}

interface Head extends FlowHead {
  file: string;
  kind: 'flow' | 'faq';
  line: number;
}

/** Name and parameters of a file, readable even when the rest of it is not. */
function headOf({ file, text }: FlowFile): Head | undefined {
  if (misnamed(file)) return undefined;
  const source = normalised(text);
  if (!/^["']?takes["']?\s*:/m.test(source)) return plainHead(source, file);
  const sink = new Sink(file, source, 'en');
  const read = passes(source, sink) ? readYaml(source, sink) : undefined;
  if (read && 'root' in read && read.root.type === 'map') {
    const { root } = read;
    const kind = entryOf(root, 'flow') ? 'flow' : 'faq';
    const name = textOf(root, kind);
    const taken = entryOf(root, 'takes')?.value;
    const pairs =
      taken?.type === 'map'
        ? taken.entries.map(({ key, value }): [string, 'required' | 'optional'] => [
            key.value,
            value.type === 'text' && value.value === 'required' ? 'required' : 'optional',
          ])
        : [];
    return name === undefined ? undefined : { name, kind, file, takes: Object.fromEntries(pairs), line: entryOf(root, kind)?.value.line ?? 1 };
  }
  return plainHead(source, file);
}

/** The name as it stands at the start of a line. */
function plainHead(source: string, file: string): Head | undefined {
  const line = source
    .slice(0, 4_096)
    .split('\n')
    .findIndex((found) => /^(?:flow|faq)\s*[:：]/.test(found));
  const match = /^(flow|faq)\s*[:：]\s*["']?([^\s"'#]+)/.exec(source.split('\n')[line] ?? '');
  return match?.[2] ? { name: match[2], kind: match[1] === 'faq' ? 'faq' : 'flow', file, takes: {}, line: line + 1 } : undefined;
}

/** Flows that lead into each other in a circle in which nothing ever waits. */
function endlessCircle(flows: readonly Flow[]): { flow: Flow; path: string; through: string } | undefined {
  const byName = new Map(flows.map((flow) => [flow.name, flow]));
  const next = new Map<string, string[]>();
  const calm = new Set<string>();
  for (const flow of flows) {
    for (const [path, step] of flow.steps) {
      const ways = waysOf(step);
      const node = `${flow.name}\n${path}`;
      const others = ways.flows.flatMap((name) => (byName.has(name) ? [`${name}\n0`] : []));
      next.set(node, [...ways.steps.map((to) => `${flow.name}\n${to}`), ...others]);
      if (ways.exit || waitingVerbs.has(step.verb) || others.length < ways.flows.length) calm.add(node);
    }
  }
  const follow = (node: string): string[] => next.get(node) ?? [];
  const safe = reaching(next.keys(), calm, follow);
  for (const flow of flows) {
    for (const path of reachable([`${flow.name}\n0`], follow)) {
      const [name = '', at = ''] = path.split('\n');
      const step = byName.get(name)?.steps.get(at);
      const through = step && waysOf(step).flows.find((other) => other !== name);
      const found = byName.get(name);
      if (!safe.has(path) && through !== undefined && found) return { flow: found, path: at, through };
    }
  }
  return undefined;
}

export interface CheckedFolder {
  flows: Flow[];
  faqs: Faq[];
  problems: Problem[];
}

/** Flows, FAQs and all problems of a folder. A file with an error gives no flow; its name still counts as known. */
export function checkFlows(files: readonly FlowFile[], context: LoadContext = {}): CheckedFolder {
  return atOnce(checkingFlows(files, context));
}

/** Checks as {@link checkFlows} does, with a pause after each file. */
export function* checkingFlows(files: readonly FlowFile[], context: LoadContext = {}): Sliced<CheckedFolder> {
  const heads = new Map<string, Head>();
  const problems: Problem[] = [];
  const twice = new Set<string>();
  for (const file of files) {
    const head = headOf(file);
    yield;
    if (!head) continue;
    const first = heads.get(head.name);
    if (first) {
      const sink = new Sink(file.file, normalised(file.text), context.lang ?? 'en');
      const column = Math.max(0, sink.lineAt(head.line).indexOf(head.name, 4)) + 1;
      sink.report('duplicate-flow', { line: head.line, column }, { name: head.name, file: first.file });
      problems.push(...sink.problems);
      twice.add(file.file);
    } else heads.set(head.name, head);
  }
  const known = new Map([...heads].filter(([, head]) => head.kind === 'flow'));
  const flows: Flow[] = [];
  const faqs: Faq[] = [];
  for (const { file, text } of files) {
    const loaded = load(text, file, { ...context, flows: known });
    yield;
    problems.push(...loaded.problems);
    if (twice.has(file)) continue;
    if (loaded.flow) flows.push(loaded.flow);
    if (loaded.faq) faqs.push(loaded.faq);
  }
  const circle = endlessCircle(flows);
  const step = circle?.flow.steps.get(circle.path);
  if (circle && step) {
    const sink = new Sink(circle.flow.file, circle.flow.source, context.lang ?? 'en');
    sink.report('endless-circle', step.position, { through: circle.through });
    problems.push(...sink.problems);
    flows.splice(flows.indexOf(circle.flow), 1);
  }
  return { flows, faqs, problems };
}
