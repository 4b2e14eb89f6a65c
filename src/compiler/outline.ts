/** The names of the steps of a file, found before anything is compiled. Follows the same places that hold blocks. */

import { isOutcomes } from './calling.ts';
import type { Compilation } from './compilation.ts';
import { reservedTargets, stepName } from './fixed-words.ts';
import { type MapNode, textOf, type YamlNode } from './node.ts';
import { verbOf } from './verb-of.ts';

export function outline(c: Compilation, items: readonly YamlNode[], path = ''): void {
  const prefix = path === '' ? '' : `${path}.`;
  for (const [index, item] of items.entries()) if (item.type === 'map') outlineStep(c, item, `${prefix}${index}`);
}

function inner(c: Compilation, node: YamlNode | undefined, path: string): void {
  if (node?.type === 'list') outline(c, node.items, path);
  else if (node?.type === 'map') outline(c, [node], path);
}

function outlineStep(c: Compilation, step: MapNode, path: string): void {
  const picked = verbOf(step);
  const name = textOf(step, 'name');
  if (name !== undefined) takeName(c, step, name, path);
  if (!picked || 'two' in picked) return;
  for (const { key, value } of step.entries) {
    const at = `${path}.${key.value}`;
    const kind = picked.verb.fields[key.value]?.kind;
    if (kind === 'block') inner(c, value, at);
    else if (kind === 'outcomes') {
      if (isOutcomes(value)) for (const entry of value.entries) inner(c, entry.value, `${at}.${entry.key.value}`);
      else inner(c, value, at);
    } else if (kind === 'cases' && value.type === 'map') for (const entry of value.entries) inner(c, entry.value, `${at}.${entry.key.value}`);
    else if ((kind === 'options' || kind === 'ways') && value.type === 'list') {
      for (const [index, item] of value.items.entries()) {
        if (item.type === 'map') inner(c, item.entries.find((entry) => entry.key.value === 'then')?.value, `${at}.${index}.then`);
      }
    }
  }
}

function takeName(c: Compilation, step: MapNode, name: string, path: string): void {
  const node = step.entries.find((entry) => entry.key.value === 'name')?.value;
  if (node?.type !== 'text') return;
  if (!stepName.test(name)) {
    const better = name.trim().replace(/\s+/g, '-');
    c.diagnostics.report('bad-step-name', node, { name }, { line: stepName.test(better) ? c.diagnostics.replaced(node, name, better) : undefined });
    return;
  }
  if (reservedTargets.some((word) => word === name)) c.diagnostics.report('reserved-target', node, { name });
  else if (c.names.has(name)) c.diagnostics.report('duplicate-step', node, { name });
  else if (name === c.flowName || c.context.flows?.has(name)) c.diagnostics.report('name-of-flow', node, { name });
  else c.names.set(name, path);
}
