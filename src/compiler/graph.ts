/** The edges of a flow: the places to which each step can lead. */

import { verbs } from '../engine/steps/index.ts';
import type { Options, Target } from '../flow-tree/fields.ts';
import type { CompiledStep } from '../flow-tree/flow-tree.ts';

/** Verbs at which a turn ends, so that no loop through them is endless. */
export const waitingVerbs: ReadonlySet<string> = new Set(['ask', 'choose', 'confirm', 'form', 'rate', 'consent', 'wait', 'handoff', 'do']);

export interface Ways {
  /** Paths of the steps that may come next. */
  steps: string[];
  /** Flows that it may leave for. */
  flows: string[];
  /** True when it may end, or go where the customer has a say. */
  exit: boolean;
}

function isTarget(value: unknown): value is Target {
  return typeof value === 'object' && value !== null && ('step' in value || 'flow' in value || 'to' in value);
}

/** Returns the compiled value of a field, narrowed by its kind. */
function optionsOf(step: CompiledStep): Options | undefined {
  const { options } = step.fields;
  return typeof options === 'object' && options !== null && ('fixed' in options || 'list' in options) ? (options as Options) : undefined;
}

/** Returns every target in the fields of a step. */
function targetsOf(step: CompiledStep): Target[] {
  const found: Target[] = [];
  for (const [key, field] of Object.entries(verbs.get(step.verb)?.fields ?? {})) {
    const value = step.fields[key];
    if (value === undefined || value === null || typeof value !== 'object') continue;
    if (field.kind === 'block' || field.kind === 'target') {
      if (isTarget(value)) found.push(value);
    } else if (field.kind === 'outcomes' || field.kind === 'cases') found.push(...Object.values(value).filter(isTarget));
    else if (field.kind === 'ways') found.push(...Object.values(value).flatMap((way) => (isTarget(way.then) ? [way.then] : [])));
  }
  const options = optionsOf(step);
  if (options && 'fixed' in options) found.push(...options.fixed.flatMap((option) => option.then ?? []));
  return found;
}

/** Tells whether the step below can come next. */
function goesOn(step: CompiledStep): boolean {
  if (step.only_if) return true;
  const has = (key: string): boolean => step.fields[key] !== undefined;
  switch (step.verb) {
    case 'go':
    case 'end':
    case 'split':
      return false;
    case 'if':
    case 'match':
      return !has('else');
    case 'confirm':
      return !has('then') || (!has('else') && has('save')) || has('skip');
    case 'consent':
      return !has('then') || !has('else') || has('skip');
    case 'wait':
      return !has('then') || (has('up_to') && !has('else'));
    case 'choose': {
      const options = optionsOf(step);
      return has('skip') || !options || 'list' in options || options.fixed.some((option) => !option.then);
    }
    default:
      return true;
  }
}

export function waysOf(step: CompiledStep): Ways {
  const ways: Ways = { steps: [], flows: [], exit: step.verb === 'end' };
  for (const target of targetsOf(step)) {
    if ('step' in target) ways.steps.push(target.step);
    else if ('flow' in target) ways.flows.push(target.flow);
    else ways.exit = true;
  }
  if (step.verb === 'confirm' && step.fields.else === undefined && step.fields.save === undefined) ways.exit = true;
  if (goesOn(step)) {
    if (step.next === undefined) ways.exit = true;
    else ways.steps.push(step.next);
  }
  return ways;
}

/** Returns all that can be reached from some nodes without going through one of `known`. */
export function reachable(from: Iterable<string>, next: (node: string) => Iterable<string>, known: ReadonlySet<string> = new Set()): Set<string> {
  const seen = new Set([...from].filter((node) => !known.has(node)));
  const open = [...seen];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of next(node)) {
      if (!seen.has(other) && !known.has(other)) {
        seen.add(other);
        open.push(other);
      }
    }
  }
  return seen;
}

/** Returns all from which one of the nodes can be reached. */
export function reaching(nodes: Iterable<string>, goals: Iterable<string>, next: (node: string) => Iterable<string>): Set<string> {
  const back = new Map<string, string[]>();
  for (const node of nodes) {
    for (const other of next(node)) {
      const before = back.get(other);
      if (before) before.push(node);
      else back.set(other, [node]);
    }
  }
  return reachable(goals, (node) => back.get(node) ?? []);
}
