/** A whole folder of flows, FAQs and rules for speaking first: one namespace, and the ways from file to file. */

import { atOnce, type Sliced } from '../event-loop/slices.ts';
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import type { FlowHead, LoadContext } from './context.ts';
import { Diagnostics, type Lang } from './diagnostics.ts';
import { reachable, reaching, waitingVerbs, waysOf } from './graph.ts';
import { normalised, withinLimits } from './input-limits.ts';
import { load, misnamed } from './load.ts';
import { type Head, LoadedFiles, type LoadedWorld } from './loaded-files.ts';
import { entryOf, textOf } from './node.ts';
import { readYaml } from './read-yaml.ts';

export interface FlowFile {
  file: string;
  text: string;
}

/** Returns the name and parameters of a file, readable even when the rest of it is not. */
function headOf({ file, text }: FlowFile): Head | undefined {
  if (misnamed(file)) return undefined;
  const source = normalised(text);
  if (!/^["']?takes["']?\s*:/m.test(source)) return plainHead(source, file);
  const diagnostics = new Diagnostics(file, source, 'en');
  const read = withinLimits(source, diagnostics) ? readYaml(source, diagnostics) : undefined;
  if (read && 'root' in read && read.root.type === 'map') {
    const { root } = read;
    const kind = entryOf(root, 'proactive') ? 'proactive' : entryOf(root, 'flow') ? 'flow' : 'faq';
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

/** Returns the name as it stands at the start of a line. */
function plainHead(source: string, file: string): Head | undefined {
  const line = source
    .slice(0, 4_096)
    .split('\n')
    .findIndex((found) => /^(?:flow|faq|proactive)\s*[:：]/.test(found));
  const match = /^(flow|faq|proactive)\s*[:：]\s*["']?([^\s"'#]+)/.exec(source.split('\n')[line] ?? '');
  const kind = match?.[1] === 'faq' || match?.[1] === 'proactive' ? match[1] : 'flow';
  return match?.[2] ? { name: match[2], kind, file, takes: {}, line: line + 1 } : undefined;
}

interface Circle {
  flow: Flow;
  path: string;
  through: string;
}

/** Finds flows that lead into each other in a circle in which nothing ever waits; with a pause after each flow. */
function* endlessCircle(flows: readonly Flow[]): Sliced<Circle | undefined> {
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
    yield;
  }
  const follow = (node: string): string[] => next.get(node) ?? [];
  const safe = reaching(next.keys(), calm, follow);
  const fine = new Set<string>();
  for (const flow of flows) {
    yield;
    const reached = reachable([`${flow.name}\n0`], follow, fine);
    for (const path of reached) {
      const [name = '', at = ''] = path.split('\n');
      const step = byName.get(name)?.steps.get(at);
      const through = step && waysOf(step).flows.find((other) => other !== name);
      const found = byName.get(name);
      if (!safe.has(path) && through !== undefined && found) return { flow: found, path: at, through };
    }
    for (const path of reached) fine.add(path);
  }
  return undefined;
}

export interface CheckedFolder {
  flows: Flow[];
  faqs: Faq[];
  rules: ProactiveRule[];
  problems: Problem[];
}

/** The flows of a folder by name, and the files whose name another one has already. */
interface Heads {
  known: Map<string, Head>;
  twice: Set<string>;
  problems: Problem[];
}

function* headsOf(files: readonly FlowFile[], lang: Lang, kept: LoadedFiles): Sliced<Heads> {
  const heads = new Map<string, Head>();
  const problems: Problem[] = [];
  const twice = new Set<string>();
  for (const file of files) {
    const head = kept.head(file.file, file.text, () => headOf(file));
    yield;
    if (!head) continue;
    const first = heads.get(head.name);
    if (first) {
      const diagnostics = new Diagnostics(file.file, normalised(file.text), lang);
      const column = Math.max(0, diagnostics.lineAt(head.line).indexOf(head.name, 4)) + 1;
      diagnostics.report('duplicate-flow', { line: head.line, column }, { name: head.name, file: first.file });
      problems.push(...diagnostics.problems);
      twice.add(file.file);
    } else heads.set(head.name, head);
  }
  return { known: new Map([...heads].filter(([, head]) => head.kind === 'flow')), twice, problems };
}

/**
 * Checks the files of a folder. Returns its flows, FAQs, rules for speaking first, and all problems. A file with an error gives no flow; its name still counts as known.
 * @example
 * ```ts
 * import { checkFlows } from './flow.ts';
 * const a = { file: 'a.yaml', text: 'flow: a\nsteps:\n  - go: b\n' };
 * const b = { file: 'b.yaml', text: 'flow: b\nsteps:\n  - say: Hello\n' };
 * checkFlows([a, b]).flows.map(({ name }) => name); // => ['a', 'b']
 * checkFlows([a]).problems.map(({ file, line }) => `${file}:${line}`); // => ['a.yaml:3']
 * ```
 */
export function checkFlows(files: readonly FlowFile[], context: LoadContext = {}): CheckedFolder {
  return atOnce(checkingFlows(files, context));
}

/**
 * Checks as {@link checkFlows} does, with a pause after each file.
 * @param kept results of the files before; files that did not change are not compiled again
 */
export function* checkingFlows(files: readonly FlowFile[], context: LoadContext = {}, kept = new LoadedFiles()): Sliced<CheckedFolder> {
  const { known, twice, problems } = yield* headsOf(files, context.lang ?? 'en', kept);
  const world = kept.world(context, known, new Set(files.map(({ file }) => file)));
  const flows: Flow[] = [];
  const faqs: Faq[] = [];
  const rules: ProactiveRule[] = [];
  for (const { file, text } of files) {
    let loaded = world.get(file, text);
    if (!loaded) {
      loaded = load(text, file, { ...context, flows: known });
      world.put(file, text, loaded, context.quick === true);
      yield;
    }
    problems.push(...loaded.problems);
    if (twice.has(file)) continue;
    if (loaded.flow) flows.push(loaded.flow);
    if (loaded.faq) faqs.push(loaded.faq);
    if (loaded.proactive) rules.push(loaded.proactive);
  }
  const circle = yield* endlessCircle(flows);
  const step = circle?.flow.steps.get(circle.path);
  if (circle && step) {
    const diagnostics = new Diagnostics(circle.flow.file, circle.flow.source, context.lang ?? 'en');
    diagnostics.report('endless-circle', step.position, { through: circle.through });
    problems.push(...diagnostics.problems);
    flows.splice(flows.indexOf(circle.flow), 1);
  }
  return { flows, faqs, rules, problems };
}

/** Returns the files that `kept` has no result for, the flows around them, and the world that their results belong to. */
export function* filesToLoad(
  files: readonly FlowFile[],
  context: LoadContext,
  kept: LoadedFiles,
): Sliced<{ files: FlowFile[]; flows: ReadonlyMap<string, FlowHead>; world: LoadedWorld }> {
  const { known } = yield* headsOf(files, context.lang ?? 'en', kept);
  const world = kept.world(context, known, new Set(files.map(({ file }) => file)));
  const flows = new Map([...known].map(([name, { takes }]) => [name, { name, takes }] as const));
  return { files: files.filter(({ file, text }) => !world.get(file, text)), flows, world };
}

/** Loads files one by one, with a pause after each; `context.flows` are the flows around them. */
export function* loadingFiles(files: readonly FlowFile[], context: LoadContext): Sliced<CheckedFolder> {
  const all: CheckedFolder = { flows: [], faqs: [], rules: [], problems: [] };
  for (const { file, text } of files) {
    const { flow, faq, proactive, problems } = load(text, file, context);
    if (flow) all.flows.push(flow);
    if (faq) all.faqs.push(faq);
    if (proactive) all.rules.push(proactive);
    all.problems.push(...problems);
    yield;
  }
  return all;
}

/** Takes what {@link loadingFiles} came to into their world. */
export function keepLoaded(files: readonly FlowFile[], found: CheckedFolder, world: LoadedWorld): void {
  const flows = new Map(found.flows.map((flow) => [flow.file, flow]));
  const faqs = new Map(found.faqs.map((faq) => [faq.file, faq]));
  const rules = new Map(found.rules.map((rule) => [rule.file, rule]));
  const problems = new Map(files.map(({ file }) => [file, [] as Problem[]]));
  for (const problem of found.problems) problems.get(problem.file)?.push(problem);
  for (const { file, text } of files) {
    const [flow, faq, proactive] = [flows.get(file), faqs.get(file), rules.get(file)];
    world.put(file, text, { ...(flow && { flow }), ...(faq && { faq }), ...(proactive && { proactive }), problems: problems.get(file) ?? [] }, false);
  }
}
