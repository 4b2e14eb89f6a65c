/** Questions of the engine itself, in front of the run's question for one message: did you mean, really cancel, a person? */

import type { TriggerRef } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import type { Part } from '../../message.ts';
import { words } from '../../reading/wording.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import { buttonToken } from '../model/tokens.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { isStrange, sharesMatter } from './familiar.ts';
import { aboutFlow, entryNow, firstPhrase, flowMeant, nearest, nearestPhrase } from './faq-answer.ts';

export type Clarification = NonNullable<TurnState['session']['aside']>;

function show(turn: TurnState, kind: Clarification['kind'], text: string, options: { label: string; value: string }[]): void {
  const { session } = turn;
  const choices = options.map((option, index) => ({ ...option, token: buttonToken('0', session.turn, index.toString(36)) }));
  session.aside = { kind, choices };
  turn.send([{ type: 'text', text }], undefined, { choices: choices.map(({ token, label }) => ({ token, label })) });
}

/** Asks the customer before many answers are thrown away. */
export function askToCancel(turn: TurnState): void {
  show(turn, 'cancel', turn.phrase('cancel_sure'), yesNo(turn, 'cancel_it', 'go_on'));
}

/** Asks whether the customer said what a recording seems to say; what they sent is kept until they answer. */
export function askWhetherSaid(turn: TurnState, parts: readonly Part[]): void {
  turn.note('heard-unsure');
  show(turn, 'heard', turn.phrase('did_you_say', { said: turn.said.slice(0, 200) }), yesNo(turn, 'yes', 'no'));
  if (turn.session.aside) turn.session.aside.parts = [...parts];
}

/** Offers a person to somebody who got no help: today, or with what they just said. */
export function offerPerson(turn: TurnState, words: 'person_first' | 'ask_colleague' | 'has_none' | 'pass_on' | 'colleague_looks' = 'person_first'): void {
  turn.note('person-first');
  show(turn, 'person', turn.phrase(words), yesNo(turn, 'yes_please', 'no_thanks'));
  keepWords(turn);
}

function keepWords({ session, said }: TurnState): void {
  if (session.aside) session.aside.said = said.slice(0, limits.kept);
}

function yesNo(turn: TurnState, yes: PhraseKey, no: PhraseKey): { label: string; value: string }[] {
  return [
    { label: turn.phrase(yes), value: 'yes' },
    { label: turn.phrase(no), value: 'no' },
  ];
}

/** Options of what to offer besides: the text that it is ranked by, and the least score. */
export interface Near {
  text?: string;
  least?: number;
  /** A flow that may have been meant whatever its score; it comes last. */
  also?: TriggerRef;
  /** Words of what was called off; what names one of them is not offered. */
  without?: readonly string[];
}

/** Offers what may have been meant, up to three things; false when nothing comes near. */
export function clarify(turn: TurnState, near: Near = {}): boolean {
  const { also } = near;
  const found = suggestions(turn, near);
  const options = also && !found.some(({ value }) => value === `flow:${also.flow.name}`) ? [...found.slice(0, 2), ...named(turn, also)] : found;
  const [first] = options;
  if (!first) return false;
  const lone = options.length === 1;
  // What nobody here speaks of is an advertisement, or meant for somebody else: one thing that it touches is no help.
  if (lone && (first.score === 0 || isStrange(turn.flows, turn.said) || !(first.shares || first.score >= loneChoice || /\p{Script=Han}/u.test(turn.said))))
    return false;
  turn.note('clarification');
  show(turn, 'clarify', turn.phrase('did_you_mean'), [
    ...options.map(({ label, value }) => ({ label, value })),
    // One that is hardly likely shows how little was understood: a way on stands beside it.
    ...(options.length < 3 && options.every(({ label, score }) => score < loneChoice && label !== turn.phrase('person'))
      ? [{ label: turn.phrase('person'), value: toPerson }]
      : []),
    { label: turn.phrase('something_else'), value: '' },
  ]);
  keepWords(turn);
  return true;
}

/** Offers these entries and flows, up to three, and a person; false when none of them can be named now. */
export function offerThese(turn: TurnState, ids: readonly string[]): boolean {
  const options = ids.slice(0, 3).flatMap((id) => {
    const ref = flowMeant(turn, id);
    if (ref) return ref.flow.unlisted ? [] : named(turn, ref).map(({ label }) => ({ label, value: id }));
    const entry = entryNow(turn, id);
    return entry ? [{ label: nearestPhrase(entry.q, turn.lang, turn.said), value: id }] : [];
  });
  if (options.length === 0) return false;
  turn.note('clarification');
  show(turn, 'clarify', turn.phrase('did_you_mean'), [
    ...options,
    { label: turn.phrase('person'), value: toPerson },
    { label: turn.phrase('something_else'), value: '' },
  ]);
  keepWords(turn);
  return true;
}

/** Value of a person among what may have been meant. */
export const toPerson = '@person';

/** Least score of a suggestion that shares no word with the message. */
const leastStrange = 0.15;

/** Least score from which a suggestion may stand alone. */
export const loneChoice = 0.4;

interface Suggestion {
  label: string;
  value: string;
  score: number;
  /** True when it has a word of what was said that says something of its own. */
  shares: boolean;
}

/** Returns a flow as it is offered: what it is about, else its first phrase. */
function named(turn: TurnState, { flow, trigger }: TriggerRef): Suggestion[] {
  const label = aboutFlow(turn, flow) ?? ('says' in trigger ? firstPhrase(trigger.says, turn.lang) : undefined);
  return label === undefined ? [] : [{ label, value: `flow:${flow.name}`, score: 0, shares: false }];
}

/** Returns the FAQ entries and flows that may have been meant, best first. */
function suggestions(turn: TurnState, { text = turn.said, least = turn.flows.maybe, without = [] }: Near): Suggestion[] {
  const { lang } = turn;
  if (words(text).length === 0) return [];
  const known = nearest(turn, text, 3);
  return turn.ranked(text, 3).flatMap(({ id, score }) => {
    if (score < least) return [];
    const ref = flowMeant(turn, id);
    if (ref?.flow.unlisted) return [];
    const about = ref && aboutFlow(turn, ref.flow);
    const trigger = ref?.trigger;
    const phrases = trigger && 'says' in trigger ? trigger.says : known.find((hit) => hit.id === id)?.entry.q;
    const label = about ?? (phrases && nearestPhrase(phrases, lang, text));
    // What shares nothing with the message is near by its length and its little words.
    const shares = label !== undefined && sharesMatter(text, [label, ...(phrases ?? [])]);
    if (!shares && score < leastStrange) return [];
    if (label === undefined || without.some((stem) => label.toLowerCase().includes(stem))) return [];
    return [{ label, value: id, score, shares }];
  });
}

/** Tells whether the customer gave up often today. */
export function gaveUpOften(turn: TurnState): boolean {
  const { session, facts } = turn;
  return session.gaveUp.filter((at) => facts.now - at < limits.dayMs).length >= limits.giveUps;
}
