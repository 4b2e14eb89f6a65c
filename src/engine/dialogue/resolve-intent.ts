/** What a message means: one table, the first line that fits decides, whatever the state of the conversation. */
import { aboutFlow, clauses, nearest, sayAnswer, severalAnswers, sureAnswer, sureFlow } from '../faq.ts';
import type { GlobalWish } from '../global-words.ts';
import { callPerson } from '../handing-over.ts';
import { carryOn } from '../loop.ts';
import type { PhraseKey } from '../phrases.ts';
import { askAgain, misunderstood } from '../questions.ts';
import { keepRecent } from '../recent.ts';
import { answerIn } from '../repair/answer-and-question.ts';
import { clarify, gaveUpOften, offerPerson } from '../repair/asides.ts';
import { cancelTop } from '../repair/cancel.ts';
import { correct } from '../repair/correction.ts';
import { grantWish, saysSkip, skip } from '../repair/global-wishes.ts';
import { nameUnreadable } from '../repair/unsupported.ts';
import type { Run } from '../session.ts';
import { cardsShown } from '../shown-cards.ts';
import { begin, followAnswer, queueWish } from '../starting.ts';
import { take } from '../taking.ts';
import { byName, type TriggerRef, triggerIndex } from '../trigger-index.ts';
import { allowed, type Hit, mediaTrigger, others, wordsOf } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { key, looksLikeQuestion, placeOf, words } from '../wording.ts';
import { annoyed } from './annoyed.ts';
import { greetFromReferral } from './by-referral.ts';
import { callsOff } from './calling-off.ts';
import type { Asked, Heard, Stance } from './heard.ts';
import { nextProof } from './next-proof.ts';
import { cardMeant } from './pointing.ts';
import { plainly } from './said-plainly.ts';
import { wantsPerson } from './wanting-person.ts';

/** One line of the table. */
interface Rule {
  /** What the message is then; stands in the trace. */
  name: string;
  at: readonly Stance[];
  /** Does what follows from it; false, and nothing done, when the message is something else. */
  take(heard: Heard): boolean;
}

const anywhere: readonly Stance[] = ['none', 'soft', 'hard', 'open'];
const free: readonly Stance[] = ['none', 'soft'];
const asking: readonly Stance[] = ['hard', 'open'];

/** The order of precedence. Opting out stands before it: it holds also while a person has the conversation. */
export const precedence: readonly Rule[] = [
  { name: 'a person', at: ['none', 'soft', 'hard'], take: (heard) => heard.wish !== 'person' && wantsPerson(heard.said) && toPerson(heard) },
  { name: 'skipping', at: anywhere, take: skipping },
  { name: 'the next proof', at: anywhere, take: nextProof },
  { name: 'one of the cards', at: free, take: oneOfTheCards },
  { name: 'the answer', at: ['soft', 'hard'], take: wholeAnswer },
  { name: 'calling it off', at: anywhere, take: callingOff },
  { name: 'a phrase', at: free, take: ({ phrases, ...heard }) => phrases[0]?.whole === true && follow({ phrases, ...heard }, phrases[0]) },
  { name: 'a greeting', at: free, take: greeting },
  { name: 'coming back', at: asking, take: ({ paused, wish, ...heard }) => paused && wish === 'hello' && takeUpAgain({ paused, wish, ...heard }) },
  { name: 'a command', at: anywhere, take: command },
  { name: 'a correction', at: asking, take: ({ turn, asked }) => asked !== undefined && correct(turn, asked.run) },
  { name: 'a picture, a recording, a place', at: free, take: media },
  { name: 'what cannot be read', at: anywhere, take: ({ turn, asked }) => !asked?.reading.fits && nameUnreadable(turn, asked?.run) },
  { name: 'annoyance', at: free, take: annoyance },
  { name: 'an answer with a question', at: ['hard'], take: splitAnswer },
  { name: 'another wish', at: asking, take: interruption },
  { name: 'an answer in any words', at: ['open'], take: splitAnswer },
  { name: 'several questions', at: free, take: several },
  { name: 'an entry or a flow', at: free, take: sure },
  {
    name: 'an option in passing',
    at: ['soft'],
    take: ({ asked, turn }) => !!asked?.reading.fits && done(take(turn, asked.run, { reading: asked.reading, rest: [] })),
  },
  { name: 'what a flow takes up', at: free, take: claimed },
  { name: 'a face', at: free, take: ({ turn, merely }) => merely && done(turn.note('face')) },
  { name: 'coming back in other words', at: asking, take: (heard) => heard.paused && takeUpAgain(heard) },
  { name: 'not understood', at: anywhere, take: notUnderstood },
];

/** Finds what a message means, and does it. */
export function resolveIntent(heard: Heard): void {
  const rule = precedence.find(({ at, take }) => at.includes(heard.stance) && take(heard));
  if (rule) heard.turn.note(`as:${rule.name}`);
}

// biome-ignore lint/suspicious/noConfusingVoidType: takes the result of what answers nothing
function done(_: void): true {
  return true;
}

/** The run whose question is open and is left or interrupted by what begins now. */
function runOf({ asked }: Heard): Run | undefined {
  return asked?.run;
}

function start(heard: Heard, ref: TriggerRef): true {
  heard.turn.session.confused = 0;
  begin(heard.turn, ref, runOf(heard));
  return true;
}

/** The flow that fetches a person, if one has phrases for that; else the engine does. */
function toPerson(heard: Heard): true {
  const { turn, phrases } = heard;
  turn.note('person');
  const own = phrases.find((hit) => hit.kind === 'says' && wantsPerson(hit.words.join(/\p{Script=Han}/u.test(hit.words.join('')) ? '' : ' ')));
  const ref =
    own ??
    [...triggerIndex(turn.flows).flows.values()]
      .flat()
      .find(({ trigger, ...ref }) => 'says' in trigger && trigger.says.some(wantsPerson) && allowed(turn, { trigger, ...ref }));
  if (ref) return start(heard, ref);
  callPerson(turn, 'asked');
  return true;
}

function skipping({ turn, asked }: Heard): boolean {
  if (!asked || !saysSkip(turn, asked.run)) return false;
  skip(turn, asked.run, asked.question);
  return true;
}

/** One of the cards that were just shown, when a flow takes that up. What stands on a button is the button; so is a place, once other buttons were shown. */
function oneOfTheCards(heard: Heard): boolean {
  const { turn, core, asked } = heard;
  const ref = others(turn, 'card')[0];
  const cards = ref ? cardsShown(turn) : [];
  const meant = cards.length > 0 ? cardMeant(core, cards) : undefined;
  if (!ref || !meant) return false;
  const labels = asked?.waiting.choices ?? [];
  if (labels.some(({ label }) => key(label) === key(core))) return false;
  if (asked?.reading.fits && asked.reading.exact && asked.run.id !== turn.session.shown?.run) return false;
  if ('id' in meant) {
    keepRecent(turn, 'card', { id: meant.id, title: meant.title });
    return start(heard, ref);
  }
  return done(turn.say('which_card'));
}

/** All that was said is the answer. Of a soft question only what stands on show: its words or its number. */
function wholeAnswer({ turn, asked, stance }: Heard): boolean {
  const reading = asked?.reading;
  if (!reading?.fits || !reading.whole || (stance === 'soft' && !reading.exact)) return false;
  take(turn, asked!.run, { reading, rest: [] });
  return true;
}

/** A wish is taken back. To a yes-or-no question that is the no; else the flow that speaks of it ends, and nothing is changed. */
function callingOff({ turn, said, asked, stance }: Heard): boolean {
  const stems = callsOff(said);
  if (!stems) return false;
  if (!asked || stance === 'soft') {
    if (stems.length === 0) return false;
    turn.note('called-off');
    return done(turn.say('called_off'));
  }
  const { run, question } = asked;
  if (!stems.every((stem) => speaksOf(turn, asked, stem))) return false;
  if (stance === 'open' && stems.length === 0) return false;
  const { verb } = question.state.at;
  if (verb === 'confirm' || verb === 'consent') take(turn, run, { reading: { fits: true, value: false, whole: true }, rest: [] });
  else cancelTop(turn, run, run.trail.some(({ barrier }) => barrier) ? 'cancelled' : 'called_off');
  return true;
}

/** Is that what the flows of the run, or the question and its buttons, are about? */
function speaksOf(turn: TurnState, { run, question, waiting }: Asked, stem: string): boolean {
  const { parts } = question.asking.prompt(question.step, question.state, waiting.stage);
  const shown = [...parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])), ...(waiting.choices ?? []).map(({ label }) => label)];
  const phrases = run.stack.flatMap(({ flow }) =>
    (turn.flows.live.get(flow)?.start ?? []).flatMap((trigger) => ('says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : [])),
  );
  return [...shown, ...phrases].some((text) => plainly(text).includes(stem));
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

const social: ReadonlySet<GlobalWish> = new Set(['thanks', 'hello', 'bye', 'fine', 'moment']);

const replies: Partial<Record<GlobalWish, PhraseKey>> = {
  cancel: 'nothing_to_cancel',
  back: 'menu_default',
  hello: 'hello_help',
  thanks: 'welcome',
  bye: 'goodbye',
  fine: 'fine',
  moment: 'take_your_time',
};

/** A word that works anywhere and is the whole message. */
function command(heard: Heard): boolean {
  const { turn, wish, asked, stance } = heard;
  if (!wish) return false;
  if (wish === 'person' && stance !== 'open') return toPerson(heard);
  if (asked && !(stance === 'soft' && social.has(wish))) return grantWish(turn, asked.run, asked.question, wish, stance === 'open');
  turn.note(wish);
  if (wish === 'person') return done(callPerson(turn, 'asked'));
  if (wish === 'menu' || wish === 'restart') {
    const menu = byName(turn.flows, 'menu');
    return menu ? start(heard, menu) : done(turn.say('menu_default'));
  }
  if (wish === 'cancel') turn.session.queue = [];
  const reply = replies[wish];
  if (!reply) return false;
  turn.say(reply);
  return true;
}

function media(heard: Heard): boolean {
  const { turn } = heard;
  const ref = turn.event.type === 'message' ? mediaTrigger(turn, turn.event.parts) : undefined;
  return ref !== undefined && start(heard, ref);
}

/** Is there hardly a doubt which entry or flow is meant? */
function plain(turn: TurnState, text: string): boolean {
  return words(text).length > 0 && (turn.ranked(text, 1)[0]?.score ?? 0) >= 0.9;
}

function annoyance(heard: Heard): boolean {
  const { turn, core, phrases } = heard;
  // Who says plainly what they want gets it, a person too, whatever the tone.
  if (plain(turn, core)) return false;
  const ref = phrases[0]?.kind === 'says' ? undefined : annoyed(turn)[0];
  return ref !== undefined && start(heard, ref);
}

/** An answer and something else in one message: the answer counts, the question is answered too. */
function splitAnswer({ turn, asked, stance }: Heard): boolean {
  if (!asked) return false;
  const { run, question, waiting, reading } = asked;
  const split = reading.fits && stance === 'open' ? { reading, rest: [] } : answerIn(turn, question, waiting, reading);
  if (!split) return false;
  take(turn, run, split);
  return true;
}

/** The message is about something else: a question of the FAQ, or another flow. The question that waits comes again afterwards. */
function interruption(heard: Heard): boolean {
  const { turn, core, asked, stance, phrases } = heard;
  if (!asked) return false;
  const { run } = asked;
  const open = stance === 'open';
  const inRun = (name: string) => run.stack.some(({ flow }) => flow === name);
  // Among options, words of the flow that is running are a wrong answer; only its whole phrase begins it anew.
  const choosing = asked.question.state.at.verb === 'choose';
  const hit = phrases.find(({ whole, kind, flow }) => (whole && kind === 'says') || !(open || (choosing && inRun(flow.name))));
  const offering = offers(asked);
  const same = offering && hit !== undefined && inRun(hit.flow.name);
  if (hit && !same && (hit.whole || hit.kind === 'says')) return start(heard, hit);
  const known = !open || looksLikeQuestion(core) ? sureAnswer(turn, core, same ? 2 : 1) : undefined;
  if (known) {
    turn.session.confused = 0;
    sayAnswer(turn, known);
    if (!followAnswer(turn, known.entry, run)) askAgain(turn, run);
    return true;
  }
  const meant = open ? undefined : sureFlow(turn, core);
  if (same || (offering && meant && inRun(meant.flow.name))) return offerAgain(turn, asked);
  // Words that are only near to the flow that is running are a wrong answer to its question, no new wish.
  if (meant && !inRun(meant.flow.name)) return start(heard, meant);
  if (hit) return start(heard, hit);
  const angry = annoyed(turn).find(({ flow }) => !inRun(flow.name));
  if (angry && !open) return start(heard, angry);
  const sent = turn.event.type === 'message' && !open ? mediaTrigger(turn, turn.event.parts) : undefined;
  return sent !== undefined && start(heard, sent);
}

/** Does the run ask for a yes or no before it knows anything, as an offer does? To begin it anew would only repeat its words. */
function offers({ run, question }: Asked): boolean {
  const { verb } = question.state.at;
  return (verb === 'consent' || verb === 'confirm') && !run.trail.some(({ frame }) => frame === run.stack.length - 1);
}

/** The customer asks for more of what they are being offered: they hear what is behind it, and the question comes again. */
function offerAgain(turn: TurnState, { run, question, waiting }: Asked): true {
  turn.session.confused = 0;
  turn.note('offered-again');
  const why = question.asking.prompt(question.step, question.state, waiting.stage).why;
  waiting.tries = 0;
  askAgain(turn, run, why && question.state.text(why));
  return true;
}

function several(heard: Heard): boolean {
  const { turn, core, phrases } = heard;
  const found = phrases[0]?.kind === 'says' ? [] : severalAnswers(turn, core);
  const last = found.at(-1);
  if (!last) return false;
  turn.session.confused = 0;
  for (const answer of found) sayAnswer(turn, answer);
  followAnswer(turn, last.entry, runOf(heard));
  return true;
}

/** The entry that is near enough, else the flow; one whose own phrase was said needs less. */
function sure(heard: Heard): boolean {
  const { turn, core, phrases } = heard;
  const [best] = phrases;
  const known = nearest(turn, core, 1)[0];
  if (known && known.score >= (best?.kind === 'says' ? Math.max(turn.flows.sure, 0.97) : turn.flows.sure)) {
    turn.session.confused = 0;
    sayAnswer(turn, known);
    followAnswer(turn, known.entry, runOf(heard));
    return true;
  }
  const meant = best?.kind === 'says' ? undefined : sureFlow(turn, core);
  if (meant) return start(heard, meant);
  return best !== undefined && follow(heard, best);
}

/** Starts the best flow. Another wish in the same message is queued and announced; a question in it is answered first. */
function follow(heard: Heard, first: Hit): true {
  const { turn, core } = heard;
  // A flow that is never named, such as a greeting, is no wish beside another one.
  const found = heard.phrases.filter(({ flow }) => !flow.unlisted);
  const best = first.flow.unlisted ? (found[0] ?? first) : first;
  const parts = best.whole ? [] : clauses(core);
  const second = found.find((hit) => hit.flow !== best.flow && apart(hit, best) && (hit.kind === 'says' || inOwnClause(hit, best, parts)));
  if (second) {
    const [sooner, later] = best.at < second.at ? [best, second] : [second, best];
    turn.say('one_by_one', { first: called(turn, sooner), second: called(turn, later) });
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
      const known = sureAnswer(turn, clause);
      // What stands before the wish is its reason; only what follows can be another one.
      const meant = known || !past ? undefined : sureFlow(turn, clause);
      if (known) sayAnswer(turn, known);
      else if (meant && meant.flow !== best.flow && !meant.flow.unlisted) {
        turn.say('one_by_one', { first: called(turn, best), second: aboutFlow(turn, meant.flow) ?? clause });
        queueWish(turn, meant.flow.name);
        break;
      }
    }
  }
  return start(heard, best);
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

/** A flow that says what it takes up gets what nothing else explains. */
function claimed(heard: Heard): boolean {
  const ref = others(heard.turn, 'fallback').find(({ trigger }) => trigger.if !== undefined);
  return ref !== undefined && start(heard, ref);
}

/** Nothing fits: what may have been meant, or the question in other words; the second time in a row a person. */
function notUnderstood({ turn, core, asked, stance }: Heard): true {
  const { session } = turn;
  if (asked && stance !== 'soft') {
    const { run, question, waiting, reading } = asked;
    // A value that does not fit is nothing that the shop could answer.
    if (looksLikeQuestion(core)) turn.note('unanswered');
    carryOn(turn, run, () => misunderstood(question, waiting, reading.fits ? undefined : reading.why));
    return true;
  }
  if (session.front?.waiting?.kind === 'call') return done(turn.say('one_moment'));
  if (!asked && greetFromReferral(turn)) return true;
  turn.note('not-understood');
  const fallback = others(turn, 'fallback')[0];
  const person = gaveUpOften(turn) ? 'person_first' : ++session.confused >= 2 && !fallback && !asked ? 'ask_colleague' : undefined;
  if (!person && clarify(turn)) return true;
  turn.note('unanswered');
  if (person) offerPerson(turn, person);
  else if (fallback) begin(turn, fallback, asked?.run);
  else if (asked) carryOn(turn, asked.run, () => misunderstood(asked.question, asked.waiting, turn.phrase('not_understood_pick')));
  else turn.say('not_understood');
  return true;
}
