/** A message that answers no question: it starts a flow, is answered from the FAQ, or is small talk. */
import { aboutFlow, clauses, nearest, sayAnswer, severalAnswers, sureAnswer, sureFlow } from '../faq.ts';
import type { GlobalWish } from '../global-words.ts';
import { callPerson } from '../handing-over.ts';
import type { PhraseKey } from '../phrases.ts';
import { begin, followAnswer, queueWish } from '../starting.ts';
import { byName, type TriggerRef } from '../trigger-index.ts';
import { type Hit, hits, mediaTrigger, others, wordsOf } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { placeOf, words } from '../wording.ts';
import { clarify, gaveUpOften, offerPerson } from './asides.ts';
import { nameUnreadable } from './unsupported.ts';

/** Finds out what the customer wants. */
export function openConversation(turn: TurnState, wish: GlobalWish | undefined): void {
  const { said, session } = turn;
  const found = hits(turn, said);
  const [best] = found;
  if (best?.whole) return follow(turn, best, found);
  if (wish && grant(turn, wish)) return;
  const media = turn.event.type === 'message' ? mediaTrigger(turn, turn.event.parts) : undefined;
  if (media) return understood(turn, media);
  if (nameUnreadable(turn, undefined)) return;
  const angry = turn.flows.angry(said) ? others(turn, 'mood')[0] : undefined;
  if (angry && best?.kind !== 'says') return understood(turn, angry);
  const several = best?.kind === 'says' ? [] : severalAnswers(turn, said);
  const last = several.at(-1);
  if (last) {
    session.confused = 0;
    for (const answer of several) sayAnswer(turn, answer);
    followAnswer(turn, last.entry, undefined);
    return;
  }
  const known = nearest(turn, said, 1)[0];
  if (known && known.score >= (best?.kind === 'says' ? Math.max(turn.flows.sure, 0.97) : turn.flows.sure)) {
    session.confused = 0;
    sayAnswer(turn, known);
    followAnswer(turn, known.entry, undefined);
    return;
  }
  const meant = best?.kind === 'says' ? undefined : sureFlow(turn, said);
  if (meant) return understood(turn, meant);
  if (best) return follow(turn, best, found);
  notUnderstood(turn);
}

function understood(turn: TurnState, ref: TriggerRef): void {
  turn.session.confused = 0;
  begin(turn, ref, undefined);
}

/** Starts the best flow. Another wish in the same message is queued and announced; a question in it is answered first. */
function follow(turn: TurnState, best: Hit, found: readonly Hit[]): void {
  const parts = best.whole ? [] : clauses(turn.said);
  const second = found.find((hit) => hit.flow !== best.flow && apart(hit, best) && (hit.kind === 'says' || inOwnClause(hit, best, parts)));
  if (second) {
    const [first, later] = best.at < second.at ? [best, second] : [second, best];
    turn.say('one_by_one', { first: called(turn, first), second: called(turn, later) });
    queueWish(turn, later.flow.name);
    return understood(turn, first);
  }
  if (parts.length > 1) {
    let past = false;
    for (const clause of parts) {
      if (placeOf(best.words, words(clause)) >= 0) {
        past = true;
        continue;
      }
      const known = sureAnswer(turn, clause);
      // What stands before the wish is its reason; only what follows can be another one.
      const meant = known || !past ? undefined : sureFlow(turn, clause);
      if (known) sayAnswer(turn, known);
      else if (meant && meant.flow !== best.flow) {
        turn.say('one_by_one', { first: called(turn, best), second: aboutFlow(turn, meant.flow) ?? clause });
        queueWish(turn, meant.flow.name);
        break;
      }
    }
  }
  understood(turn, best);
}

/** What a wish is called: what its flow is about, else the customer's own words. */
function called(turn: TurnState, hit: Hit): string {
  return aboutFlow(turn, hit.flow) ?? wordsOf(hit);
}

function apart(a: Hit, b: Hit): boolean {
  return a.at + a.words.length <= b.at || b.at + b.words.length <= a.at;
}

function inOwnClause(hit: Hit, best: Hit, parts: readonly string[]): boolean {
  return parts.some((clause) => {
    const said = words(clause);
    return placeOf(hit.words, said) >= 0 && placeOf(best.words, said) < 0;
  });
}

const replies: Partial<Record<GlobalWish, PhraseKey>> = {
  cancel: 'nothing_to_cancel',
  back: 'nothing_to_cancel',
  hello: 'hello_help',
  thanks: 'welcome',
  bye: 'goodbye',
  fine: 'fine',
  moment: 'take_your_time',
};

/** The global words when no question waits. */
function grant(turn: TurnState, wish: GlobalWish): boolean {
  turn.note(wish);
  if (wish === 'person') {
    callPerson(turn, 'asked');
    return true;
  }
  if (wish === 'menu' || wish === 'restart') {
    const menu = byName(turn.flows, 'menu');
    if (menu) understood(turn, menu);
    else turn.say('menu_default');
    return true;
  }
  if (wish === 'cancel') turn.session.queue = [];
  const reply = replies[wish];
  if (!reply) return false;
  turn.say(reply);
  return true;
}

/** Nothing fits. The second time in a row a person is offered. */
function notUnderstood(turn: TurnState): void {
  const { session } = turn;
  if (session.front?.waiting?.kind === 'call') return turn.say('one_moment');
  turn.note('not-understood');
  const fallback = others(turn, 'fallback')[0];
  if (gaveUpOften(turn)) return offerPerson(turn);
  session.confused++;
  if (session.confused >= 2 && !fallback) return offerPerson(turn, 'ask_colleague');
  if (clarify(turn)) return;
  if (fallback) return begin(turn, fallback, undefined);
  turn.say('not_understood');
}
