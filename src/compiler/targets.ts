/** Places to which a step may send the conversation. */
import type { Target } from '../flow-tree/fields.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { reservedTargets, stepName } from './fixed-words.ts';
import type { YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import { quoted } from './quoting.ts';
import { scalar } from './text-values.ts';

/** Compiles NAME: a step of this file, a flow, or one of the reserved words. */
export function target(c: Compilation, node: YamlNode, here: FieldContext): Target | undefined {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const name = found.value;
  const reserved = reservedTargets.find((word) => word === name);
  if (reserved === 'start') return { step: '0' };
  if (reserved) return { to: reserved };
  const step = c.names.get(name);
  if (step !== undefined) return { step };
  const { flows } = c.context;
  const isFlow = flows ? flows.has(name) : name === c.flowName;
  if (isFlow || (!flows && stepName.test(name) && meantWord(name, [...c.names.keys(), ...reservedTargets]) === undefined)) {
    c.flowUses.push({ flow: name, path: here.path, node: found, with: undefined });
    return { flow: name };
  }
  if (!stepName.test(name)) {
    c.diagnostics.report(
      'text-as-name',
      found,
      { text: name },
      { line: c.diagnostics.replaced(found, c.diagnostics.source.slice(found.start, found.end), `{ say: ${quoted(name)} }`) },
    );
    return undefined;
  }
  const names = [...c.names.keys(), ...reservedTargets, ...(flows?.keys() ?? [])];
  const meant = meantWord(name, names);
  if (meant === undefined) c.diagnostics.report('unknown-step', found, { name, names: [...c.names.keys()].join(', ') || '-' });
  else c.diagnostics.report('unknown-step', found, { name, meant }, { line: c.diagnostics.replaced(found, name, meant) });
  return undefined;
}
