/** Steps and blocks: what is done, in what order, and where it goes on. */
import type { Target } from '../fields.ts';
import { verbs } from '../steps/index.ts';
import { checkArguments } from './calling.ts';
import type { Compilation, Spot } from './compilation.ts';
import { complete, reportSlip, unknownKey } from './keys.ts';
import { compileKind } from './kinds.ts';
import type { Entry, ListNode, MapNode, TextNode, YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import { quoted } from './quoting.ts';
import { cond, looksLikeText, scalar, text } from './texts.ts';
import { isModifier, isVerb, verbOf } from './verb-of.ts';
import { reservedTargets, stepKeys } from './words.ts';

export const stepName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** NAME: a step of this file, a flow, or one of the reserved words. */
export function target(c: Compilation, node: YamlNode, spot: Spot): Target | undefined {
  const found = scalar(c, node, spot.field);
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
    c.flowUses.push({ flow: name, path: spot.path, node: found, with: undefined });
    return { flow: name };
  }
  if (!stepName.test(name)) {
    c.sink.report(
      'text-as-name',
      found,
      { text: name },
      { line: c.sink.replaced(found, c.sink.source.slice(found.start, found.end), `{ say: ${quoted(name)} }`) },
    );
    return undefined;
  }
  const names = [...c.names.keys(), ...reservedTargets, ...(flows?.keys() ?? [])];
  const meant = meantWord(name, names);
  if (meant === undefined) c.sink.report('unknown-step', found, { name, names: [...c.names.keys()].join(', ') || '-' });
  else c.sink.report('unknown-step', found, { name, meant }, { line: c.sink.replaced(found, name, meant) });
  return undefined;
}

/** Steps in place, one step, a name, or a bare text in languages (= say). */
export function block(c: Compilation, node: YamlNode, path: string, next: string | undefined, spot: Spot): Target | undefined {
  if (node.type === 'text') {
    const slip = !node.empty && reportSlip(c, node);
    return slip ? undefined : target(c, node, spot);
  }
  if (node.type === 'list' && node.items.length === 0) {
    c.sink.report('empty', node, { what: spot.field });
    return undefined;
  }
  steps(c, node.type === 'list' ? node.items : [node], path, next);
  return { step: `${path}.0` };
}

/** Compiles steps that stand below each other. */
export function steps(c: Compilation, items: readonly YamlNode[], path: string, next: string | undefined): void {
  const prefix = path === '' ? '' : `${path}.`;
  for (const [index, item] of items.entries()) {
    const after = index + 1 < items.length ? `${prefix}${index + 1}` : next;
    const before = items[index - 1];
    if (item.type === 'text') bareStep(c, item, `${prefix}${index}`, after);
    else if (item.type === 'list') c.sink.report('extra-dash', item, {}, { line: withoutDash(c, item) });
    else mapStep(c, item, `${prefix}${index}`, after, before);
  }
}

function withoutDash(c: Compilation, node: ListNode): { line: number; text: string } {
  return { line: node.line, text: c.sink.lineAt(node.line).replace(/^(\s*)- +(?=- )/, '$1') };
}

function bareStep(c: Compilation, node: TextNode, path: string, next: string | undefined): void {
  if (node.value === 'end' || node.value === 'handoff') {
    c.nodes.set(path, node);
    c.steps.set(path, { path, verb: node.value, next, fields: {}, position: { line: node.line, column: node.column } });
    return;
  }
  if (reportSlip(c, node)) return;
  if (node.empty) {
    scalar(c, node, 'step');
    return;
  }
  if (isVerb(node.value)) {
    c.sink.report('empty', node, { what: node.value });
    return;
  }
  const raw = c.sink.source.slice(node.start, node.end);
  const meant = meantWord(node.value, ['end', 'handoff']);
  if (meant !== undefined) c.sink.report('unknown-step', node, { name: node.value, meant }, { line: c.sink.replaced(node, raw, meant) });
  else
    c.sink.report(
      'text-as-step',
      node,
      { text: node.value },
      { line: raw.includes('\n') ? undefined : c.sink.replaced(node, raw, `say: ${quoted(node.value)}`) },
    );
}

/** Names that stand for one entry of a list, or for the answer that is checked. */
function localsFor(verb: string, field: string, step: MapNode): string[] {
  if (field === 'check' || field === 'retry') return ['answer'];
  const listed = verb === 'choose' && step.entries.some((entry) => entry.key.value === 'options' && entry.value.type === 'text');
  return listed && ['label', 'value', 'image'].includes(field) ? ['it', 'i'] : [];
}

function mapStep(c: Compilation, node: MapNode, path: string, next: string | undefined, before: YamlNode | undefined): void {
  const position = { line: node.line, column: node.column };
  if (looksLikeText(node) && !node.entries.some((entry) => isVerb(entry.key.value))) {
    const said = text(c, node, { path, verb: 'say', field: 'say', next, locals: [] });
    c.nodes.set(path, node);
    if (said) c.steps.set(path, { path, verb: 'say', next, fields: { say: said }, position });
    return;
  }
  const picked = verbOf(node);
  if (!picked) {
    noVerb(c, node, before);
    return;
  }
  if ('two' in picked) {
    twoVerbs(c, picked.two);
    return;
  }
  const { verb } = picked;
  const known = [...Object.keys(verb.fields), ...stepKeys];
  const fields: Record<string, unknown> = {};
  let name: string | undefined;
  let only: ReturnType<typeof cond>;
  const wrong = node.entries.find(({ key }) => !known.includes(key.value));
  if (wrong) {
    const others = [...verbs.values()].filter(({ fields }) => Object.hasOwn(fields, wrong.key.value)).map((one) => one.verb);
    if (others.length === 0) unknownKey(c, wrong.key, known, verb.verb);
    else c.sink.report('key-of-others', wrong.key, { key: wrong.key.value, verb: verb.verb, verbs: others.join(', ') });
    return;
  }
  const required = Object.entries(verb.fields).flatMap(([key, field]) => (field.optional ? [] : [key]));
  if (!complete(c, node, required, verb.verb)) return;
  const inner = verb.verb === 'each' ? path : next;
  for (const { key, value } of node.entries) {
    const spot: Spot = { path, verb: verb.verb, field: key.value, next: inner, locals: localsFor(verb.verb, key.value, node), step: node };
    if (key.value === 'name') name = scalar(c, value, 'name')?.value;
    else if (key.value === 'only_if') only = cond(c, value, spot);
    else if (verb.verb === 'end' && value.type === 'text' && value.empty && value.comment === undefined) continue;
    else if (verb.verb === 'handoff' && key.value === 'handoff' && value.type === 'text' && value.empty && value.comment === undefined) continue;
    else {
      const field = verb.fields[key.value];
      const compiled = field && compileKind(field.kind, c, value, spot);
      if (compiled !== undefined) fields[key.value] = compiled;
    }
  }
  if (verb.verb === 'call' || verb.verb === 'do') {
    if (!(node.entries.some((entry) => entry.key.value === 'with') && fields.with === undefined)) checkArguments(c, node, verb.verb, fields.with);
  }
  c.nodes.set(path, node);
  c.steps.set(path, {
    path,
    verb: verb.verb,
    ...(name === undefined ? {} : { name }),
    ...(only === undefined ? {} : { only_if: only }),
    next,
    fields,
    position,
  });
}

/** No verb at all: mistyped, or a modifier that got a dash of its own. */
function noVerb(c: Compilation, node: MapNode, before: YamlNode | undefined): void {
  const keys = node.entries.map((entry) => entry.key).filter((key) => key.value !== 'name' && key.value !== 'only_if');
  const [first] = keys;
  if (!first) {
    c.sink.report('no-verb', node, { verbs: [...verbs.keys()].join(', ') });
    return;
  }
  if (c.sink.source.startsWith('{{', node.start)) {
    c.sink.report('bare-braces', node, {}, {});
    return;
  }
  if (reportSlip(c, first)) return;
  if (isModifier(first.value) && before) {
    const line = c.sink.lineAt(first.line);
    const fixed = /^\s*- /.test(line) ? { line: first.line, text: line.replace(/^(\s*)- /, '$1  ') } : undefined;
    c.sink.report('modifier-alone', first, { key: first.value }, { line: fixed });
    return;
  }
  for (const key of keys) {
    const meant = meantWord(key.value, verbs.keys());
    if (meant === undefined) continue;
    c.sink.report('unknown-verb', key, { key: key.value, meant }, { line: c.sink.replaced(key, key.value, meant) });
    return;
  }
  c.sink.report(isModifier(first.value) ? 'modifier-first' : 'unknown-verb', first, { key: first.value, verbs: [...verbs.keys()].join(', ') });
}

function twoVerbs(c: Compilation, [first, second]: [Entry, Entry]): void {
  const line = c.sink.lineAt(second.key.line);
  const own = line.slice(0, second.key.column - 1).trim() === '' && second.key.column > 2;
  const text = own ? `${line.slice(0, second.key.column - 3)}- ${line.slice(second.key.column - 1)}` : undefined;
  c.sink.report(
    'two-verbs',
    second.key,
    { first: first.key.value, second: second.key.value },
    { line: text === undefined ? undefined : { line: second.key.line, text } },
  );
}
