/** Steps and blocks: what is done, in what order, and where it goes on. */

import { verbs } from '../engine/steps/index.ts';
import type { Target } from '../flow-tree/fields.ts';
import { checkArguments } from './calling.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { stepKeys } from './fixed-words.ts';
import { complete, reportSlip, unknownKey } from './keys.ts';
import { compileKind } from './kinds.ts';
import type { Entry, ListNode, MapNode, TextNode, YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import { quoted } from './quoting.ts';
import { target } from './targets.ts';
import { cond, looksLikeText, scalar, text } from './text-values.ts';
import { isModifier, isVerb, verbOf } from './verb-of.ts';

/** Compiles steps in place, one step, a name, or a bare text in languages (= say). */
export function block(c: Compilation, node: YamlNode, path: string, next: string | undefined, here: FieldContext): Target | undefined {
  if (node.type === 'text') {
    const slip = !node.empty && reportSlip(c, node);
    return slip ? undefined : target(c, node, here);
  }
  if (node.type === 'list' && node.items.length === 0) {
    c.diagnostics.report('empty', node, { what: here.field });
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
    else if (item.type === 'list') c.diagnostics.report('extra-dash', item, {}, { line: withoutDash(c, item) });
    else mapStep(c, item, `${prefix}${index}`, after, before);
  }
}

function withoutDash(c: Compilation, node: ListNode): { line: number; text: string } {
  return { line: node.line, text: c.diagnostics.lineAt(node.line).replace(/^(\s*)- +(?=- )/, '$1') };
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
    c.diagnostics.report('empty', node, { what: node.value });
    return;
  }
  const raw = c.diagnostics.source.slice(node.start, node.end);
  const meant = meantWord(node.value, ['end', 'handoff']);
  if (meant !== undefined) c.diagnostics.report('unknown-step', node, { name: node.value, meant }, { line: c.diagnostics.replaced(node, raw, meant) });
  else
    c.diagnostics.report(
      'text-as-step',
      node,
      { text: node.value },
      { line: raw.includes('\n') ? undefined : c.diagnostics.replaced(node, raw, `say: ${quoted(node.value)}`) },
    );
}

/** Returns the names that stand for one entry of a list, or for the answer that is checked. */
function localsFor(verb: string, field: string, step: MapNode): string[] {
  if (field === 'check' || field === 'retry') return ['answer'];
  const listed = verb === 'choose' && step.entries.some((entry) => entry.key.value === 'options' && entry.value.type === 'text');
  return listed && ['label', 'value', 'image', 'when'].includes(field) ? ['it', 'i'] : [];
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
    else c.diagnostics.report('key-of-others', wrong.key, { key: wrong.key.value, verb: verb.verb, verbs: others.join(', ') });
    return;
  }
  const required = Object.entries(verb.fields).flatMap(([key, field]) => (field.optional ? [] : [key]));
  if (!complete(c, node, required, verb.verb)) return;
  const inner = verb.verb === 'each' ? path : next;
  for (const { key, value } of node.entries) {
    const here: FieldContext = { path, verb: verb.verb, field: key.value, next: inner, locals: localsFor(verb.verb, key.value, node), step: node };
    if (key.value === 'name') name = scalar(c, value, 'name')?.value;
    else if (key.value === 'only_if') only = cond(c, value, here);
    else if (verb.verb === 'end' && value.type === 'text' && value.empty && value.comment === undefined) continue;
    else if (verb.verb === 'handoff' && key.value === 'handoff' && value.type === 'text' && value.empty && value.comment === undefined) continue;
    else {
      const field = verb.fields[key.value];
      const compiled = field && compileKind(field.kind, c, value, here);
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

/** Reports a step without a verb: mistyped, or a modifier that got a dash of its own. */
function noVerb(c: Compilation, node: MapNode, before: YamlNode | undefined): void {
  const keys = node.entries.map((entry) => entry.key).filter((key) => key.value !== 'name' && key.value !== 'only_if');
  const [first] = keys;
  if (!first) {
    c.diagnostics.report('no-verb', node, { verbs: [...verbs.keys()].join(', ') });
    return;
  }
  if (c.diagnostics.source.startsWith('{{', node.start)) {
    c.diagnostics.report('bare-braces', node, {}, {});
    return;
  }
  if (reportSlip(c, first)) return;
  if (isModifier(first.value) && before) {
    const line = c.diagnostics.lineAt(first.line);
    const fixed = /^\s*- /.test(line) ? { line: first.line, text: line.replace(/^(\s*)- /, '$1  ') } : undefined;
    c.diagnostics.report('modifier-alone', first, { key: first.value }, { line: fixed });
    return;
  }
  for (const key of keys) {
    const meant = meantWord(key.value, verbs.keys());
    if (meant === undefined) continue;
    c.diagnostics.report('unknown-verb', key, { key: key.value, meant }, { line: c.diagnostics.replaced(key, key.value, meant) });
    return;
  }
  c.diagnostics.report(isModifier(first.value) ? 'modifier-first' : 'unknown-verb', first, { key: first.value, verbs: [...verbs.keys()].join(', ') });
}

function twoVerbs(c: Compilation, [first, second]: [Entry, Entry]): void {
  const line = c.diagnostics.lineAt(second.key.line);
  const own = line.slice(0, second.key.column - 1).trim() === '' && second.key.column > 2;
  const text = own ? `${line.slice(0, second.key.column - 3)}- ${line.slice(second.key.column - 1)}` : undefined;
  c.diagnostics.report(
    'two-verbs',
    second.key,
    { first: first.key.value, second: second.key.value },
    { line: text === undefined ? undefined : { line: second.key.line, text } },
  );
}
