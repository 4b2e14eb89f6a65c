/** The meaning of a message: one table, the first line that fits decides, whatever the state of the conversation. */

import { advertises } from '../../flow-tree/flow-steps.ts';
import { byName, triggerIndex } from '../../flow-tree/trigger-index.ts';
import { clauses } from '../../reading/clauses.ts';
import { asksSomething } from '../../reading/wishes/asks-something.ts';
import { inFull, inFullHere } from '../../reading/wishes/in-full.ts';
import { offTheSubject } from '../../reading/wishes/off-the-subject.ts';
import { pitches } from '../../reading/wishes/pitches.ts';
import { remedyIn, wantsRemedy } from '../../reading/wishes/remedy.ts';
import { tellsDetails, wantsNoPerson, wantsPerson } from '../../reading/wishes/said-words.ts';
import { tellsCircumstance, tellsSomething } from '../../reading/wishes/told-beside.ts';
import { wantsGoods } from '../../reading/wishes/wanted-goods.ts';
import { leavesMessage } from '../../reading/wishes/wanting-person.ts';
import { wantsPlainly } from '../../reading/wishes/wish-words.ts';
import { looksLikeQuestion, placeOf, words } from '../../reading/wording.ts';
import type { Run } from '../model/session.ts';
import { clarify, gaveUpOften, offerPerson } from '../runs/clarification.ts';
import { sharesMatter } from '../runs/familiar.ts';
import { type FaqHit, sayAnswer, sureAnswer, sureAnswerIn, sureFlow } from '../runs/faq-answer.ts';
import { carryOn } from '../runs/loop.ts';
import { askAgain, isLastTry, misunderstood } from '../runs/questions.ts';
import { begin, followAnswer } from '../runs/start-flow.ts';
import { allowed, mediaTrigger, others } from '../runs/triggers.ts';
import { callPerson } from '../turn/handoff.ts';
import { keepWords } from '../turn/prefilled.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { take } from './accept-answer.ts';
import { annoyed, hasMood } from './annoyed.ts';
import { qualityKnown } from './asked-quality.ts';
import { pressedBroadcast, repliesToBroadcast } from './by-broadcast.ts';
import { chosenByModel } from './by-model.ts';
import { greetFromReferral } from './by-referral.ts';
import { follow, likely, likelyEntry, several, subordinate, sure } from './free-words.ts';
import type { Asked, Heard, Stance } from './heard.ts';
import { nextProof } from './next-proof.ts';
import { helpInEnglish, nameLanguages, showMenu, tellLanguages } from './out-of-reach.ts';
import { aboutRun, changeToRemedy, isOwn, keepForLater, leadsHere, noteForTeam, passOn } from './own-words.ts';
import { waitsForMore } from './pieces.ts';
import { answerIn } from './repair/answer-and-question.ts';
import { correct } from './repair/correction.ts';
import { commands, grantWish, saysSkip, skip } from './repair/global-commands.ts';
import { nameUnreadable } from './repair/unsupported.ts';
import { start } from './start.ts';
import { callingOff } from './taking-back.ts';
import { cardInPassing, ofWhatWasMissing, oneOfTheCards, optionOfTheCards, theCards } from './talk-of-cards.ts';
import { wantedInstead } from './wanted-instead.ts';
import { aboutTheQuestion, asksForOwned } from './without-an-answer.ts';

/** One line of the table. */
interface Rule {
  /** Name of the meaning; stands in the trace. */
  name: string;
  at: readonly Stance[];
  /** Acts on the message; returns false, with nothing done, when it is something else. */
  take(heard: Heard): boolean;
}

const anywhere: readonly Stance[] = ['none', 'soft', 'hard', 'open'];
const free: readonly Stance[] = ['none', 'soft'];
const asking: readonly Stance[] = ['hard', 'open'];

/** The order of precedence. Opting out stands before it: it holds also while a person has the conversation. */
export const precedence: readonly Rule[] = [
  { name: 'a button of a broadcast', at: anywhere, take: pressedBroadcast },
  { name: 'a person', at: ['none', 'soft', 'hard'], take: (heard) => heard.wish !== 'person' && wantsPerson(heard.said) && toPerson(heard) },
  { name: 'skipping', at: anywhere, take: skipping },
  { name: 'the next proof', at: anywhere, take: nextProof },
  { name: 'one of the cards', at: free, take: oneOfTheCards },
  { name: 'an option of the cards', at: free, take: optionOfTheCards },
  { name: 'the cards', at: free, take: theCards },
  { name: 'what was not found', at: free, take: ofWhatWasMissing },
  { name: 'the answer', at: ['soft', 'hard'], take: wholeAnswer },
  { name: 'a remedy instead', at: ['hard'], take: remedyInstead },
  { name: 'calling it off', at: anywhere, take: callingOff },
  { name: 'a phrase', at: free, take: (heard) => heard.phrases[0]?.whole === true && follow(heard, heard.phrases[0]) },
  { name: 'a greeting', at: free, take: greeting },
  { name: 'coming back', at: asking, take: ({ paused, wish, ...heard }) => paused && wish === 'hello' && takeUpAgain({ paused, wish, ...heard }) },
  { name: 'a command', at: anywhere, take: command },
  { name: 'a reply to a broadcast', at: free, take: repliesToBroadcast },
  { name: 'a word about the question', at: ['hard'], take: aboutTheQuestion },
  { name: 'a correction', at: asking, take: ({ turn, asked }) => asked !== undefined && correct(turn, asked.run) },
  { name: 'a picture, a recording, a place', at: free, take: media },
  { name: 'what cannot be read', at: anywhere, take: ({ turn, asked }) => !asked?.reading.fits && nameUnreadable(turn, asked?.run) },
  { name: 'annoyance', at: free, take: annoyance },
  { name: 'an answer with a question', at: ['hard'], take: splitAnswer },
  { name: 'what is told in a form', at: ['hard'], take: told },
  { name: 'another wish', at: asking, take: interruption },
  { name: 'an answer in any words', at: ['open'], take: splitAnswer },
  { name: 'an advertisement', at: free, take: (heard) => pitches(heard.core) && done(showMenu(heard.turn, 'not_mine', 'not_understood')) },
  { name: 'details for the team', at: free, take: (heard) => tellsDetails(heard.core) && toPerson(heard) },
  { name: 'what a model chose', at: anywhere, take: chosenByModel },
  { name: 'several questions', at: free, take: several },
  { name: 'a card in passing', at: free, take: cardInPassing },
  { name: 'goods that no phrase knows', at: free, take: goods },
  { name: 'an entry or a flow', at: free, take: sure },
  {
    name: 'an option in passing',
    at: ['soft'],
    take: ({ asked, turn }) => !!asked?.reading.fits && done(take(turn, asked.run, { reading: asked.reading, rest: [] })),
  },
  { name: 'what a flow takes up', at: free, take: claimed },
  { name: 'what is wanted instead', at: free, take: wantedInstead },
  { name: 'a face', at: free, take: ({ turn, merely }) => merely && done(turn.note('face')) },
  { name: 'coming back in other words', at: asking, take: (heard) => heard.paused && takeUpAgain(heard) },
  { name: 'a foreign tongue', at: anywhere, take: (heard) => helpInEnglish(heard, resolveIntent) || tellLanguages(heard) },
  { name: 'not understood', at: anywhere, take: notUnderstood },
];

/** Finds what a message means, and does it. */
export function resolveIntent(heard: Heard): void {
  // Nothing is done to what is called off, whatever else is wanted.
  if (heard.off && (heard.stance === 'none' || heard.stance === 'soft')) heard.turn.say('left_as_is');
  const rule = precedence.find(({ at, take }) => at.includes(heard.stance) && take(heard));
  if (rule) heard.turn.note(`as:${rule.name}`);
}

// biome-ignore lint/suspicious/noConfusingVoidType: takes the result of what answers nothing
function done(_: void): true {
  return true;
}

/** Starts the flow that fetches a person, if one has phrases for that; else the engine does it. */
function toPerson(heard: Heard): true {
  const { turn, phrases } = heard;
  turn.note('person');
  const own = phrases.find((hit) => hit.kind === 'says' && wantsPerson(hit.words.join(/\p{Script=Han}/u.test(hit.words.join('')) ? '' : ' ')));
  const ref =
    own ??
    [...triggerIndex(turn.flows).flows.values()]
      .flat()
      .find(
        ({ trigger, ...ref }) =>
          'says' in trigger && trigger.says.some((phrase) => wantsPerson(phrase) && !leavesMessage(phrase)) && allowed(turn, { trigger, ...ref }),
      );
  if (ref) return start(heard, ref);
  callPerson(turn, 'asked');
  return true;
}

function skipping({ turn, asked }: Heard): boolean {
  if (!asked || !saysSkip(turn, asked.run)) return false;
  skip(turn, asked.run, asked.question);
  return true;
}

/** Takes a message that is all answer. Of a soft question only what stands on show: its words or its number. */
function wholeAnswer({ turn, asked, stance }: Heard): boolean {
  const reading = asked?.reading;
  if (!reading?.fits || !reading.whole || (stance === 'soft' && !reading.exact)) return false;
  take(turn, asked!.run, { reading, rest: [] });
  return true;
}

function greeting(heard: Heard): boolean {
  const hello = heard.merely && heard.courtesies.has('greeting') ? heard.phrases[0] : undefined;
  return hello !== undefined && start(heard, hello);
}

function takeUpAgain({ turn, asked }: Heard): boolean {
  if (!asked) return false;
  askAgain(turn, asked.run, turn.phrase('we_were_at'));
  return true;
}

/** Takes a word that works anywhere and is the whole message. */
function command(heard: Heard): boolean {
  const { turn, wish, asked, stance } = heard;
  if (!wish) return false;
  if (wish === 'person' && stance !== 'open') return toPerson(heard);
  // Thanks with a goodbye are no answer, even where any words are one.
  const open = stance === 'open' && !(wish === 'bye' && heard.courtesies.size > 0);
  if (asked && !(stance === 'soft' && commands[wish].social)) return grantWish(turn, asked.run, asked.question, wish, open);
  turn.note(wish);
  if (wish === 'menu' || wish === 'restart') {
    const menu = byName(turn.flows, 'menu');
    return menu ? start(heard, menu) : done(turn.say('menu_default'));
  }
  if (wish === 'cancel') turn.session.queue = [];
  const { reply } = commands[wish];
  if (!reply) return false;
  turn.say(reply);
  return true;
}

function media(heard: Heard): boolean {
  const { turn } = heard;
  const ref = turn.event.type === 'message' ? mediaTrigger(turn, turn.event.parts) : undefined;
  return ref !== undefined && start(heard, ref);
}

/** Tells whether it is almost certain which entry or flow is meant. */
function plain(turn: TurnState, text: string): boolean {
  return words(text).length > 0 && (turn.ranked(text, 1)[0]?.score ?? 0) >= 0.9;
}

function annoyance(heard: Heard): boolean {
  const { turn, core, phrases, trouble } = heard;
  if (trouble || phrases[0]?.kind === 'says' || !hasMood(turn)) return false;
  // Who says plainly what they want gets it, a person too, whatever the tone; so does who tells what is wrong: the flow for that says sorry too.
  if (plain(turn, core) || wantsNoPerson(core)) return false;
  const ref = annoyed(turn)[0];
  return ref !== undefined && start(heard, ref);
}

/** Takes an answer and something else in one message: the answer counts, the question is answered too. */
function splitAnswer({ turn, asked, stance }: Heard): boolean {
  if (!asked) return false;
  const { run, question, waiting, reading } = asked;
  const split = reading.fits && stance === 'open' ? { reading, rest: [] } : answerIn(turn, question, waiting, reading);
  if (!split) return false;
  take(turn, run, split);
  return true;
}

/** Takes what is wanted in place of a return: a new one, or some money. */
function remedyInstead({ turn, said, asked }: Heard): boolean {
  const remedy = asked && !(asked.reading.fits && asked.reading.whole) ? remedyIn(said) : undefined;
  return remedy !== undefined && changeToRemedy(turn, asked!, remedy);
}

/** Takes in a circumstance that is told in place of an answer: "I threw away the box". A phrase of another flow that stands in it is another wish. */
function told({ turn, core, asked, phrases, trouble }: Heard): boolean {
  if (!asked || asked.reading.fits || trouble || !tellsCircumstance(core)) return false;
  const another = phrases.some(({ kind, flow }) => kind === 'says' && !asked.run.stack.some((frame) => frame.flow === flow.name));
  return !another && noteForTeam(turn, asked);
}

/** Takes a message about something else: a question of the FAQ, or another flow. The question that waits comes again afterwards. */
function interruption(heard: Heard): boolean {
  const { turn, core, asked, stance, phrases, trouble } = heard;
  if (!asked) return false;
  const { run, question } = asked;
  const open = stance === 'open';
  const inRun = (name: string) => run.stack.some(({ flow }) => flow === name);
  // Among options, words of the flow that is running are a wrong answer; only its whole phrase begins it anew.
  const choosing = asked.question.step.at.verb === 'choose';
  // Where a number is asked for, a word for goods in what somebody tells is no wish for goods.
  const telling = !open && asksForOwned(asked) && !looksLikeQuestion(core) && !wantsPlainly(core) && tellsSomething(core);
  const hit = phrases.find(
    ({ whole, kind, flow }) => (whole && kind === 'says') || !(open || (choosing && inRun(flow.name)) || (telling && kind === 'keyword' && advertises(flow))),
  );
  const offering = offers(asked);
  const same = offering && hit !== undefined && inRun(hit.flow.name);
  const own = hit !== undefined && !same && isOwn(turn, asked, hit);
  if (own && open) return false;
  if (!open && tellsDetails(core)) return keepForLater(turn, asked);
  if (own && hit.whole && run.trail.length > 0) return keepForLater(turn, asked);
  // What should be done about a fault is told to the flow that takes it up.
  const mends = others(turn, 'trouble').some(({ flow }) => inRun(flow.name)) || run.stack.some(({ flow }) => turn.flows.live.get(flow)?.takes.remedy);
  if (!open && wantsRemedy(core) && !asked.reading.fits && mends) return keepForLater(turn, asked);
  // A question that an entry leaves no doubt about may have the words of a flow in it: "do I pay the postage to send it back".
  const best = hit && !hit.whole && looksLikeQuestion(core) && plain(turn, core) ? sureAnswer(turn, core) : undefined;
  if (hit && !same && !own && (!best || best.entry.then !== undefined) && (hit.whole || hit.kind === 'says')) return start(heard, hit);
  const isQuestion = looksLikeQuestion(core);
  const known =
    (!open || isQuestion ? asideAnswer(heard, run, same ? 2 : 1) : undefined) ?? (isQuestion && (open || !asked.reading.fits) ? likelyEntry(heard) : undefined);
  if (known) {
    turn.session.confused = 0;
    sayAnswer(turn, known);
    if (leadsHere(known, asked)) keepWords(run, core);
    else if (followAnswer(turn, known.entry, run)) return true;
    askAgain(turn, run);
    return true;
  }
  // What is wrong with it is part of the matter that is open; its question comes again.
  if (!open && !hit && trouble && !asked.reading.fits && question.step.at.verb === 'ask') return keepForLater(turn, asked);
  const meant = open ? undefined : sureFlow(turn, core);
  if (same || (offering && meant && inRun(meant.flow.name))) return offerAgain(turn, asked);
  // Words that are only near to the flow that is running are a wrong answer to its question, no new wish.
  if (meant && !inRun(meant.flow.name)) return start(heard, meant);
  if (own) return keepForLater(turn, asked);
  if (hit) return start(heard, hit);
  const angry = annoyed(turn).find(({ flow }) => !inRun(flow.name));
  if (angry && !open) return start(heard, angry);
  const sent = turn.event.type === 'message' && !open ? mediaTrigger(turn, turn.event.parts) : undefined;
  return sent !== undefined && start(heard, sent);
}

/** Returns the entry that answers a question in the middle of another one: of the matter that is open first, then of any, then what one of its clauses asks. */
function asideAnswer({ turn, core, stance }: Heard, run: Run, most: number): FaqHit | undefined {
  const about = aboutRun(turn, run);
  const full = (text: string) => [...inFullHere(text, about), ...inFull(text)].map((question) => sureAnswer(turn, question)).find((hit) => hit !== undefined);
  const here = inFullHere(core, about)
    .map((question) => sureAnswer(turn, question))
    .find((hit) => hit !== undefined);
  const sure = here ?? sureAnswerIn(turn, core, about, most) ?? (most > 1 ? undefined : full(core));
  if (sure || stance === 'open') return sure;
  const parts = clauses(core);
  for (const part of parts.length > 1 ? parts : []) {
    const known = sureAnswer(turn, part) ?? full(part);
    if (known) return known;
  }
  return undefined;
}

/** Tells whether the run asks for a yes or no before it knows anything, as an offer does. To begin it anew would only repeat its words. */
function offers({ run, question }: Asked): boolean {
  const { verb } = question.step.at;
  return (verb === 'consent' || verb === 'confirm') && !run.trail.some(({ frame }) => frame === run.stack.length - 1);
}

/** Shows more of what the customer is being offered, when they ask for it: they hear what is behind it, and the question comes again. */
function offerAgain(turn: TurnState, { run, question, waiting }: Asked): true {
  turn.session.confused = 0;
  turn.note('offered-again');
  const why = question.asking.prompt(question.fields, question.step, waiting.stage).why;
  waiting.tries = 0;
  askAgain(turn, run, why && question.step.text(why));
  return true;
}

/** Tells whether the entry, or the flow, has a word of the text among its phrases. */
function names(turn: TurnState, id: string, text: string): boolean {
  const entry = triggerIndex(turn.flows).faq.get(id);
  const phrases =
    entry?.q ??
    triggerIndex(turn.flows)
      .flows.get(id)
      ?.flatMap(({ trigger }) => ('says' in trigger ? trigger.says : []));
  if (phrases === undefined) return true;
  // "Back covers" is neither what somebody gets back nor what a warranty covers.
  const name = words(text).map(singular);
  return name.length > 1 ? phrases.some((one) => placeOf(name, words(one).map(singular)) >= 0) : sharesMatter(text, phrases);
}

const singular = (word: string): string => word.replace(/(?<=\w{3})s$/, '');

/** Takes goods in words that no phrase has and no entry comes near to: the flow that shows goods looks, and says so when there are none. */
function goods(heard: Heard): boolean {
  const { turn, core, trouble, phrases } = heard;
  const wanted = trouble || phrases.length > 0 ? undefined : wantsGoods(core);
  if (!wanted || qualityKnown(turn, core, true)) return false;
  const near = turn.ranked(core, 1)[0];
  const ref = [...triggerIndex(turn.flows).flows.values()].flat().find((one) => advertises(one.flow) && !one.flow.unlisted && allowed(turn, one));
  const noun = /\p{Script=Han}/u.test(core) ? core.replace(/[\p{P}\s]/gu, '') : core;
  const isNear = near !== undefined && near.id !== `flow:${ref?.flow.name}`;
  if (isNear && (wanted === 'asked' ? near.score >= turn.flows.sure : near.score >= turn.flows.maybe && names(turn, near.id, noun))) return false;
  return ref !== undefined && start(heard, ref);
}

/** Gives what nothing else explains to a flow that says what it takes up. */
function claimed(heard: Heard): boolean {
  const ref = others(heard.turn, 'fallback').find(({ trigger }) => trigger.if !== undefined);
  if (ref) nameLanguages(heard.turn);
  return ref !== undefined && start(heard, ref);
}

/** Tells whether a message says as much as a sentence does, and not what a shop has nothing to do with: somebody may know what it is about. */
function tellsStory(core: string): boolean {
  const said = words(core);
  const han = said.filter((word) => /\p{Script=Han}/u.test(word)).length;
  return (han >= 6 || said.length - han >= 5) && asksSomething(core) && !offTheSubject(core);
}

/** Answers a message that nothing fits: by what may have been meant, or the question in other words; the second time in a row by a person. */
function notUnderstood(heard: Heard): true {
  const { turn, core, asked, stance, off } = heard;
  const { session } = turn;
  if (asked && stance !== 'soft') {
    const { run, question, waiting, reading } = asked;
    const why = reading.fits ? undefined : reading.why;
    const isQuestion = looksLikeQuestion(core);
    if (isQuestion) turn.note('unanswered');
    // Where a thing is asked for that somebody has or has not, words are no wrong answer: a question is passed on, and what is told is taken in.
    const beside = asksForOwned(asked) && !/\d{3}|@/.test(core);
    if (beside && isQuestion && words(core).length > 1 && !offTheSubject(core) && passOn(turn, asked)) return true;
    if (beside && tellsSomething(core) && noteForTeam(turn, asked)) return true;
    const named = isQuestion && beside ? turn.phrase('not_mine_here') : undefined;
    carryOn(turn, run, () => misunderstood(question, waiting, why, named));
    return true;
  }
  if (session.front?.waiting?.kind === 'call') return done(turn.say('one_moment'));
  if (!asked && greetFromReferral(turn)) return true;
  const fallback = others(turn, 'fallback')[0];
  // A flow that takes up everything else sees each message as it comes.
  if (!fallback && waitsForMore(turn)) return true;
  turn.note('not-understood');
  const person = gaveUpOften(turn)
    ? 'person_first'
    : ++session.confused >= 2 && !fallback && !(asked && isLastTry(asked.question, asked.waiting))
      ? 'ask_colleague'
      : undefined;
  if (!off && likely(heard)) return true;
  const matter = looksLikeQuestion(core) ? core.replace(subordinate, '') : core;
  if (!person && clarify(turn, { text: matter, ...(off && { least: turn.flows.maybe / 2, without: off.stems }) })) return true;
  turn.note('unanswered');
  if (person) offerPerson(turn, person);
  // A question deserves somebody who knows; a question of the shop's own flow has its own way on.
  else if (!fallback && !asked?.question.fields.give_up && looksLikeQuestion(core) && !offTheSubject(core)) offerPerson(turn, 'pass_on');
  else if (!fallback && !asked?.question.fields.give_up && tellsStory(core)) offerPerson(turn, 'colleague_looks');
  else if (fallback) begin(turn, fallback, asked?.run);
  else if (asked) carryOn(turn, asked.run, () => misunderstood(asked.question, asked.waiting, turn.phrase('not_understood_pick')));
  else showMenu(turn, 'not_mine', 'not_understood');
  return true;
}
