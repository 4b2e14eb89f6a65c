/** A variable must be set on some path before it is read, and is compared with its own kind. */
import type { FormField } from '../flow-tree/fields.ts';
import type { CompiledStep, Flow } from '../flow-tree/flow-tree.ts';
import { nearest } from '../reading/nearest.ts';
import type { Operand } from '../text/inspect.ts';
import type { Compilation, Reading } from './compilation.ts';
import { builtinNames } from './fixed-words.ts';
import { reachable, waysOf } from './graph.ts';
import { eventRoot } from './start-triggers.ts';

type Kind = 'text' | 'number';

/** The steps from which a name can be read: after a step, from a step on, or everywhere. */
interface Source {
  from: string[];
  /** Kinds that its values are known to have; undefined: anything. */
  kinds: (Kind | undefined)[];
}

function kindOfLiteral(value: unknown): Kind | undefined {
  const literal = typeof value === 'object' && value !== null && 'literal' in value ? value.literal : undefined;
  return typeof literal === 'number' ? 'number' : typeof literal === 'string' ? 'text' : undefined;
}

function kindOfAnswer(step: CompiledStep): Kind | undefined {
  if (step.verb === 'rate') return 'number';
  if (step.verb !== 'ask') return undefined;
  const expect = Array.isArray(step.fields.expect) ? step.fields.expect : ['text'];
  if (expect.every((type) => type === 'number')) return 'number';
  return expect.every((type) => ['email', 'phone', 'order_number', 'proof', 'text'].includes(String(type))) ? 'text' : undefined;
}

function isFormFields(value: unknown): value is FormField[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && 'name' in item);
}

/** Returns all names that the steps set. */
function sourcesOf(c: Compilation): Map<string, Source> {
  const found = new Map<string, Source>();
  const put = (name: string, from: string[], kind?: Kind): void => {
    const source = found.get(name) ?? { from: [], kinds: [] };
    source.from.push(...from);
    source.kinds.push(kind);
    found.set(name, source);
  };
  for (const step of c.steps.values()) {
    const { fields, verb, path } = step;
    const after = waysOf(step).steps;
    if (typeof fields.save === 'string') put(fields.save, after, kindOfAnswer(step));
    if (verb === 'rate' && fields.comment !== undefined) put('comment', after);
    if (verb === 'form' && isFormFields(fields.fields)) {
      for (const field of fields.fields)
        put(field.name, [path, ...after], field.options ? undefined : field.expect.every((type) => type === 'number') ? 'number' : undefined);
    }
    for (const key of ['set', 'add']) {
      const values = fields[key];
      if (verb !== key || typeof values !== 'object' || values === null) continue;
      for (const [name, value] of Object.entries(values)) put(name, after, key === 'add' ? 'number' : kindOfLiteral(value));
    }
    if (verb === 'each') for (const name of [typeof fields.as === 'string' ? fields.as : 'it', 'i']) put(name, [`${path}.do.0`]);
    if (verb === 'call') {
      const blocks = typeof fields.else === 'object' && fields.else !== null ? Object.values(fields.else) : [];
      put(
        'error',
        blocks.flatMap((to: unknown) => (typeof to === 'object' && to !== null && 'step' in to && typeof to.step === 'string' ? [to.step] : [])),
      );
    }
    if (verb === 'wait' && typeof fields.wait === 'object' && fields.wait !== null && 'event' in fields.wait) put(eventRoot(String(fields.wait.event)), after);
  }
  return found;
}

function tell(c: Compilation, reading: Reading, known: readonly string[], later: boolean): void {
  const { root, place, source } = reading;
  if (later) {
    c.diagnostics.report('set-later', place, { name: root });
    return;
  }
  const meant = nearest(root, known);
  if (meant !== undefined) {
    c.diagnostics.report('never-set', place, { name: root, meant }, { line: c.diagnostics.replaced(place, root, meant) });
  } else if (reading.condition && reading.bare && new RegExp(`[=<>]\\s*${root}|contains\\s+${root}|${root}\\s*[=!]=`).test(source)) {
    const quote = c.diagnostics.lineAt(place.line).includes('"') && !c.diagnostics.lineAt(place.line).includes("'") && source.includes('"') ? '"' : '"';
    c.diagnostics.report('bare-word', place, { name: root }, { line: c.diagnostics.replaced(place, root, `${quote}${root}${quote}`) });
  } else c.diagnostics.report('never-set', place, { name: root, names: known.join(', ') || '-' });
}

/** Checks all that texts and conditions of the flow read. */
export function checkVariables(c: Compilation, flow: Flow): void {
  const sources = sourcesOf(c);
  const always = new Set<string>([...builtinNames, ...Object.keys(flow.takes)]);
  for (const trigger of flow.start) if ('event' in trigger) always.add(eventRoot(trigger.event));
  const ways = new Map([...c.steps].map(([path, step]) => [path, waysOf(step).steps]));
  const next = (path: string): string[] => ways.get(path) ?? [];
  const visible = new Map<string, Set<string>>();
  const told = new Set<string>();
  const known = [...always, ...[...sources.keys()].filter((name) => !name.includes('.') && name !== 'error')];
  for (const reading of c.readings) {
    const { root, step } = reading;
    if (always.has(root) || told.has(root)) continue;
    const source = sources.get(root);
    if (source) {
      let places = visible.get(root);
      if (!places) {
        places = reachable(source.from, next);
        visible.set(root, places);
      }
      if (places.has(step)) continue;
    }
    told.add(root);
    tell(c, reading, known, source !== undefined && step !== '');
  }
  checkComparisons(c, sources);
}

function checkComparisons(c: Compilation, sources: ReadonlyMap<string, Source>): void {
  for (const { node, comparison } of c.comparisons) {
    for (const [one, other] of [
      [comparison.left, comparison.right],
      [comparison.right, comparison.left],
    ] as const) {
      const trouble = mismatch(one, other, comparison.operator, sources);
      if (!trouble || !('name' in one)) continue;
      c.diagnostics.report(trouble, c.inside(node, one.at), {
        name: [one.name, ...one.path].join('.'),
        value: 'text' in other ? other.text : 'number' in other ? String(other.number) : '',
      });
      break;
    }
  }
}

function mismatch(one: Operand, other: Operand, operator: string, sources: ReadonlyMap<string, Source>): 'text-with-number' | 'number-with-text' | undefined {
  if (!('name' in one)) return undefined;
  const kinds = sources.get([one.name, ...one.path].join('.'))?.kinds ?? [undefined];
  const is = (kind: Kind): boolean => kinds.every((found) => found === kind);
  if ('text' in other && (is('number') || (operator.length > 0 && '<>'.includes(operator[0] ?? '') && /^-?\d+(?:\.\d+)?$/.test(other.text))))
    return 'number-with-text';
  return 'number' in other && is('text') ? 'text-with-number' : undefined;
}
