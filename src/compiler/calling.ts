/** Calls and other flows: their names, what is handed over, and how a call can end. */
import type { Target } from '../flow-tree/fields.ts';
import { nearest } from '../reading/nearest.ts';
import type { Value } from '../text/compiled-text.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { commonOutcomes } from './fixed-words.ts';
import { entryOf, type MapNode, type TextNode, textOf, type YamlNode } from './node.ts';
import { looksLikeText, scalar, value, variable } from './text-values.ts';
import { isVerb } from './verb-of.ts';

export function flowName(c: Compilation, node: YamlNode, here: FieldContext): string | undefined {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const { flows } = c.context;
  if (flows && !flows.has(found.value) && found.value !== c.flowName) {
    const meant = nearest(found.value, flows.keys());
    const code = 'unknown-flow';
    c.diagnostics.report(
      code,
      found,
      { name: found.value, ...(meant === undefined ? {} : { meant }) },
      { line: meant === undefined ? undefined : c.diagnostics.replaced(found, found.value, meant) },
    );
    return undefined;
  }
  return found.value;
}

export function callName(c: Compilation, node: YamlNode, here: FieldContext): string | undefined {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const { calls } = c.context;
  if (calls && !calls.has(found.value)) {
    const meant = nearest(found.value, calls.keys());
    const params = { name: found.value, names: [...calls.keys()].join(', ') || '-', ...(meant === undefined ? {} : { meant }) };
    c.diagnostics.report('unknown-call', found, params, { line: meant === undefined ? undefined : c.diagnostics.replaced(found, found.value, meant) });
    return undefined;
  }
  return found.value;
}

/** Returns the parameters that can be handed over, in order; undefined when they are not known. */
function parameters(c: Compilation, here: FieldContext): { name: string; required: boolean }[] | undefined {
  const step = here.step;
  if (!step) return undefined;
  if (here.verb === 'call') return c.context.calls?.get(textOf(step, 'call') ?? '')?.params;
  const takes = c.context.flows?.get(textOf(step, 'do') ?? '')?.takes;
  return takes && Object.entries(takes).map(([name, need]) => ({ name, required: need === 'required' }));
}

function listed(
  c: Compilation,
  items: readonly YamlNode[],
  params: { name: string }[] | undefined,
  here: FieldContext,
  node: YamlNode,
): Record<string, Value> | undefined {
  const texts: TextNode[] = [];
  for (const item of items) {
    const found = scalar(c, item, here.field);
    if (!found) return undefined;
    texts.push(found);
  }
  if (params && texts.length > params.length) {
    c.diagnostics.report('too-many-arguments', node, { most: String(params.length), names: params.map((param) => param.name).join(', ') || '-' });
    return undefined;
  }
  const named = !params || texts.every((item) => params.some((param) => param.name === item.value));
  const found: Record<string, Value> = {};
  for (const [index, item] of texts.entries()) {
    const made = variable(c, item, here);
    if (!made) return undefined;
    found[named ? (item.value.split('.').at(-1) ?? item.value) : (params?.[index]?.name ?? item.value)] = made;
  }
  return found;
}

export function args(c: Compilation, node: YamlNode, here: FieldContext): Record<string, Value> | undefined {
  const params = parameters(c, here);
  let found: Record<string, Value> | undefined = {};
  if (node.type === 'text') {
    c.diagnostics.report(
      'bad-arguments',
      node,
      {},
      { line: /^\w[\w.]*$/.test(node.value) ? c.diagnostics.replaced(node, node.value, `[${node.value}]`) : undefined },
    );
    return undefined;
  }
  if (node.type === 'list') found = listed(c, node.items, params, here, node);
  else {
    for (const { key, value: item } of node.entries) {
      if (params && !params.some((param) => param.name === key.value)) {
        const meant = nearest(
          key.value,
          params.map((param) => param.name),
        );
        const report = { name: key.value, names: params.map((param) => param.name).join(', ') || '-', ...(meant === undefined ? {} : { meant }) };
        c.diagnostics.report('unknown-argument', key, report, { line: meant === undefined ? undefined : c.diagnostics.replaced(key, key.value, meant) });
        return undefined;
      }
      const made = value(c, item, { ...here, field: key.value });
      if (!made) return undefined;
      found[key.value] = made;
    }
  }
  return found;
}

/** Checks, after a call or `do` was compiled, that all is there that it needs. */
export function checkArguments(c: Compilation, step: MapNode, verb: string, given: unknown): void {
  const main = entryOf(step, verb)?.value;
  if (main?.type !== 'text') return;
  const here: FieldContext = { path: '', verb, field: 'with', next: undefined, locals: [], step };
  const names = typeof given === 'object' && given !== null ? Object.keys(given) : [];
  for (const param of parameters(c, here) ?? []) {
    if (param.required && !names.includes(param.name)) {
      c.diagnostics.report('missing-argument', main, { name: main.value, param: param.name });
      return;
    }
  }
}

/** Compiles `else` of a call: a block, or blocks by outcome. */
export function outcomes(c: Compilation, node: YamlNode, here: FieldContext): Record<string, Target> | undefined {
  if (!isOutcomes(node)) {
    const any = c.block(c, node, `${here.path}.${here.field}`, here.next, here);
    return any && { any };
  }
  const spec = c.context.calls?.get((here.step && textOf(here.step, 'call')) ?? '');
  const found: Record<string, Target> = {};
  for (const { key, value: item } of node.entries) {
    if (spec) {
      const known = [...spec.outcomes, ...commonOutcomes];
      if (!known.includes(key.value)) {
        const meant = nearest(key.value, known);
        const params = { name: key.value, call: spec.name, names: known.join(', '), ...(meant === undefined ? {} : { meant }) };
        c.diagnostics.report('unknown-outcome', key, params, { line: meant === undefined ? undefined : c.diagnostics.replaced(key, key.value, meant) });
        return undefined;
      }
    }
    const to = c.block(c, item, `${here.path}.${here.field}.${key.value}`, here.next, { ...here, field: key.value });
    if (to) found[key.value] = to;
  }
  return found;
}

/** Tells whether an `else` names outcomes rather than being a block itself. */
export function isOutcomes(node: YamlNode): node is MapNode {
  return node.type === 'map' && !looksLikeText(node) && !node.entries.some((entry) => isVerb(entry.key.value));
}
