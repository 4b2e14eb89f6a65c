/** A whole flow file: its head, then its steps. */
import { createHash } from 'node:crypto';
import type { Flow } from '../flow-tree/flow-tree.ts';
import { leftEvent } from '../flow-tree/stopped-by.ts';
import { steps } from './blocks.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { flowKeys, reservedTargets, stepName, stopWords } from './fixed-words.ts';
import { complete, keyed, oneOf } from './keys.ts';
import { variableNamed, wordList } from './kinds.ts';
import { entryOf, type MapNode, type YamlNode } from './node.ts';
import { outline } from './outline.ts';
import { triggers } from './start-triggers.ts';
import { scalar, text } from './text-values.ts';

const spotOf = (field: string): FieldContext => ({ path: '', verb: 'flow', field, next: undefined, locals: [] });

/** Returns the content hash of a source: 16 hex digits. */
export function versionOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}

/** Returns the name of a flow, FAQ or rule for speaking first; reports what is wrong with it. */
export function nameOf(c: Compilation, root: MapNode, key: 'flow' | 'faq' | 'proactive'): string {
  const node = entryOf(root, key)?.value;
  const found = node && scalar(c, node, key);
  if (!found) return '';
  if (!stepName.test(found.value)) {
    const better = found.value.trim().toLowerCase().replace(/\s+/g, '-');
    c.diagnostics.report(
      'bad-step-name',
      found,
      { name: found.value },
      { line: stepName.test(better) ? c.diagnostics.replaced(found, found.value, better) : undefined },
    );
    // A flow may be called menu: it is where the word `menu` leads.
  } else if (found.value !== 'menu' && reservedTargets.some((word) => word === found.value))
    c.diagnostics.report('reserved-target', found, { name: found.value });
  return found.value;
}

function takes(c: Compilation, node: YamlNode | undefined): Flow['takes'] {
  if (!node) return {};
  if (node.type !== 'map') {
    c.diagnostics.report('not-a-map', node, { what: 'takes', keys: 'name: required' });
    return {};
  }
  const found: Flow['takes'] = {};
  for (const { key, value } of node.entries) {
    const name = variableNamed(c, key, 'takes');
    const need = scalar(c, value, key.value);
    const word = need && oneOf(c, need, ['required', 'optional'], key.value);
    if (name !== undefined && word !== undefined) found[name] = word === 'required' ? 'required' : 'optional';
  }
  return found;
}

function stopOn(c: Compilation, node: YamlNode | undefined): string[] {
  if (!node) return [];
  const items = node.type === 'list' ? node.items : [node];
  const words = wordList(c, node, spotOf('stop_on')) ?? [];
  for (const [index, word] of words.entries()) {
    const item = items[index];
    if (!word.includes('.') && item?.type === 'text') oneOf(c, item, stopWords, 'stop_on');
  }
  return words;
}

function word<W extends string>(c: Compilation, node: YamlNode | undefined, what: string, words: readonly W[], standard: W): W {
  const found = node && scalar(c, node, what);
  const picked = found && oneOf(c, found, words, what);
  return words.find((candidate) => candidate === picked) ?? standard;
}

function flag(c: Compilation, keys: ReadonlyMap<string, YamlNode>, name: string): boolean {
  return keys.has(name) && word(c, keys.get(name), name, ['true', 'false'], 'false') === 'true';
}

/** What people enter by a segment is promotion, and asks for their consent. */
function kindOf(c: Compilation, node: YamlNode | undefined, bySegment: boolean): Flow['kind'] {
  const found = word(c, node, 'kind', ['service', 'promo'], bySegment ? 'promo' : 'service');
  if (node && bySegment && found === 'service') c.diagnostics.report('segment-advertises', node, {});
  return found;
}

/** Compiles a file whose root has `flow:`. What it returns is only good when nothing was reported. */
export function compileFlow(c: Compilation, root: MapNode, source: string): Flow {
  const keys = keyed(c, root, flowKeys, 'flow') ?? new Map<string, YamlNode>();
  c.flowName = nameOf(c, root, 'flow');
  const about = keys.get('about');
  const start = keys.get('start');
  const body = keys.get('steps');
  const said = about && text(c, about, spotOf('about'));
  const found = start ? triggers(c, start) : [];
  const bySegment = found.filter((trigger) => 'segment' in trigger);
  const taken = takes(c, keys.get('takes'));
  const mistyped = root.entries.some((entry) => !keys.has(entry.key.value));
  if (mistyped || complete(c, root, ['flow', 'steps'], 'flow')) {
    if (body?.type === 'list' && body.items.length > 0) {
      outline(c, body.items);
      steps(c, body.items, '', undefined);
    } else if (body?.type === 'map') {
      outline(c, [body]);
      steps(c, [body], '', undefined);
    } else if (body) c.diagnostics.report('no-steps', body, {});
  }
  return {
    name: c.flowName,
    version: versionOf(source),
    file: c.diagnostics.file,
    source,
    ...(said ? { about: said } : {}),
    start: found,
    takes: taken,
    kind: kindOf(c, keys.get('kind'), bySegment.length > 0),
    stop_on: [...stopOn(c, keys.get('stop_on')), ...(bySegment.some(({ leave }) => leave) ? [leftEvent(c.flowName)] : [])],
    uninterrupted: flag(c, keys, 'uninterrupted'),
    unlisted: flag(c, keys, 'unlisted'),
    on_edit: word(c, keys.get('on_edit'), 'on_edit', ['finish', 'move'], 'finish'),
    steps: c.steps,
    first: '0',
    warnings: [],
  };
}
