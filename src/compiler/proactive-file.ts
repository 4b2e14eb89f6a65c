/** A file with `proactive:`: a rule for speaking first on the shop's own site. */
import { type ProactiveRule, type ProactiveWhen, proactiveShows } from '../flow-tree/proactive-rule.ts';
import { nearest } from '../reading/nearest.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { builtinNames, durationOf, proactiveKeys, whenKeys } from './fixed-words.ts';
import { nameOf, versionOf } from './head.ts';
import { complete, keyed, oneOf } from './keys.ts';
import { wordList } from './kinds.ts';
import type { MapNode, YamlNode } from './node.ts';
import { meantWord } from './other-words.ts';
import { atMost } from './start-triggers.ts';
import { decimal, scalar, text } from './text-values.ts';

/** Names that the line of a rule can read, besides those of every flow. */
const readable = ['page', 'product', 'cart'];
/** Times and pause where the rule names none. */
const usual = { at_most: { times: 1, ms: 86_400_000 }, not_after: 3_600_000, hold_out: 0 };

const spotOf = (field: string): FieldContext => ({ path: '', verb: 'proactive', field, next: undefined, locals: readable });

type Reader<K extends keyof ProactiveWhen> = (c: Compilation, node: YamlNode) => ProactiveWhen[K];

function duration(c: Compilation, node: YamlNode, what: string): number | undefined {
  const found = scalar(c, node, what);
  if (!found) return undefined;
  const ms = durationOf(found.value);
  if (ms === undefined) c.diagnostics.report('bad-duration', found, { what, value: found.value });
  return ms;
}

function whole(c: Compilation, node: YamlNode, what: string, from: number, to: number): number | undefined {
  const found = scalar(c, node, what);
  if (!found) return undefined;
  const number = decimal(found.value.replace(/%$/, ''));
  if (number !== undefined && Number.isInteger(number) && number >= from && number <= to) return number;
  c.diagnostics.report('bad-range', found, { what, value: found.value, from: String(from), to: String(to) });
  return undefined;
}

function yes(c: Compilation, node: YamlNode, what: string): true | undefined {
  const found = scalar(c, node, what);
  return found && oneOf(c, found, ['true'], what) !== undefined ? true : undefined;
}

function word<W extends string>(c: Compilation, node: YamlNode, what: string, words: readonly W[]): W | undefined {
  const found = scalar(c, node, what);
  const picked = found && oneOf(c, found, words, what);
  return words.find((one) => one === picked);
}

/** Reads `09:00-18:00`; `to` is above 1440 when the span ends after midnight. */
function hours(c: Compilation, node: YamlNode): ProactiveWhen['hours'] {
  const found = scalar(c, node, 'hours');
  if (!found) return undefined;
  const [, h1, m1, h2, m2] = /^([01]?\d|2[0-4]):([0-5]\d)\s*[-–~～至]\s*([01]?\d|2[0-4]):([0-5]\d)$/.exec(found.value) ?? [];
  const [from, to] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
  if (h1 === undefined || from > 1440 || to > 1440 || from === to) {
    c.diagnostics.report('bad-span', found, { value: found.value });
    return undefined;
  }
  return { from, to: to > from ? to : to + 1440 };
}

function cartValue(c: Compilation, node: YamlNode): ProactiveWhen['cart_value'] {
  const found = scalar(c, node, 'cart_value');
  if (!found) return undefined;
  const amount = String.raw`(\d{1,9}(?:\.\d{1,3})?)`;
  const above = new RegExp(`^>\\s*${amount}$`).exec(found.value)?.[1];
  const below = new RegExp(`^<\\s*${amount}$`).exec(found.value)?.[1];
  const [, from, to] = new RegExp(`^${amount}\\s*\\.\\.\\s*${amount}$`).exec(found.value) ?? [];
  if (above !== undefined) return { above: Number(above) };
  if (below !== undefined) return { below: Number(below) };
  if (from !== undefined && to !== undefined && Number(from) < Number(to)) return { above: Number(from), below: Number(to) };
  c.diagnostics.report('bad-value-range', found, { value: found.value });
  return undefined;
}

/** Reads paths of the site. A whole address is what many write: the path is what stands behind the site. */
function paths(c: Compilation, node: YamlNode): string[] | undefined {
  const found = wordList(c, node, spotOf('path'));
  const bad = found?.findIndex((path) => !/^\/\S{0,300}$/.test(path)) ?? -1;
  const place = node.type === 'list' ? node.items[bad] : node;
  if (!found || bad === -1 || place?.type !== 'text') return found;
  const behind = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(\/\S*)?$/i.exec(place.value);
  const better = behind ? (behind[1] ?? '/') : /^[\w*-]\S*$/.test(place.value) ? `/${place.value}` : undefined;
  c.diagnostics.report('bad-path', place, { value: place.value }, { line: better === undefined ? undefined : c.rewritten(place, better) });
  return undefined;
}

function products(c: Compilation, node: YamlNode): ProactiveWhen['product'] {
  const found = wordList(c, node, spotOf('product'));
  return found?.length === 1 && found[0] === 'any' ? 'any' : found;
}

const readers: { readonly [K in keyof Required<ProactiveWhen>]: Reader<K> } = {
  path: paths,
  product: products,
  on_page: (c, node) => duration(c, node, 'on_page'),
  scroll: (c, node) => whole(c, node, 'scroll', 1, 100),
  leaves: (c, node) => yes(c, node, 'leaves'),
  idle: (c, node) => duration(c, node, 'idle'),
  visits: (c, node) => whole(c, node, 'visits', 1, 1_000),
  cart: (c, node) => word(c, node, 'cart', ['filled', 'empty']),
  cart_value: cartValue,
  source: (c, node) => wordList(c, node, spotOf('source'))?.map((one) => one.toLowerCase()),
  event: (c, node) => scalar(c, node, 'event')?.value,
  hours,
  lang: (c, node) => wordList(c, node, spotOf('lang')),
  shop: (c, node) => word(c, node, 'shop', ['open', 'closed']),
};

function whenOf(c: Compilation, node: YamlNode): ProactiveWhen {
  const keys = keyed(c, node, whenKeys, 'when');
  const read = <K extends keyof ProactiveWhen>(key: K): Partial<Pick<ProactiveWhen, K>> => {
    const at = keys?.get(key);
    const found = at && readers[key](c, at);
    return found === undefined ? {} : ({ [key]: found } as Pick<ProactiveWhen, K>);
  };
  return Object.assign({}, ...whenKeys.map((key) => read(key)));
}

/** Reads the name of a flow that has to be there. */
function flowNamed(c: Compilation, node: YamlNode): string | undefined {
  const found = scalar(c, node, 'flow');
  if (!found) return undefined;
  const { flows } = c.context;
  if (!flows || flows.has(found.value)) return found.value;
  const meant = meantWord(found.value, [...flows.keys()]);
  c.diagnostics.report(
    'unknown-flow',
    found,
    { name: found.value, ...(meant !== undefined && { meant }) },
    { line: meant === undefined ? undefined : c.diagnostics.replaced(found, found.value, meant) },
  );
  return undefined;
}

/** Reports names that no rule can read. */
function unknownNames(c: Compilation): void {
  for (const { root, place } of c.readings) {
    if (builtinNames.some((name) => name === root)) continue;
    const meant = nearest(root, [...readable, ...builtinNames]);
    c.diagnostics.report(
      'never-set',
      place,
      { name: root, names: [...readable, ...builtinNames].join(', '), ...(meant !== undefined && { meant }) },
      { line: meant === undefined ? undefined : c.diagnostics.replaced(place, root, meant) },
    );
  }
}

/** Compiles a file whose root has `proactive:`. What it returns is only good when nothing was reported. */
export function compileProactive(c: Compilation, root: MapNode, source: string): ProactiveRule {
  const keys = keyed(c, root, proactiveKeys, 'proactive') ?? new Map<string, YamlNode>();
  c.flowName = nameOf(c, root, 'proactive');
  const [about, when, show, say, flow, most, after, held] = ['about', 'when', 'show', 'say', 'flow', 'at_most', 'not_after', 'hold_out'].map((key) =>
    keys.get(key),
  );
  const isWhole = keys.size === root.entries.length && complete(c, root, ['proactive', 'when', 'show'], 'proactive');
  const shown = show && word(c, show, 'show', proactiveShows);
  if (isWhole && shown === 'chat') complete(c, root, ['flow'], 'show: chat');
  if (isWhole && (shown === 'bubble' || shown === 'teaser')) complete(c, root, ['say'], `show: ${shown}`);
  const told = about && text(c, about, spotOf('about'));
  const said = say && text(c, say, spotOf('say'));
  const begins = flow && flowNamed(c, flow);
  unknownNames(c);
  return {
    name: c.flowName,
    version: versionOf(source),
    file: c.diagnostics.file,
    source,
    ...(told ? { about: told } : {}),
    when: when ? whenOf(c, when) : {},
    show: shown ?? 'bubble',
    ...(said ? { say: said } : {}),
    ...(begins ? { flow: begins } : {}),
    at_most: (most && atMost(c, most)) ?? usual.at_most,
    not_after: (after && duration(c, after, 'not_after')) ?? usual.not_after,
    hold_out: (held && whole(c, held, 'hold_out', 0, 90)) ?? usual.hold_out,
    warnings: [],
  };
}
