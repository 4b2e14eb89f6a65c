/** The flow that a customer's message, an event or a referral starts. */

import type { Trigger } from '../../flow-tree/flow-tree.ts';
import { type Phrase, type TriggerRef, triggerIndex } from '../../flow-tree/trigger-index.ts';
import type { Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { Part } from '../../message.ts';
import { isSlip } from '../../reading/slip.ts';
import { words } from '../../reading/wording.ts';
import type { TurnState } from '../turn/turn-state.ts';

export interface Hit extends Phrase {
  /** Place of its first word in the message. */
  at: number;
  /** True when the whole message is the phrase. */
  whole: boolean;
}

/** Returns the phrases in a message that may start their flow, the most specific first, then in the order of the flows. */
export function hits(turn: TurnState, text: string): Hit[] {
  const said = words(text);
  const { phrases } = triggerIndex(turn.flows);
  const found: Hit[] = [];
  for (let at = 0; at < said.length; at++) {
    for (const phrase of phrases.get(said[at]!) ?? slipped(phrases, said[at]!)) {
      let same = 1;
      while (same < phrase.words.length && phrase.words[same] === said[at + same]) same++;
      if (same === phrase.words.length && allowed(turn, phrase)) found.push({ ...phrase, at, whole: said.length <= phrase.words.length + spare(phrase.words) });
    }
  }
  return found.length > 1 ? found.sort(mostSpecific) : found;
}

/** Orders hits: the longer phrase first, then the one with a condition, then in the order of the flows. */
export function mostSpecific(a: Hit, b: Hit): number {
  return b.length - a.length || Number(b.trigger.if !== undefined) - Number(a.trigger.if !== undefined) || a.order - b.order;
}

/** Returns the one-word phrases that are meant by one slip of the finger in a longer word of goods, "matress". */
function slipped(phrases: ReadonlyMap<string, readonly Phrase[]>, word: string): readonly Phrase[] {
  if (word.length < 6 || !/^[a-z]+$/.test(word)) return [];
  const near = slips.get(phrases) ?? new Map<string, readonly Phrase[]>();
  slips.set(phrases, near);
  let found = near.get(word);
  if (!found) {
    const known = [...phrases].find(([other]) => other[0] === word[0] && other.at(-1) === word.at(-1) && other.length >= 6 && isSlip(other, word));
    found = (known?.[1] ?? []).filter((phrase) => phrase.words.length === 1);
    if (near.size >= limits.slips) near.clear();
    near.set(word, found);
  }
  return found;
}
const slips = new WeakMap<ReadonlyMap<string, readonly Phrase[]>, Map<string, readonly Phrase[]>>();

/**
 * Returns how many words may stand beside a phrase with which it still is all that was said; beside a single word one more may say something else:
 * "refund policy".
 */
function spare(phrase: readonly string[]): number {
  return phrase.length > 1 ? 1 : 0;
}

/** Returns the words of the message that a hit stands on, as they were found. */
export function wordsOf(hit: Hit): string {
  const spaced = !/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(hit.words.join(''));
  return hit.words.join(spaced ? ' ' : '');
}

/** Tells whether this trigger may fire now, by its channel, its condition and `at_most`. */
export function allowed(turn: TurnState, ref: TriggerRef, event?: { name: string; data: Vars }): boolean {
  const { trigger } = ref;
  if (trigger.channel && !trigger.channel.includes(turn.facts.channel.name)) return false;
  if (trigger.at_most) {
    const { times, ms } = trigger.at_most;
    const recent = (turn.session.fired[firedKey(ref)] ?? []).filter((at) => turn.facts.now - at < ms);
    if (recent.length >= times) return false;
  }
  if (!trigger.if) return true;
  try {
    return turn.holds(trigger.if, turn.scope({}, event));
  } catch (error) {
    turn.problem('error', error instanceof Error ? error.message : String(error), ref.flow.name);
    return false;
  }
}

/**
 * Returns the key by which `at_most` counts. Starts by a word and by coming count together: a customer who was greeted on coming is not greeted again
 * for a "hello".
 */
function firedKey({ flow, trigger, index }: TriggerRef): string {
  return 'says' in trigger || 'keyword' in trigger || 'joins' in trigger ? flow.name : `${flow.name}:${index}`;
}

/** Counts a start for `at_most`. */
export function fired(turn: TurnState, ref: TriggerRef): void {
  if (!ref.trigger.at_most) return;
  const { session, facts } = turn;
  const name = firedKey(ref);
  session.fired[name] = [...(session.fired[name] ?? []), facts.now].slice(-limits.fired);
  const names = Object.keys(session.fired);
  if (names.length > limits.firedKeys) delete session.fired[names[0]!];
}

/** Returns the triggers of another kind that may fire and fit, in the order of the flows. */
export function others<K extends string>(
  turn: TurnState,
  kind: K,
  fits: (trigger: Extract<Trigger, Record<K, unknown>>) => boolean = () => true,
  event?: { name: string; data: Vars },
): TriggerRef[] {
  const refs = triggerIndex(turn.flows).others.get(kind) ?? [];
  return refs.filter((ref) => fits(ref.trigger as Extract<Trigger, Record<K, unknown>>) && allowed(turn, ref, event));
}

/** Returns the flow that wants this photo, recording, cart or place; for a photo that may show goods of the shop, one that wants those comes first. */
export function mediaTrigger(turn: TurnState, parts: readonly Part[]): TriggerRef | undefined {
  const goods = parts.some((part) => part.type === 'image' && part.seen?.maybe) ? others(turn, 'media', ({ media }) => media.includes('goods'))[0] : undefined;
  if (goods) return goods;
  const sent = new Set<string>();
  for (const part of parts) {
    if (part.type === 'image') sent.add('photo');
    // The words of one that was heard are taken as if they were typed.
    else if (part.type === 'audio' && !part.transcript) sent.add('voice');
    else if (part.type === 'product' || (part.type === 'unsupported' && /^(order|cart)$/.test(part.kind))) sent.add('cart');
    else if (part.type === 'place') sent.add('place');
  }
  return sent.size === 0 ? undefined : others(turn, 'media', ({ media }) => media.some((kind) => sent.has(kind)))[0];
}
