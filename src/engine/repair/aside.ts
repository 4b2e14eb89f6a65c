/** Questions of the engine itself, in front of the run's question for one message: did you mean, really cancel, a person? */
import { readYesNo } from '../answers/yes-no.ts';
import { matchChoice } from '../choose-match.ts';
import { nearest, questionOfEntry, sayAnswer } from '../faq.ts';
import { callPerson } from '../handing-over.ts';
import { limits } from '../limits.ts';
import { askAgain } from '../questions.ts';
import { askingRun } from '../runs.ts';
import { begin } from '../starting.ts';
import { buttonToken } from '../tokens.ts';
import { triggerIndex } from '../trigger-index.ts';
import type { TurnState } from '../turn-state.ts';
import { folded } from '../wording.ts';
import { cancelTop } from './cancel.ts';

type Aside = NonNullable<TurnState['session']['aside']>;

function show(turn: TurnState, kind: Aside['kind'], text: string, options: { label: string; value: string }[]): void {
  const { session } = turn;
  const choices = options.map((option, index) => ({ ...option, token: buttonToken('0', session.turn, index.toString(36)) }));
  session.aside = { kind, choices };
  turn.send([{ type: 'text', text }], undefined, { choices: choices.map(({ token, label }) => ({ token, label })) });
}

/** Asks before many answers are thrown away. */
export function askToCancel(turn: TurnState): void {
  show(turn, 'cancel', turn.phrase('cancel_sure'), yesNo(turn));
}

/** Offers a person to somebody who got no help today. */
export function offerPerson(turn: TurnState): void {
  turn.note('person-first');
  show(turn, 'person', turn.phrase('person_first'), yesNo(turn));
}

function yesNo(turn: TurnState): { label: string; value: string }[] {
  return [
    { label: turn.phrase('yes'), value: 'yes' },
    { label: turn.phrase('no'), value: 'no' },
  ];
}

/** Offers what may have been meant, up to three things; false when nothing comes near. */
export function clarify(turn: TurnState): boolean {
  const near = nearest(turn, turn.said, 3).filter(({ score }) => score >= turn.flows.maybe);
  if (near.length === 0) return false;
  turn.note('clarification');
  const options = near.map(({ id, entry }) => ({ label: questionOfEntry(entry, turn.lang), value: id }));
  show(turn, 'clarify', turn.phrase('did_you_mean'), [...options, { label: turn.phrase('something_else'), value: '' }]);
  return true;
}

/** The answer to such a question; false when the message is something else, which ends the question. */
export function answerAside(turn: TurnState, pressed?: string): boolean {
  const { session, said } = turn;
  const { aside } = session;
  if (!aside) return false;
  session.aside = undefined;
  const value = pressed === undefined ? valueSaid(aside, said) : aside.choices.find(({ token }) => token === pressed)?.value;
  if (value === undefined) return false;
  if (aside.kind === 'clarify') chosen(turn, value);
  else if (aside.kind === 'person') {
    session.gaveUp = [];
    if (value === 'yes') callPerson(turn);
    else turn.say('all_right_go_on');
  } else {
    const run = askingRun(session);
    if (run && value === 'yes') cancelTop(turn, run);
    else if (run) askAgain(turn, run, turn.phrase('not_cancelled'));
  }
  return true;
}

function valueSaid(aside: Aside, said: string): string | undefined {
  const options = aside.choices.map(({ label }, index) => ({ option: String(index), label }));
  const match = matchChoice(
    said,
    options,
    options.map(({ option }) => option),
  );
  if (match && 'one' in match && match.whole) return aside.choices[Number(match.one)]?.value;
  if (aside.kind === 'clarify') return undefined;
  const yes = readYesNo(folded(said), said, { now: 0, zone: 'UTC', currency: '', lang: '', parts: [] });
  return yes?.rest === '' ? (yes.value === true ? 'yes' : 'no') : undefined;
}

function chosen(turn: TurnState, id: string): void {
  const entry = triggerIndex(turn.flows).faq.get(id)?.entry;
  const run = askingRun(turn.session);
  if (!entry) return turn.say('say_differently');
  turn.session.confused = 0;
  sayAnswer(turn, { id, entry, score: 1 });
  const flow = entry.then && 'flow' in entry.then ? turn.flows.live.get(entry.then.flow) : undefined;
  if (flow) begin(turn, { flow, trigger: { fallback: true }, index: -1, order: 0 }, run);
  else if (run) askAgain(turn, run);
}

/** Did the customer give up often today? */
export function gaveUpOften(turn: TurnState): boolean {
  const { session, facts } = turn;
  return session.gaveUp.filter((at) => facts.now - at < limits.dayMs).length >= limits.giveUps;
}
