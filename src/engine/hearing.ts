/** What a customer's message means: the patterns of repair are tried in the order of their urgency. */
import { atCrossroads } from './crossroads.ts';
import { sayAnswer, sureAnswer, sureFlow } from './faq.ts';
import { type GlobalWish, globalWish } from './global-words.ts';
import { limits } from './limits.ts';
import { carryOn } from './loop.ts';
import { askAgain, hasFailed, inputOf, misunderstood, questionAt } from './questions.ts';
import { answerIn } from './repair/answer-and-question.ts';
import { answerAside } from './repair/aside-answers.ts';
import { cancelTop } from './repair/cancel.ts';
import { correct, correctEdited } from './repair/correction.ts';
import { openConversation } from './repair/fresh.ts';
import { grantWish, saysSkip, skip } from './repair/global-wishes.ts';
import { optOut } from './repair/opt-out.ts';
import { wakeUp } from './repair/session-start.ts';
import { nameUnreadable } from './repair/unsupported.ts';
import { askingRun, endRun, replied } from './runs.ts';
import type { Run } from './session.ts';
import { begin, followAnswer } from './starting.ts';
import { take, tryAgain } from './taking.ts';
import { hits, mediaTrigger, others } from './triggers.ts';
import type { TurnState } from './turn-state.ts';
import { looksLikeQuestion, words } from './wording.ts';

/** A message of the customer. */
export function hear(turn: TurnState): void {
  const { session, event, facts, said } = turn;
  if (event.type !== 'message') return;
  listenForLanguage(turn);
  session.last = { id: event.id, text: said.slice(0, limits.kept) };
  const silence = session.lastAt === undefined ? 0 : facts.now - session.lastAt;
  session.lastAt = facts.now;
  const wish = globalWish(said);
  if (wish === 'opt_out') return optOut(turn);
  if (!session.handoff) wakeUp(turn, silence);
  const asking = askingRun(session);
  replied(turn, session.handoff ? undefined : asking);
  if (session.handoff) return awaited(turn, session.handoff);
  if (event.edited && correctEdited(turn, asking)) return;
  if (answerAside(turn)) return;
  if (asking) answer(turn, asking, wish, silence > limits.pauseMs);
  else openConversation(turn, wish);
}

/** A person has the conversation: the bot is silent, but whoever still waits for one is told once that their words are read. */
function awaited(turn: TurnState, handoff: NonNullable<TurnState['session']['handoff']>): void {
  turn.note('silent');
  if (handoff.accepted || handoff.told) return;
  handoff.told = true;
  turn.say('colleague_reads');
}

/** The customer's language is that of what they write, once it is long enough to tell. */
function listenForLanguage(turn: TurnState): void {
  const { said, session, facts } = turn;
  if (said === '') return;
  const lang = turn.flows.language(said);
  if (!lang || lang === turn.lang) {
    if (lang && !session.lang) session.lang = turn.lang;
    return;
  }
  const known = session.lang ?? facts.contact.lang;
  // An address or a number in an answer says nothing of the language that somebody speaks.
  if (known !== undefined && askingRun(session) && /[{}=<>@\d]/.test(said)) return;
  const enough = words(said).length >= (lang === 'zh' ? 2 : 3);
  if (known === undefined || enough) turn.speak(lang);
}

/** A message while a question waits. */
function answer(turn: TurnState, run: Run, wish: GlobalWish | undefined, paused: boolean): void {
  const question = questionAt(turn, run);
  const { waiting } = run;
  if (!waiting || turn.event.type !== 'message') return;
  if (!question || hasFailed(waiting)) return afterFailure(turn, run, wish);
  run.replying = true;
  if (saysSkip(turn, run)) return skip(turn, run, question);
  const input = inputOf(turn, turn.event.parts);
  const reading = question.asking.read(question.step, question.state, input, waiting);
  const open = question.asking.open?.(question.step, waiting.stage) ?? false;
  if (reading.fits && reading.whole && !open) return take(turn, run, { reading, rest: [] });
  if (paused && wish === 'hello') return askAgain(turn, run, turn.phrase('we_were_at'));
  if (wish && grantWish(turn, run, question, wish, open)) return;
  if (correct(turn, run)) return;
  if (!reading.fits && nameUnreadable(turn, run)) return;
  const split = reading.fits && open ? { reading, rest: [] } : answerIn(turn, question, waiting, reading);
  if (open || !split) {
    if (interrupted(turn, run, open)) return;
  }
  if (split) return take(turn, run, split);
  if (paused) return askAgain(turn, run, turn.phrase('we_were_at'));
  carryOn(turn, run, () => misunderstood(question, waiting, reading.fits ? undefined : reading.why));
}

/** The message is about something else: a question of the FAQ, or another flow. The question that waits comes again afterwards. */
function interrupted(turn: TurnState, run: Run, open: boolean): boolean {
  const { said } = turn;
  const inRun = (name: string) => run.stack.some(({ flow }) => flow === name);
  // Among options, words of the flow that is running are a wrong answer; only its whole phrase begins it anew.
  const choosing = questionAt(turn, run)?.state.at.verb === 'choose' && !atCrossroads(turn, run);
  const hit = hits(turn, said).find(({ whole, kind, flow }) => (whole && kind === 'says') || !(open || (choosing && inRun(flow.name))));
  const offering = offers(turn, run);
  const same = offering && hit !== undefined && inRun(hit.flow.name);
  if (hit && !same && (hit.whole || hit.kind === 'says')) return start(turn, run, hit);
  const known = !open || looksLikeQuestion(said) ? sureAnswer(turn, said, same ? 2 : 1) : undefined;
  if (known) {
    turn.session.confused = 0;
    sayAnswer(turn, known);
    if (!followAnswer(turn, known.entry, run) && !atCrossroads(turn, run)) askAgain(turn, run);
    return true;
  }
  const meant = open ? undefined : sureFlow(turn, said);
  if (same || (offering && meant && inRun(meant.flow.name))) return offerAgain(turn, run);
  // Words that are only near to the flow that is running are a wrong answer to its question, no new wish.
  if (meant && !inRun(meant.flow.name)) return start(turn, run, meant);
  if (hit) return start(turn, run, hit);
  // A crossroads asks for nothing that this could be a wrong answer to: a flow that says what it takes up gets it.
  const claimed = atCrossroads(turn, run) ? others(turn, 'fallback').find(({ trigger }) => trigger.if !== undefined) : undefined;
  if (claimed) return start(turn, run, claimed);
  const angry = turn.flows.angry(said) ? others(turn, 'mood').find(({ flow }) => !inRun(flow.name)) : undefined;
  if (angry && !open) return start(turn, run, angry);
  const sent = turn.event.type === 'message' && !open ? mediaTrigger(turn, turn.event.parts) : undefined;
  return sent ? start(turn, run, sent) : false;
}

/** Does the run ask for a yes or no before it knows anything, as an offer does? To begin it anew would only repeat its words. */
function offers(turn: TurnState, run: Run): boolean {
  const verb = questionAt(turn, run)?.state.at.verb;
  return (verb === 'consent' || verb === 'confirm') && !run.trail.some(({ frame }) => frame === run.stack.length - 1);
}

/** The customer asks for more of what they are being offered: they hear what is behind it, and the question comes again. */
function offerAgain(turn: TurnState, run: Run): true {
  turn.session.confused = 0;
  turn.note('offered-again');
  const question = questionAt(turn, run);
  const why = question?.asking.prompt(question.step, question.state, run.waiting?.stage).why;
  if (run.waiting) run.waiting.tries = 0;
  askAgain(turn, run, why && question.state.text(why));
  return true;
}

function start(turn: TurnState, run: Run, ref: Parameters<typeof begin>[1]): true {
  turn.session.confused = 0;
  begin(turn, ref, run);
  return true;
}

/** After an error any word of the customer tries the step again, unless they want something else. */
function afterFailure(turn: TurnState, run: Run, wish: GlobalWish | undefined): void {
  if (wish === 'person' || wish === 'cancel' || wish === 'menu') {
    if (wish === 'cancel') return cancelTop(turn, run);
    endRun(turn, run, 'cancelled');
    return openConversation(turn, wish);
  }
  if (hits(turn, turn.said).length > 0 && interrupted(turn, run, false)) return;
  tryAgain(turn, run);
}
