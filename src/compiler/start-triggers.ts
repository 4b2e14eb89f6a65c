/** `start:` of a flow: what begins it. */
import type { Trigger, TriggerKind } from '../flow-tree/flow-tree.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { days, durationOf, segmentModifiers, triggerGoods, triggerKinds, triggerMedia, triggerModifiers, triggerTroubles } from './fixed-words.ts';
import { keyed, oneOf } from './keys.ts';
import { wordList } from './kinds.ts';
import type { TextNode, YamlNode } from './node.ts';
import { cond, scalar } from './text-values.ts';

const spotOf = (field: string): FieldContext => ({ path: '', verb: 'start', field, next: undefined, locals: [] });

function schedule(c: Compilation, node: YamlNode): TriggerKind | undefined {
  const found = scalar(c, node, 'schedule');
  if (!found) return undefined;
  const match = /^(?:([a-z]{3})[a-z]* )?(\d{1,2}):(\d{2})$/i.exec(found.value);
  const name = match?.[1]?.toLowerCase();
  const day = name === undefined ? -1 : [...days].map(String).indexOf(name);
  const [hour, minute] = [Number(match?.[2]), Number(match?.[3])];
  if (!match || hour > 23 || minute > 59 || (match[1] !== undefined && day === -1)) {
    c.diagnostics.report('bad-schedule', found, { value: found.value });
    return undefined;
  }
  return { schedule: { ...(day === -1 ? {} : { day }), hour, minute } };
}

/** Compiles the name of a segment, and how people enter by it. */
function segment(c: Compilation, node: YamlNode, keys: ReadonlyMap<string, YamlNode>): TriggerKind | undefined {
  const name = scalar(c, node, 'segment');
  if (!name) return undefined;
  const { segments } = c.context;
  if (segments && !segments.has(name.value)) c.diagnostics.report('unknown-segment', name, { name: name.value, names: [...segments].join(', ') || '-' });
  const is = (key: 'once' | 'existing' | 'leave'): boolean => {
    const flag = keys.get(key);
    const found = flag && scalar(c, flag, key);
    return found !== undefined && oneOf(c, found, ['true', 'false'], key) === 'true';
  };
  const again = keys.get('again');
  const time = again && scalar(c, again, 'again');
  const ms = time && durationOf(time.value);
  if (time && ms === undefined) c.diagnostics.report('bad-duration', time, { value: time.value });
  if (again && is('once')) c.diagnostics.report('once-and-again', again, {});
  return { segment: name.value, ...(ms && { again: ms }), ...(is('existing') && { existing: true }), ...(is('leave') && { leave: true }) };
}

/** Compiles `angry`, or a threshold such as `> 0.7`. */
function mood(c: Compilation, node: TextNode): TriggerKind | undefined {
  const above = /^>\s*(0?\.\d{1,3})$/.exec(node.value)?.[1];
  if (above !== undefined) return { mood: { above: Number(above) } };
  return oneOf(c, node, ['angry', '> 0.7'], 'mood') === undefined ? undefined : { mood: 'angry' };
}

/** Reads one or several of a few words. */
function someOf<W extends string>(c: Compilation, node: YamlNode, known: readonly W[], kind: (typeof triggerKinds)[number]): W[] | undefined {
  const words = wordList(c, node, spotOf(kind));
  if (!words) return undefined;
  const found = words.map((word) => known.find((name) => name === word));
  const bad = found.indexOf(undefined);
  const place = node.type === 'list' ? node.items[bad] : node;
  if (bad !== -1 && place?.type === 'text') oneOf(c, place, known, kind);
  return bad === -1 ? found.flatMap((name) => name ?? []) : undefined;
}

function kindOf(c: Compilation, kind: (typeof triggerKinds)[number], node: YamlNode, keys: ReadonlyMap<string, YamlNode>): TriggerKind | undefined {
  if (kind === 'says' || kind === 'keyword') {
    const words = wordList(c, node, spotOf(kind));
    return words && (kind === 'says' ? { says: words } : { keyword: words });
  }
  if (kind === 'media') {
    const media = someOf(c, node, triggerMedia, kind);
    return media && { media };
  }
  if (kind === 'trouble') {
    const trouble = someOf(c, node, triggerTroubles, kind);
    return trouble && { trouble };
  }
  if (kind === 'goods') {
    const goods = someOf(c, node, triggerGoods, kind);
    return goods && { goods };
  }
  if (kind === 'schedule') return schedule(c, node);
  if (kind === 'segment') return segment(c, node, keys);
  const text = scalar(c, node, kind);
  if (!text) return undefined;
  if (kind === 'event') return { event: text.value };
  if (kind === 'referral') return { referral: text.value };
  if (kind === 'mood') return mood(c, text);
  if (oneOf(c, text, ['true'], kind) === undefined) return undefined;
  return kind === 'joins' ? { joins: true } : kind === 'card' ? { card: true } : kind === 'cards' ? { cards: true } : { fallback: true };
}

function trigger(c: Compilation, node: YamlNode): Trigger | undefined {
  const beside = node.type === 'map' && node.entries.some(({ key }) => key.value === 'segment') ? segmentModifiers : [];
  const keys = keyed(c, node, [...triggerKinds, ...triggerModifiers, ...beside], 'start');
  if (!keys) return undefined;
  const kinds = triggerKinds.filter((kind) => keys.has(kind));
  const [kind, second] = kinds;
  const main = kind && keys.get(kind);
  if (!kind || !main) {
    if (node.type === 'map' && node.entries.every((entry) => keys.has(entry.key.value)))
      c.diagnostics.report('no-trigger', node, { kinds: triggerKinds.join(', ') });
    return undefined;
  }
  if (second) {
    c.diagnostics.report('two-triggers', keys.get(second) ?? node, { first: kind, second });
    return undefined;
  }
  const found = kindOf(c, kind, main, keys);
  const only = keys.get('if');
  const most = keys.get('at_most');
  const channel = keys.get('channel');
  const locals = found && 'event' in found ? [eventRoot(found.event)] : [];
  const holds = only && cond(c, only, { ...spotOf('if'), locals });
  const limit = most && atMost(c, most);
  const channels = channel && wordList(c, channel, spotOf('channel'));
  return found && { ...found, ...(holds ? { if: holds } : {}), ...(limit ? { at_most: limit } : {}), ...(channels ? { channel: channels } : {}) };
}

/** Returns the name under which the data of an event can be read: `cart` of `cart.abandoned`. */
export function eventRoot(event: string): string {
  return event.split('.')[0] ?? event;
}

/** Reads `1 in 7d`. */
export function atMost(c: Compilation, node: YamlNode): { times: number; ms: number } | undefined {
  const found = scalar(c, node, 'at_most');
  if (!found) return undefined;
  const match = /^(\d{1,4})\s*(?:in|per|\/)\s*(.+)$/.exec(found.value);
  const ms = durationOf(match?.[2]?.trim() ?? '');
  if (match && ms !== undefined && Number(match[1]) > 0) return { times: Number(match[1]), ms };
  c.diagnostics.report('bad-at-most', found, { value: found.value });
  return undefined;
}

export function triggers(c: Compilation, node: YamlNode): Trigger[] {
  if (node.type === 'text') {
    c.diagnostics.report('not-a-list', node, { what: 'start' });
    return [];
  }
  return (node.type === 'list' ? node.items : [node]).flatMap((item) => trigger(c, item) ?? []);
}
