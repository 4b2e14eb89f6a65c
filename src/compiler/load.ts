/** From the text of a file to a flow or FAQ and everything that is wrong with it. Never throws, whatever the text. */
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import { block } from './blocks.ts';
import { Compilation } from './compilation.ts';
import type { LoadContext } from './context.ts';
import { checkControlFlow } from './control-flow-checks.ts';
import { Diagnostics, type Trial } from './diagnostics.ts';
import { compileFaq } from './faq-file.ts';
import { faqKeys, flowKeys, proactiveKeys } from './fixed-words.ts';
import { compileFlow } from './head.ts';
import { normalised, withinLimits } from './input-limits.ts';
import { reportSlip, unknownKey } from './keys.ts';
import { fixCandidates } from './line-repairs.ts';
import { entryOf, type MapNode, type YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import { compileProactive } from './proactive-file.ts';
import { type Fault, readYaml } from './read-yaml.ts';
import { checkTexts } from './text-checks.ts';
import { checkVariables } from './variable-checks.ts';

/** Tells whether a file is a flow under a name that is not read, such as `menu.yaml.txt`. */
export function misnamed(file: string): boolean {
  return /\.ya?ml\.(?:txt|docx?|rtf)$/i.test(file) || (/\.ya?ml$/i.test(file) && !/\.ya?ml$/.test(file));
}

export interface Loaded {
  flow?: Flow;
  faq?: Faq;
  proactive?: ProactiveRule;
  problems: Problem[];
  compilation?: Compilation;
}

interface Attempt extends Loaded {
  /** The fault that made the YAML unreadable, with its line. */
  fault?: { fault: Fault; line: number };
  /** Errors found before the checks of course and variables, which only run when there are none. */
  early: number;
}

function errors(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}

/**
 * Makes one try, without looking for repairs unless `trial` is given.
 * @param guarded the text was found within the limits before, but for one line that was rewritten: it cannot be nested dangerously.
 */
function attempt(source: string, original: string, file: string, context: LoadContext, guarded: boolean, trial?: Trial): Attempt {
  const diagnostics = new Diagnostics(file, source, context.lang ?? 'en', trial);
  const { problems } = diagnostics;
  if (!guarded && !withinLimits(source, diagnostics)) return { problems, early: 1 };
  const read = readYaml(source, diagnostics);
  if ('fault' in read) return { problems, early: 1, fault: { fault: read.fault, line: diagnostics.place(read.fault.offset).line } };
  const c = new Compilation(diagnostics, context, block);
  const made = compileRoot(c, read.root, original);
  const early = errors(problems);
  if (early === 0) {
    if (made.flow) {
      checkControlFlow(c);
      checkVariables(c, made.flow);
    }
    checkTexts(c);
  }
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const warnings = sorted.filter((problem) => problem.severity === 'warning');
  if (errors(sorted) > 0) return { problems: sorted, early, compilation: c };
  if (made.flow) return { flow: { ...made.flow, warnings }, problems: sorted, early, compilation: c };
  if (made.proactive) return { proactive: { ...made.proactive, warnings }, problems: sorted, early, compilation: c };
  return made.faq ? { faq: { ...made.faq, warnings }, problems: sorted, early, compilation: c } : { problems: sorted, early };
}

/** Tells whether a line is still wrong in itself; that a repaired line lacks a variable, say, is another matter. */
function earlyErrorAt(result: Attempt, line: number): boolean {
  return result.early > 0 && result.problems.some((problem) => problem.severity === 'error' && problem.line === line);
}

function compileRoot(c: Compilation, root: YamlNode, original: string): { flow?: Flow; faq?: Faq; proactive?: ProactiveRule } {
  if (root.type !== 'map') {
    if (root.type === 'text' && !root.empty && reportSlip(c, root)) return {};
    c.diagnostics.report('not-a-flow', root, {});
    return {};
  }
  if (entryOf(root, 'proactive')) return { proactive: compileProactive(c, root, original) };
  if (entryOf(root, 'flow')) return { flow: compileFlow(c, root, original) };
  if (entryOf(root, 'faq')) return { faq: compileFaq(c, root, original) };
  mistypedRoot(c, root);
  return {};
}

/** Keys of which a file has one. */
const rootKeys = ['flow', 'faq', 'proactive'];

function mistypedRoot(c: Compilation, root: MapNode): void {
  for (const { key } of root.entries) {
    if (meantWord(key.value, rootKeys) !== undefined) {
      unknownKey(c, key, rootKeys, 'flow');
      return;
    }
    if (![...flowKeys, ...faqKeys, ...proactiveKeys].some((known) => known === key.value) && reportSlip(c, key)) return;
  }
  c.diagnostics.report('not-a-flow', root, {});
}

/** Returns the most trials of repairs for a source; a trial is a whole load. All slips of a file with hundreds are reported, with repairs for the first. */
const trialsFor = (source: string): number => (source.length < 20_000 ? 60 : source.length < 60_000 ? 20 : 4);

/** Looks for the line that makes the YAML readable again, and reports it as the problem; the repaired source, or undefined. */
function repairSyntax(
  source: string,
  found: NonNullable<Attempt['fault']>,
  diagnostics: Diagnostics,
  tryOut: (source: string) => Attempt | undefined,
): string | undefined {
  const { fault, line } = found;
  const lines = source.split('\n');
  let best: { source: string; early: number; report: () => void } | undefined;
  for (const number of linesToTry(lines, line)) {
    for (const guess of fixCandidates(lines[number - 1] ?? '')) {
      const repaired = lines.with(number - 1, guess.text).join('\n');
      const result = tryOut(repaired);
      if (!result) break;
      // A guess about the layout that only moves the trouble one line down has not found it.
      const layout = ['indentation', 'extra-dash', 'missing-dash', 'unclosed-bracket', 'extra-bracket'].includes(guess.code);
      if (result.fault && result.fault.line <= Math.max(line, number) + (layout ? 1 : 0)) continue;
      if (earlyErrorAt(result, number)) continue;
      const early = (result.fault ? 1_000 : result.early) + (guess.doubt ?? 0);
      if (best && best.early <= early) continue;
      const at = { line: number, column: guess.column + 1 };
      best = { source: repaired, early, report: () => diagnostics.reportWith(guess.code, at, guess.params, { line: number, text: guess.text }) };
      if (early === 0) break;
    }
    if (best?.early === 0) break;
  }
  if (best) best.report();
  else diagnostics.report(fault.code, diagnostics.place(fault.offset), fault.params);
  return best?.source;
}

/** Returns the line of the fault, its neighbours, and lines above that opened a quote or bracket. */
function linesToTry(lines: readonly string[], line: number): number[] {
  const open = [line, line + 1, line - 1].filter((number) => number >= 1 && number <= lines.length);
  // A step without its dash goes on until the next dash: the trouble is seen there.
  const width = (number: number): number => /^ */.exec(lines[number - 1] ?? '')?.[0].length ?? 0;
  const above = Array.from({ length: 12 }, (_, index) => line - 2 - index).find((number) => number >= 1 && width(number) <= width(line));
  if (above !== undefined && /^ +\w+:/.test(lines[above - 1] ?? '')) open.push(above);
  for (let number = Math.min(line, lines.length), found = 0; number >= 1 && found < 3 && number > line - 200; number--) {
    const text = lines[number - 1] ?? '';
    const odd = (sign: string): boolean => (text.split(sign).length - 1) % 2 === 1;
    if ((odd('"') || odd("'") || /[{[][^}\]]*$/.test(text)) && !open.includes(number)) {
      open.push(number);
      found++;
    }
  }
  return open;
}

export function load(text: string, file: string, context: LoadContext = {}): Loaded {
  if (misnamed(file)) {
    const diagnostics = new Diagnostics(file, '', context.lang ?? 'en');
    diagnostics.report(
      'file-name',
      { line: 1, column: 1 },
      {
        name: file
          .replace(/^.*\//, '')
          .replace(/\.(?:txt|docx?|rtf)$/i, '')
          .replace(/ya?ml$/i, (end) => end.toLowerCase()),
      },
    );
    return { problems: diagnostics.problems };
  }
  let source = normalised(text);
  const told: Problem[] = [];
  let left = trialsFor(source);
  const tryOut = (changed: string): Attempt | undefined => (left-- > 0 ? attempt(changed, changed, file, context, true) : undefined);
  for (let round = 0; round < 20; round++) {
    const plain = attempt(source, text, file, context, round > 0);
    if (!plain.fault) {
      if (told.length === 0 && (context.quick || plain.problems.length === 0)) return plain;
      const trial: Trial = (line, written) => {
        const result = tryOut(
          source
            .split('\n')
            .with(line - 1, written)
            .join('\n'),
        );
        if (!result || result.fault || earlyErrorAt(result, line)) return false;
        return plain.early > 0 ? result.early < plain.early : errors(result.problems) < errors(plain.problems);
      };
      const full = plain.problems.length > 0 ? attempt(source, text, file, context, round > 0, trial) : plain;
      if (told.length === 0) return full;
      const more = full.problems.filter((problem) => problem.severity === 'error');
      return { problems: [...told, ...more].sort((a, b) => a.line - b.line || a.column - b.column) };
    }
    const diagnostics = new Diagnostics(file, source, context.lang ?? 'en');
    if (context.quick) {
      const { fault } = plain.fault;
      diagnostics.report(fault.code, diagnostics.place(fault.offset), fault.params);
      return { problems: diagnostics.problems };
    }
    const repaired = repairSyntax(source, plain.fault, diagnostics, tryOut);
    told.push(...diagnostics.problems);
    if (repaired === undefined) break;
    source = repaired;
  }
  return { problems: told };
}
