/** One compiler for each kind of value that a field can hold; undefined means that a problem was reported. */
import { type AnswerType, answerTypes, type FormField, type Kind, type Kinds, type Option } from '../flow-tree/fields.ts';
import type { Value } from '../text/compiled-text.ts';
import { args, callName, flowName, outcomes } from './calling.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { allowedWords, builtinNames, cardKeys, durationOf, fieldKeys, liquidWords, optionKeys, wayKeys } from './fixed-words.ts';
import { complete, keyed, oneOf } from './keys.ts';
import type { YamlNode } from './node.ts';
import { target } from './targets.ts';
import { cond, decimal, expr, looksLikeText, scalar, text, value } from './text-values.ts';

type Compiler<K extends Kind> = (c: Compilation, node: YamlNode, here: FieldContext) => Kinds[K] | undefined;

const variableName = /^(?:(?:contact|recent)\.)?[A-Za-z_]\w*$/;

/** Reads the name under which a result is kept. */
export function variableNamed(c: Compilation, node: YamlNode, what: string): string | undefined {
  const found = scalar(c, node, what);
  if (!found) return undefined;
  const word = found.value;
  if (!variableName.test(word) || liquidWords.some((taken) => taken === word)) {
    const better = word
      .trim()
      .replace(/[\s-]+/g, '_')
      .replace(/\W/g, '');
    c.diagnostics.report('bad-name', found, { name: word }, { line: variableName.test(better) ? c.diagnostics.replaced(found, word, better) : undefined });
    return undefined;
  }
  // JavaScript takes this one for itself: a value kept under it would be lost without a word.
  if (builtinNames.some((name) => name === word) || /^(?:(?:contact|recent)\.)?__proto__$/.test(word)) {
    c.diagnostics.report('reserved-name', found, { name: word });
    return undefined;
  }
  return word;
}

const word: Compiler<'word'> = (c, node, here) => {
  if (here.field === 'save' || here.field === 'as') return variableNamed(c, node, here.field);
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const allowed = allowedWords[`${here.verb}.${here.field}`];
  if (allowed) return oneOf(c, found, allowed, here.field);
  if (here.field === 'template') knownTemplate(c, found);
  return found.value;
};

function knownTemplate(c: Compilation, node: { value: string; line: number; column: number }): void {
  const { templates } = c.context;
  if (templates && !templates.names.has(node.value)) {
    c.diagnostics.report(
      'unknown-template',
      node,
      { name: node.value, names: [...templates.names].join(', ') || '-' },
      { severity: templates.severity ?? 'warning' },
    );
  }
}

/** Signs that part the items of a list in Chinese writing. */
const wideComma = /[，、；]/;

function warnOfWideCommas(c: Compilation, items: readonly YamlNode[]): void {
  for (const item of items) {
    const sign = item.type === 'text' && item.style === 'plain' ? wideComma.exec(item.value)?.[0] : undefined;
    if (sign !== undefined) c.diagnostics.report('wide-comma-in-list', item, { sign });
  }
}

const words: Compiler<'words'> = (c, node, here) => {
  const nodes = node.type === 'list' ? node.items : [node];
  const found = nodes.map((item) => scalar(c, item, here.field));
  if (nodes.length === 0) c.diagnostics.report('empty', node, { what: here.field });
  if (node.type === 'list' && node.flow) warnOfWideCommas(c, node.items);
  return found.length > 0 && found.every((item) => item !== undefined) ? found.map((item) => item.value) : undefined;
};

const number: Compiler<'number'> = (c, node, here) => {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const allowed = allowedWords[`${here.verb}.${here.field}`];
  const count = decimal(found.value);
  if (allowed) return oneOf(c, found, allowed, here.field) === undefined ? undefined : count;
  if (count === undefined || count < 0) {
    c.diagnostics.report('not-a-number', found, { what: here.field, value: found.value });
    return undefined;
  }
  return count;
};

const flag: Compiler<'flag'> = (c, node, here) => {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  if (found.value === 'true') return true;
  c.diagnostics.report(
    'not-true',
    found,
    { what: here.field, value: found.value },
    { line: /^(?:yes|on|ja|是)$/i.test(found.value) ? c.diagnostics.replaced(found, found.value, 'true') : undefined },
  );
  return undefined;
};

const duration: Compiler<'duration'> = (c, node, here) => {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  const ms = durationOf(found.value);
  if (ms !== undefined) return ms;
  const guess = /^(\d+)\s*(second|sec|秒|minute|min|分钟|分|hour|hr|小时|day|天|日|week|周)/i.exec(found.value);
  const unit =
    guess &&
    (
      [
        ['s', 'second sec 秒'],
        ['m', 'minute min 分钟 分'],
        ['h', 'hour hr 小时'],
        ['d', 'day 天 日'],
        ['w', 'week 周'],
      ] as const
    ).find(([, names]) => names.split(' ').includes(guess[2]?.toLowerCase() ?? ''))?.[0];
  c.diagnostics.report(
    'bad-duration',
    found,
    { what: here.field, value: found.value },
    { line: unit ? c.diagnostics.replaced(found, found.value, `${guess[1]}${unit}`) : undefined },
  );
  return undefined;
};

/** Notes the labels that are plain texts, for the check against what channels can show. */
function noteLabels(c: Compilation, node: YamlNode): void {
  const nodes = node.type === 'map' ? node.entries.map((entry) => entry.value) : [node];
  for (const item of nodes) if (item.type === 'text' && !item.value.includes('{{')) c.labels.push({ node: item, value: item.value });
}

function option(c: Compilation, node: YamlNode, here: FieldContext, path: string): Option | undefined {
  if (node.type !== 'map' || looksLikeText(node)) {
    const label = text(c, node, { ...here, field: 'label' });
    noteLabels(c, node);
    return label && { label, also: [] };
  }
  const keys = keyed(c, node, optionKeys, 'option');
  if (!keys || !complete(c, node, ['label'], 'option')) return undefined;
  const at = (field: string): FieldContext => ({ ...here, field });
  const labelNode = keys.get('label');
  const label = labelNode && text(c, labelNode, at('label'));
  if (!label || !labelNode) return undefined;
  noteLabels(c, labelNode);
  const found: Option = { label, also: [] };
  for (const [key, item] of keys) {
    if (key === 'value') {
      const saved = value(c, item, at(key));
      if (saved && 'literal' in saved) found.value = saved.literal;
      else if (saved) c.diagnostics.report('template-not-here', item, { what: 'value' });
    } else if (key === 'also') found.also = words(c, item, at(key)) ?? [];
    else if (key === 'only_if') found.only_if = cond(c, item, at(key));
    else if (key === 'image') found.image = value(c, item, at(key));
    else if (key === 'then') found.then = c.block(c, item, `${path}.then`, here.next, at(key));
  }
  return found;
}

const options: Compiler<'options'> = (c, node, here) => {
  if (node.type === 'text') {
    const list = expr(c, node, here);
    return list && { list };
  }
  if (node.type === 'map' || node.items.length === 0) {
    c.diagnostics.report(node.type === 'map' ? 'not-a-list' : 'empty', node, { what: here.field });
    return undefined;
  }
  // A list of one is seldom meant; in a longer one the sign belongs to the label.
  if (node.flow && node.items.length === 1) warnOfWideCommas(c, node.items);
  const fixed = node.items.map((item, index) => option(c, item, here, `${here.path}.${here.field}.${index}`));
  return fixed.every((item) => item !== undefined) ? { fixed } : undefined;
};

const skip: Compiler<'skip'> = (c, node, here) => (node.type === 'text' && node.value === 'true' && node.style === 'plain' ? true : text(c, node, here));

const many: Compiler<'many'> = (c, node, here) => {
  const found = scalar(c, node, here.field);
  if (!found) return undefined;
  if (found.value === 'true') return true;
  const range = /^(?:(\d{1,2})\s*(?:\.\.|-|–|~)\s*)?(\d{1,2})$/.exec(found.value);
  const min = Number(range?.[1] ?? 1);
  const max = Number(range?.[2]);
  if (range && min <= max && max > 0) return { min, max };
  c.diagnostics.report('bad-many', found, { value: found.value });
  return undefined;
};

const expect: Compiler<'expect'> = (c, node, here) => {
  const nodes = node.type === 'list' ? node.items : [node];
  const found: AnswerType[] = [];
  for (const item of nodes) {
    const kind = scalar(c, item, here.field);
    const known = kind && oneOf(c, kind, answerTypes, here.field);
    const type = answerTypes.find((name) => name === known);
    if (!type) return undefined;
    found.push(type);
  }
  if (found.length === 0) c.diagnostics.report('empty', node, { what: here.field });
  return found.length > 0 ? found : undefined;
};

function formField(c: Compilation, name: string, node: YamlNode, here: FieldContext): FormField | undefined {
  if (node.type === 'text' || (node.type === 'map' && looksLikeText(node))) {
    const ask = text(c, node, { ...here, field: name });
    return ask && { name, ask, expect: ['text'] };
  }
  const keys = keyed(c, node, fieldKeys, 'field');
  if (!keys || node.type !== 'map' || !complete(c, node, ['ask'], 'field')) return undefined;
  const at = (field: string, locals: readonly string[] = []): FieldContext => ({ ...here, path: here.path, field, locals: [...here.locals, ...locals] });
  const found: FormField = { name, ask: { langs: {} }, expect: ['text'] };
  for (const [key, item] of keys) {
    if (key === 'ask') found.ask = text(c, item, at(key)) ?? found.ask;
    else if (key === 'expect') found.expect = expect(c, item, at(key)) ?? found.expect;
    else if (key === 'options') found.options = options(c, item, { ...at(key), path: `${here.path}.fields.${name}` });
    else if (key === 'check') found.check = cond(c, item, at(key, ['answer']));
    else if (key === 'retry') found.retry = text(c, item, at(key, ['answer']));
    else if (key === 'skip') found.skip = skip(c, item, at(key));
    else if (key === 'why') found.why = text(c, item, at(key));
  }
  return found;
}

const fields: Compiler<'fields'> = (c, node, here) => {
  if (node.type !== 'map' || node.entries.length === 0) {
    c.diagnostics.report(node.type === 'map' ? 'empty' : 'not-a-map', node, { what: here.field, keys: '-' });
    return undefined;
  }
  // Later questions and checks may refer to the answers of earlier ones.
  const names: string[] = [];
  const found: (FormField | undefined)[] = [];
  for (const { key, value: item } of node.entries) {
    const name = variableNamed(c, key, 'field');
    found.push(name === undefined ? undefined : formField(c, name, item, { ...here, locals: [...here.locals, ...names] }));
    names.push(key.value);
  }
  return found.every((item) => item !== undefined) ? found : undefined;
};

const card: Compiler<'card'> = (c, node, here) => {
  const keys = keyed(c, node, cardKeys, 'card');
  if (!keys || node.type !== 'map' || !complete(c, node, ['title'], 'card')) return undefined;
  const at = (field: string): FieldContext => ({ ...here, field, locals: [...here.locals, 'it', 'i'] });
  const part = (key: (typeof cardKeys)[number]): Value | undefined => {
    const item = keys.get(key);
    if (item === undefined || item.type === 'text') return item && value(c, item, at(key));
    const found = text(c, item, at(key));
    return found && { text: found };
  };
  return { title: part('title'), text: part('text'), image: part('image'), link: part('link'), button: part('button') };
};

const cases: Compiler<'cases'> = (c, node, here) => {
  if (node.type !== 'map' || node.entries.length === 0) {
    c.diagnostics.report(node.type === 'map' ? 'empty' : 'not-a-map', node, { what: here.field, keys: '-' });
    return undefined;
  }
  const found: Kinds['cases'] = {};
  for (const { key, value: item } of node.entries) {
    const to = c.block(c, item, `${here.path}.cases.${key.value}`, here.next, { ...here, field: key.value });
    if (to) found[key.value] = to;
  }
  return found;
};

const ways: Compiler<'ways'> = (c, node, here) => {
  if (node.type !== 'list' || node.items.length < 2) {
    c.diagnostics.report('bad-ways', node, {});
    return undefined;
  }
  const found: Kinds['ways'] = [];
  for (const [index, item] of node.items.entries()) {
    const keys = keyed(c, item, wayKeys, 'way');
    if (!keys || item.type !== 'map' || !complete(c, item, ['share', 'then'], 'way')) return undefined;
    const share = number(c, keys.get('share') ?? item, { ...here, field: 'share' });
    const then = c.block(c, keys.get('then') ?? item, `${here.path}.ways.${index}.then`, here.next, { ...here, field: 'then' });
    if (share === undefined || !then) return undefined;
    const label = keys.get('label');
    const word = label && scalar(c, label, 'label')?.value;
    found.push({ share, then, ...(word === undefined ? {} : { label: word }) });
  }
  const sum = found.reduce((total, way) => total + way.share, 0);
  if (Math.abs(sum - 100) > 0.01) c.diagnostics.report('shares', node, { sum: String(sum) });
  return found;
};

const values: Compiler<'values'> = (c, node, here) => {
  if (node.type !== 'map' || node.entries.length === 0) {
    c.diagnostics.report(node.type === 'map' ? 'empty' : 'not-a-map', node, { what: here.field, keys: '-' });
    return undefined;
  }
  const found: Record<string, Value> = {};
  for (const { key, value: item } of node.entries) {
    const name = here.verb === 'track' ? key.value : variableNamed(c, key, here.field);
    const made = value(c, item, { ...here, field: key.value });
    if (name === undefined || made === undefined) return undefined;
    if (here.verb === 'add' && ('text' in made || ('literal' in made && typeof made.literal !== 'number'))) {
      c.diagnostics.report('not-a-number', item, { what: key.value, value: item.type === 'text' ? item.value : item.type });
      return undefined;
    }
    found[name] = made;
  }
  return found;
};

const wait: Compiler<'wait'> = (c, node, here) => {
  if (node.type === 'text') {
    if (node.value === 'open') return { open: true };
    const ms = duration(c, node, here);
    return ms === undefined ? undefined : { ms };
  }
  const keys = keyed(c, node, ['until', 'event', 'where'], 'wait');
  if (!keys) return undefined;
  const until = keys.get('until');
  if (until) {
    const made = value(c, until, { ...here, field: 'until' });
    return made && { until: made };
  }
  const event = keys.get('event');
  const name = event && scalar(c, event, 'event')?.value;
  if (name === undefined) {
    if (!event) c.diagnostics.report('missing-key', node, { key: 'event', what: 'wait' });
    return undefined;
  }
  const where = keys.get('where');
  const holds = where && cond(c, where, { ...here, field: 'where', locals: [...here.locals, name.split('.')[0] ?? ''] });
  return { event: name, ...(holds ? { where: holds } : {}) };
};

const name: Compiler<'name'> = (c, node, here) => scalar(c, node, here.field)?.value;

const compilers: { [K in Kind]: Compiler<K> } = {
  text,
  value,
  expr,
  cond,
  block: (c, node, here) => c.block(c, node, `${here.path}.${here.field}`, here.next, here),
  target,
  flow: flowName,
  call: callName,
  name,
  word,
  words,
  number,
  flag,
  duration,
  options,
  skip,
  many,
  expect,
  fields,
  card,
  args,
  outcomes,
  cases,
  ways,
  values,
  wait,
};

export function compileKind(kind: Kind, c: Compilation, node: YamlNode, here: FieldContext): unknown {
  return compilers[kind](c, node, here);
}

export { words as wordList };
