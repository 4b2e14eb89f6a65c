/** The entries of the FAQ and the flows that free words ask for, by their ranking and by the phrases in them. */

import { advertises, leadsTo } from '../../flow-tree/flow-steps.ts';
import { type TriggerRef, triggerIndex } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import { clauses } from '../../reading/clauses.ts';
import { asksOfGoods } from '../../reading/wishes/about-goods.ts';
import { inFull, inFullHere } from '../../reading/wishes/in-full.ts';
import { troubleIn, wantsNoPerson } from '../../reading/wishes/said-words.ts';
import { wantsGoods } from '../../reading/wishes/wanted-goods.ts';
import { asksHow, beyondWish, saysBudget, wantsPlainly, whichOfTwo } from '../../reading/wishes/wish-words.ts';
import { looksLikeQuestion, placeOf, words } from '../../reading/wording.ts';
import { cardsShown } from '../model/shown-cards.ts';
import { clarify, loneChoice } from '../runs/clarification.ts';
import { isStrange, namesMatter, saysMatter } from '../runs/familiar.ts';
import { aboutFlow, type FaqHit, flowMeant, nearest, sayAnswer, severalAnswers, sureAnswer, sureFlow } from '../runs/faq-answer.ts';
import { followAnswer, queueWish } from '../runs/start-flow.ts';
import { allowed, type Hit, others, wordsOf } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { soothes, soundsAngry } from './annoyed.ts';
import { qualityKnown } from './asked-quality.ts';
import { isGoods, speaksOfRest, tellsOfGoods } from './beside-goods.ts';
import type { Heard } from './heard.ts';
import { start } from './start.ts';

/** Gives an answer and goes on where it leads. One that leads nowhere is not enough for somebody whose own order is late. */
function answer(heard: Heard, known: FaqHit): true {
  const { turn } = heard;
  turn.session.confused = 0;
  sayAnswer(turn, known);
  if (followAnswer(turn, known.entry, heard.asked?.run)) return true;
  const ref = heard.trouble === 'late' ? listener(heard) : undefined;
  return ref ? start(heard, ref) : true;
}

/** Returns the flow that takes up the trouble that was told. */
function listener({ turn, trouble }: Heard): TriggerRef | undefined {
  return trouble && others(turn, 'trouble', (trigger) => trigger.trouble.includes(trouble))[0];
}

/** Returns the flow that a text surely means; undefined for one that shows goods to somebody who reports trouble. */
function flowOf({ turn, trouble }: Heard, text: string): TriggerRef | undefined {
  const meant = sureFlow(turn, text);
  return meant && trouble && advertises(meant.flow) ? undefined : meant;
}

/** Answers several questions in one message, each surely known. */
export function several(heard: Heard): boolean {
  const { turn, core, phrases } = heard;
  const found = phrases[0]?.kind === 'says' ? [] : severalAnswers(turn, core, inFull);
  const last = found.at(-1);
  if (!last) return false;
  for (const one of found.slice(0, -1)) sayAnswer(turn, one);
  return answer(heard, last);
}

/** Takes the entry that is near enough, else the flow; one whose own phrase was said needs less. */
export function sure(heard: Heard): boolean {
  const { turn, core } = heard;
  const [first, ...others] = wishesIn(heard);
  const told = first !== undefined && tellsOfGoods(heard, first);
  const best = told ? others.find((hit) => !('goods' in hit.trigger)) : first;
  const known = nearest(turn, core, 1)[0];
  const quality = heard.trouble || (best && !isGoods(best.flow)) ? undefined : qualityKnown(turn, core, best !== undefined);
  if (quality && agrees(turn, core, quality.id)) return answer(heard, quality);
  const here = best?.kind === 'says' ? undefined : afterAnswer(heard);
  if (here) return answer(heard, here);
  // A phrase of a flow, and goods that are wanted and nothing else, give way only to an entry that leaves no doubt.
  const ofCards = cardsShown(turn).length > 0 && asksOfGoods(core);
  const firm = best !== undefined && !ofCards && (best.kind === 'says' || (advertises(best.flow) && !saysMore(heard.phrases, best, core)));
  // A wrong thing that came is no question about things of that kind.
  const certain = firm || (heard.trouble === 'missing' && known && !known.entry.then) || (known !== undefined && tellsOther(heard, known));
  if (known && known.score >= (certain ? Math.max(turn.flows.sure, 0.97) : turn.flows.sure)) {
    const besides = best && plainWish(heard, best) && !known.entry.then;
    return besides ? follow(heard, best) : answer(heard, known);
  }
  const full = best?.kind === 'says' || heard.trouble ? undefined : inFull(core).map((question) => sureAnswer(turn, question))[0];
  if (full && agrees(turn, core, full.id) && (!known || known.id === full.id || known.score < turn.flows.sure)) return answer(heard, full);
  if (best?.kind === 'says' && !best.whole && otherFlow(heard, best)) return true;
  if (best?.kind === 'says' && besidePhrase(heard, best, known)) return true;
  const meant = best?.kind === 'says' ? undefined : (flowOf(heard, core) ?? inFull(core).map((question) => flowOf(heard, question))[0]);
  if (troubled(heard, meant)) return true;
  // Who names goods and says no more is shown these, not what is liked in general.
  if (meant && best && advertises(meant.flow) && isGoods(best.flow) && !saysMore(heard.phrases, best, core)) return follow(heard, best);
  if (meant) return start(heard, meant);
  if (best?.kind === 'says') return follow(heard, best);
  if (best && underCondition(heard, best)) return true;
  if (oneSurePart(heard, best)) return true;
  if (!best) return !told && loneName(heard);
  return (advertises(best.flow) && doubtful(heard, best)) || follow(heard, best);
}

/**
 * Tells whether the meaning of the whole message does not speak for another entry: what a reader of single words finds gives way to it. "Does the wool coat
 * run big" has a word of how wool is washed.
 */
function agrees(turn: TurnState, text: string, id: string): boolean {
  const [first] = nearest(turn, text, 3);
  if (!first || first.score < turn.flows.maybe || first.id === id) return true;
  return (turn.ranked(text, 3).find((one) => one.id === id)?.score ?? 0) >= first.score / 4;
}

/** Starts the flow that leaves no doubt although a phrase of another one stands inside the message: "when does the refund arrive" beside "when does it arrive". */
function otherFlow(heard: Heard, best: Hit): boolean {
  const meant = plainlyFlow(heard);
  return meant !== undefined && meant.flow !== best.flow && start(heard, meant);
}

/**
 * Offers an entry beside the flow whose phrase stands inside the message: one that is almost sure, or that speaks of a thing that is no goods of the shop,
 * "do you have a test report".
 */
function besidePhrase({ turn, core, phrases }: Heard, best: Hit, known: FaqHit | undefined): boolean {
  if (best.whole || !known || known.entry.then || clauses(core).length > 1 || phrases.some(({ trigger }) => 'goods' in trigger)) return false;
  const strange = advertises(best.flow) && known.score >= turn.flows.maybe && namesMatter(core, known.entry.q);
  return (strange || known.score >= 0.75) && looksLikeQuestion(core) && clarify(turn, { text: core, also: best });
}

function plainlyFlow(heard: Heard): TriggerRef | undefined {
  const { turn, core } = heard;
  return clauses(core).length === 1 && (turn.ranked(core, 1)[0]?.score ?? 0) >= 0.9 ? flowOf(heard, core) : undefined;
}

/** Returns the entry that answers what is asked in few words of the matter that was answered last: "and who pays the postage?". */
function afterAnswer({ turn, core }: Heard): FaqHit | undefined {
  const last = (turn.session.answered ?? []).at(-1);
  const entry = last && turn.facts.now - last.at < limits.answeredMs ? triggerIndex(turn.flows).faq.get(last.id) : undefined;
  return inFullHere(core, entry?.q.join(' ')).flatMap((question) => sureAnswer(turn, question) ?? [])[0];
}

/** Tells whether the entry is about trouble, and of another kind than the customer reports. */
function tellsOther({ trouble }: Heard, { entry }: FaqHit): boolean {
  const told = trouble ? entry.q.flatMap((question) => troubleIn(question) ?? []) : [];
  return told.length > 0 && told.every((one) => one !== trouble);
}

/**
 * Starts the flow for broken, incomplete or late goods, unless the message names another flow that helps. An entry that comes near to a question in the
 * message is offered beside it.
 */
function troubled(heard: Heard, meant: TriggerRef | undefined): boolean {
  const { turn, core, trouble, phrases } = heard;
  const ref = listener(heard);
  if (!ref || !trouble) return false;
  const near = turn.ranked(core, 3).filter(({ score }) => score >= turn.flows.maybe);
  const said = phrases.find(({ kind, flow }) => kind === 'says' || near.some(({ id }) => id === `flow:${flow.name}`))?.flow ?? meant?.flow;
  if (said && helps(heard, said.name)) return false;
  const entry = nearest(turn, core, 1)[0];
  turn.note(`trouble:${trouble}`);
  // Where their own order is tells more than when orders come.
  if (trouble !== 'late' && looksLikeQuestion(core) && entry && entry.score >= loneChoice && clarify(turn, { also: ref })) return true;
  const parts = clauses(core);
  const asked = parts.length > 1 ? parts.filter(looksLikeQuestion).flatMap((part) => sureAnswer(turn, part) ?? []) : [];
  for (const one of asked.slice(0, 1)) if (!one.entry.then) sayAnswer(turn, one);
  return start(heard, ref);
}

/** Tells whether the flow neither takes up trouble itself nor is one that such a flow leads to. */
function helps({ turn }: Heard, name: string): boolean {
  return !others(turn, 'trouble').some(({ flow }) => flow.name === name || leadsTo(flow, name));
}

/** Offers an entry that comes near beside the flow when a question asks whether something may be done in a case: "can I return tea if I opened the bag". */
function underCondition({ turn, core }: Heard, best: Hit): boolean {
  if (best.kind === 'says' || best.whole || advertises(best.flow) || !looksLikeQuestion(core)) return false;
  if (!/\b(?:if|when|after|although|even though|once|without)\b|如果|要是|的话|还能|还可以|之后能/i.test(core)) return false;
  const [entry] = nearest(turn, core, 1);
  return entry !== undefined && entry.score >= turn.flows.maybe && !entry.entry.then && clarify(turn, { text: core, also: best });
}

/** Takes a single word that one entry mentions and none is about, such as the name of a brand, as asking for goods. */
function loneName(heard: Heard): boolean {
  const { turn, core } = heard;
  if (core.trim().split(/\s+/).length > 1 || /\p{Script=Han}{4}/u.test(core)) return false;
  const near = turn.ranked(core, 3).filter(({ score }) => score >= turn.flows.maybe);
  if (wantsGoods(core) || near.length !== 1 || near[0]!.score < loneChoice || near[0]!.id.startsWith('flow:')) return false;
  const ref = [...triggerIndex(turn.flows).flows.values()].flat().find((one) => advertises(one.flow) && allowed(turn, one));
  return ref !== undefined && start(heard, ref);
}

/** The part of a question that follows its matter: a condition, a reason or a time. */
export const subordinate = /\s(?:when|if|because|since|once|after|before|as soon as)\s.*$/i;

/** Offers both when a sentence has a word for goods and an entry comes near to it. A question needs less for it, and one that asks how or why the least. */
function doubtful({ turn, core, phrases }: Heard, best: Hit): boolean {
  const part = whichOfTwo(core) ? core : clauses(core).find((part) => placeOf(best.words, words(part)) >= 0);
  const text = (part ?? core).replace(subordinate, '');
  if (best.whole || !saysMore(phrases, best, text)) return false;
  const own = `flow:${best.flow.name}`;
  const ranked = turn.ranked(text, 3);
  if (!looksLikeQuestion(text) && wantsPlainly(text)) return false;
  const least = asksHow(text) ? turn.flows.maybe * 0.2 : looksLikeQuestion(text) ? turn.flows.maybe * 0.75 : loneChoice;
  const above = ranked.find(({ id }) => id === own)?.score ?? 0;
  // The name of the goods alone is no sign: "what is the silk scarf made of" shares it with how silk is washed.
  const rest = beyondWish(
    text,
    phrases.filter((hit) => hit.flow === best.flow).map((hit) => hit.words),
  );
  const goods = phrases.filter((hit) => hit.flow === best.flow).map(wordsOf);
  const speaksOf = (id: string) => speaksOfRest(turn, text, goods, rest, id);
  return ranked.some(({ id, score }) => id !== own && score >= least && score > above && speaksOf(id)) && clarify(turn, { text, also: best, least });
}

/** Tells whether a text says more than that goods are wanted. */
function saysMore(phrases: readonly Hit[], { flow }: Hit, text: string): boolean {
  const goods = phrases.filter((hit) => hit.flow === flow).map((hit) => hit.words);
  return beyondWish(text, goods).length > 0;
}

/** Tells whether a part of the message does nothing but want these goods. */
function plainWish({ turn, core, phrases }: Heard, best: Hit): boolean {
  const parts = clauses(core);
  const part = parts.find((one) => placeOf(best.words, words(one)) >= 0);
  return parts.length > 1 && part !== undefined && advertises(best.flow) && !saysMore(phrases, best, part) && !sureAnswer(turn, part);
}

/** Returns the phrases of a message without mere words for goods that stand in the story of another wish: "return the dress, it is too long". */
function wishesIn({ core, phrases }: Heard): readonly Hit[] {
  if (!phrases.some(({ flow }) => !flow.unlisted && !advertises(flow))) return phrases;
  const parts = clauses(core);
  const story = (hit: Hit) => parts.every((part) => placeOf(hit.words, words(part)) < 0 || saysMore(phrases, hit, part));
  return phrases.filter((hit) => hit.kind === 'says' || !advertises(hit.flow) || !story(hit));
}

/**
 * Answers the one part of the message that is surely known when the whole is not; what else is asked is offered or named. A phrase of a flow decides
 * unless it is a mere word for goods in that very part.
 */
function oneSurePart(heard: Heard, best: Hit | undefined): boolean {
  const { turn, core } = heard;
  const parts = clauses(core);
  if ((parts.length < 2 && !best) || isStrange(turn.flows, core)) return false;
  // "Can you do that" says nothing by itself.
  const part = parts.find((one) => saysMatter(one) && !(best && isGoods(best.flow) && saysBudget(one)) && (sureAnswer(turn, one) ?? flowOf(heard, one)));
  if (part === undefined) return false;
  if (best && (!advertises(best.flow) || placeOf(best.words, words(part)) < 0 || !saysMore(heard.phrases, best, part))) return false;
  const rest = parts.filter((one) => one !== part);
  const known = sureAnswer(turn, part);
  const meant = known ? undefined : flowOf(heard, part);
  if (meant && best) return false;
  turn.note('one-part');
  if (meant) {
    for (const one of rest) sayProbable(turn, one);
    return start(heard, meant);
  }
  if (!known) return false;
  if (known.entry.then) {
    for (const one of rest) sayProbable(turn, one);
    return answer(heard, known);
  }
  answer(heard, known);
  if (turn.began) return true;
  const open = rest.filter((one) => !sayInFull(turn, one) && !sayProbable(turn, one)).find(looksLikeQuestion);
  if (open !== undefined && !clarify(turn, { text: open })) turn.say('not_that_part', { part: open.slice(0, 60) });
  return true;
}

/** Returns an entry that is far ahead of all else: beside something that is sure less is needed. */
function probable(turn: TurnState, text: string): { id: string; score: number } | undefined {
  const [first, ...others] = words(text).length > 1 ? turn.ranked(text, 3) : [];
  // An answer has other answers for rivals, and a flow other flows.
  const second = others.find(({ id }) => id.startsWith('flow:') === first?.id.startsWith('flow:'));
  const ahead = first ? first.score / Math.max(second?.score ?? 0, 0.01) : 0;
  return first && ((first.score >= turn.flows.maybe * 1.5 && ahead >= 2) || (first.score >= turn.flows.maybe * 1.1 && ahead >= 3)) ? first : undefined;
}

/** Gives an entry that stands alone among what comes near: to offer it by itself would only ask for a press. */
export function likely(heard: Heard): boolean {
  const known = likelyEntry(heard);
  return known !== undefined && answer(heard, known);
}

/** Returns an entry that stands alone among what comes near, leads nowhere, and speaks of what was said. */
export function likelyEntry({ turn, core }: Heard): FaqHit | undefined {
  const [first, second] = turn.ranked(core, 2);
  const known = nearest(turn, core, 1)[0];
  if (!first || !known || known.id !== first.id || known.entry.then || first.score < alone || first.score < (second?.score ?? 0) * 3) return undefined;
  return namesMatter(core, known.entry.q) && !isStrange(turn.flows, core) ? known : undefined;
}

/** Least score of an entry that stands alone. */
const alone = 0.45;

/** Answers a question that is asked in few words. */
function sayInFull(turn: TurnState, text: string): boolean {
  const found = inFull(text).flatMap((question) => sureAnswer(turn, question) ?? []);
  for (const hit of found) sayAnswer(turn, hit);
  return found.length > 0;
}

function sayProbable(turn: TurnState, text: string): boolean {
  const found = probable(turn, text);
  const id = found && (looksLikeQuestion(text) || found.score > loneChoice) ? found.id : undefined;
  const known = nearest(turn, text, 1)[0];
  if (!known || known.id !== id) return false;
  sayAnswer(turn, known);
  return true;
}

/** Starts the best flow. Another wish in the same message is queued and announced; a question in it is answered first. */
export function follow(heard: Heard, first: Hit): true {
  const { turn, core } = heard;
  // A flow that is never named, such as a greeting, is no wish beside another one.
  const found = wishesIn(heard).filter(({ flow }) => !flow.unlisted);
  const best = first.flow.unlisted ? (found[0] ?? first) : first;
  const parts = best.whole ? [] : clauses(core);
  const second = found.find(
    (hit) => hit.flow !== best.flow && !(isGoods(hit.flow) && isGoods(best.flow)) && apart(hit, best) && (hit.kind === 'says' || inOwnClause(hit, best, parts)),
  );
  const soothing = [best, second].find((hit) => hit && soothes(hit.flow));
  if (soothing) return start(heard, soothing);
  if (second) {
    const [sooner, later] = best.at < second.at ? [best, second] : [second, best];
    if (!soundsAngry(turn)) turn.say('one_by_one', { first: called(turn, sooner), second: called(turn, later) });
    queueWish(turn, later.flow.name);
    return start(heard, sooner);
  }
  if (parts.length > 1) {
    let past = false;
    for (const clause of parts) {
      if (placeOf(best.words, words(clause)) >= 0) {
        past = true;
        continue;
      }
      if (isGoods(best.flow) && saysBudget(clause)) continue;
      const known = sureAnswer(turn, clause);
      if (known) {
        sayAnswer(turn, known);
        continue;
      }
      // What stands before the wish is its reason; only what follows can be another one.
      if (!past || isNumber(clause) || wantsNoPerson(clause)) continue;
      const meant = flowOf(heard, clause) ?? (looksLikeQuestion(clause) ? probableFlow(turn, clause) : undefined);
      // The trouble is why something that helps is wanted.
      if (meant && heard.trouble && listener(heard)?.flow === meant.flow && helps(heard, best.flow.name)) continue;
      if (meant && meant.flow !== best.flow && !meant.flow.unlisted && !(isGoods(meant.flow) && isGoods(best.flow))) {
        if (!soundsAngry(turn)) turn.say('one_by_one', { first: called(turn, best), second: aboutFlow(turn, meant.flow) ?? clause });
        queueWish(turn, meant.flow.name);
        break;
      }
      if (looksLikeQuestion(clause)) sayProbable(turn, clause);
    }
  }
  return start(heard, best);
}

/** Tells whether a part holds a number that belongs to a wish, of an order or a telephone. */
function isNumber(clause: string): boolean {
  return /\d{4}/.test(clause);
}

function probableFlow(turn: TurnState, text: string): TriggerRef | undefined {
  const found = probable(turn, text);
  return found && flowMeant(turn, found.id);
}

/** Returns the name of a wish: what its flow is about, else the customer's own words. */
function called(turn: TurnState, hit: Hit): string {
  return aboutFlow(turn, hit.flow) ?? wordsOf(hit);
}

function apart(a: Hit, b: Hit): boolean {
  return a.at + a.words.length <= b.at || b.at + b.words.length <= a.at;
}

function inOwnClause(hit: Hit, best: Hit, parts: readonly string[]): boolean {
  return parts.some((clause) => {
    const said = words(clause);
    // "My order number is ..." tells something of the wish.
    return placeOf(hit.words, said) >= 0 && placeOf(best.words, said) < 0 && !isNumber(clause);
  });
}
