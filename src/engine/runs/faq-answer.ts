/** Answers from the FAQ files. */

import type { FaqEntry, Flow } from '../../flow-tree/flow-tree.ts';
import { pictureAddress } from '../../flow-tree/media-value.ts';
import { type TriggerRef, triggerIndex } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import type { Part } from '../../message.ts';
import { clauses } from '../../reading/clauses.ts';
import { words } from '../../reading/wording.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { closestPhrase, saysMatter } from './familiar.ts';
import { allowed } from './triggers.ts';

export interface FaqHit {
  id: string;
  score: number;
  entry: FaqEntry;
}

/** Returns the entries nearest to a text that may be given now, best first. A text without words is near to nothing. */
export function nearest(turn: TurnState, text: string, most: number): FaqHit[] {
  if (triggerIndex(turn.flows).faq.size === 0 || words(text).length === 0) return [];
  return turn.ranked(text, most).flatMap(({ id, score }) => {
    const entry = entryNow(turn, id);
    return entry ? [{ id, score, entry }] : [];
  });
}

/** Returns the entry with this id, if it may be given now. */
export function entryNow(turn: TurnState, id: string): FaqEntry | undefined {
  const entry = triggerIndex(turn.flows).faq.get(id);
  return entry && (!entry.only_if || turn.holds(entry.only_if, turn.scope({}))) ? entry : undefined;
}

/** Returns the entry that surely is meant; among the `most` nearest of all, flows included. */
export function sureAnswer(turn: TurnState, text: string, most = 1): FaqHit | undefined {
  const best = nearest(turn, text, most)[0];
  return best && best.score >= turn.flows.sure ? best : undefined;
}

/** Returns the entry that surely is meant by somebody who is in a flow: of those that are near, the one that is nearest to what the flow is about. */
export function sureAnswerIn(turn: TurnState, text: string, about: string | undefined, most = 1): FaqHit | undefined {
  const best = sureAnswer(turn, text, most);
  if (!best || about === undefined) return best;
  const here = sureAnswer(turn, `${about} ${text}`);
  return nearest(turn, text, 3).some(({ id, score }) => id === here?.id && score >= turn.flows.maybe) ? here : best;
}

/** Returns the flow that surely is meant, although its words were not said as they stand in the file. */
export function sureFlow(turn: TurnState, text: string): TriggerRef | undefined {
  const best = words(text).length === 0 ? undefined : turn.ranked(text, 1)[0];
  return best && best.score >= turn.flows.sure ? flowMeant(turn, best.id) : undefined;
}

/** Returns the flow that an id of the ranking stands for, if it may start now. */
export function flowMeant(turn: TurnState, id: string): TriggerRef | undefined {
  return triggerIndex(turn.flows)
    .flows.get(id)
    ?.find((ref) => allowed(turn, ref));
}

/** Sends the answer; `again` says in its texts that the customer had it within the half hour. What follows it (`then`) is the caller's. */
export function sayAnswer(turn: TurnState, { id, entry }: FaqHit): void {
  const { session, facts } = turn;
  const given = (session.answered ?? []).filter(({ at }) => facts.now - at < limits.answeredMs);
  const scope = turn.scope({ again: given.some((one) => one.id === id) });
  session.answered = [...given.filter((one) => one.id !== id), { id, at: facts.now }].slice(-limits.answered);
  const parts: Part[] = [];
  if (entry.image) parts.push({ type: 'image', media: { url: pictureAddress(turn.text(entry.image, scope)) } });
  parts.push({ type: 'text', text: inOtherWords(turn, turn.text(entry.a, scope)) });
  if (entry.link) parts.push({ type: 'link', url: turn.text(entry.link, scope) });
  turn.note(`faq:${id}`);
  turn.send(parts);
}

/** Returns the rewording of exactly this text that was made before the turn, else the text. */
function inOtherWords({ event }: TurnState, text: string): string {
  const reworded = event.type === 'message' ? event.meaning?.reworded : undefined;
  return reworded?.from === text ? reworded.to : text;
}

/**
 * Returns the answers to a message that asks several things: one for each clause that surely is a question of its own, also in the words of `inFull`;
 * empty otherwise.
 */
export function severalAnswers(turn: TurnState, text: string, inFull: (text: string) => readonly string[]): FaqHit[] {
  const found = new Map<string, FaqHit>();
  for (const part of clauses(text).filter(saysMatter)) {
    const full = inFull(part);
    const known = full.length > 0 ? full.map((question) => sureAnswer(turn, question)) : [];
    for (const hit of known.some((one) => one) ? known : [sureAnswer(turn, part)]) if (hit) found.set(hit.id, hit);
  }
  return found.size > 1 ? [...found.values()] : [];
}

/** Returns what a flow is about, as its file says to the customer; undefined when it says nothing short enough to stand for it. */
export function aboutFlow(turn: TurnState, flow: Flow): string | undefined {
  const about = flow.about ? turn.text(flow.about, turn.scope({})).trim() : '';
  return about !== '' && about.length <= 30 ? about : undefined;
}

/** Returns the name for the customer of an entry or a flow without other words: its first phrase in their language, as a sentence begins. */
export function firstPhrase(phrases: readonly string[], lang: string): string {
  return asLabel(phrasesIn(phrases, lang)[0] ?? '');
}

/** Returns the phrase of the language that is nearest to what was said. */
export function nearestPhrase(phrases: readonly string[], lang: string, said: string): string {
  return asLabel(closestPhrase(said, phrasesIn(phrases, lang)) ?? '');
}

function phrasesIn(phrases: readonly string[], lang: string): readonly string[] {
  const zh = isChinese(lang);
  const found = phrases.filter((phrase) => /\p{Script=Han}/u.test(phrase) === zh);
  return found.length > 0 ? found : phrases;
}

function asLabel(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
