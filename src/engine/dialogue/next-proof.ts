/** The next try to prove an order: a customer who gave wrong digits and then sends others means that order, in whatever state the conversation is by then. */

import type { AnswerType } from '../../flow-tree/fields.ts';
import { byName } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import { orderNumbersIn } from '../../reading/values/order-number.ts';
import { proofIn } from '../../reading/values/proof.ts';
import { folded } from '../../reading/wording.ts';
import type { Answer, Run } from '../model/session.ts';
import { correctable, goBack } from '../runs/going-back.ts';
import { drive } from '../runs/loop.ts';
import { questionAt } from '../runs/questions.ts';
import { begin } from '../runs/start-flow.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Heard } from './heard.ts';

/** Questions that take words of many kinds: digits that follow a wrong proof are no answer to them. */
const wide: ReadonlySet<AnswerType> = new Set(['text', 'address', 'order_number']);

/** Takes a message that is nothing but a proof as the next try for the order that was not proved. */
export function nextProof({ turn, said, asked }: Heard): boolean {
  const { session, facts } = turn;
  const open = session.unproved;
  if (!open || facts.now - open.at > limits.pauseMs) return false;
  const expected = asked?.question.asking.expects?.(asked.question.fields, asked.waiting.stage) ?? [];
  if (expected.includes('proof')) return false;
  if (asked?.reading.fits && asked.reading.whole && !(expected.length > 0 && expected.every((type) => wide.has(type)))) return false;
  const proof = proofIn(folded(said), facts.shop);
  if (proof?.rest !== '' || orderNumbersIn(folded(said), facts.shop).some(({ sure }) => sure)) return false;
  turn.note('next-proof');
  const run = asked?.run;
  const given = run && provedIn(turn, run);
  if (run && given) return giveAgain(turn, run, given, proof.value);
  const ref = byName(turn.flows, open.flow);
  if (!ref) return false;
  // The flow reads order and proof from the message, as if both had been said at once.
  if (session.last) session.last.text = `${open.order} ${proof.value}`;
  begin(turn, ref, run);
  return true;
}

/** Returns the proof that was given in this run. */
function provedIn(turn: TurnState, run: Run): Answer | undefined {
  return correctable(run).find((answer) => {
    const question = questionAt(turn, run, answer);
    return question?.asking.expects?.(question.fields, undefined).includes('proof');
  });
}

function giveAgain(turn: TurnState, run: Run, answer: Answer, value: string): true {
  run.replying = true;
  goBack(turn, run, answer);
  // What was answered after the wrong one, as to try again, was about that one.
  const place = run.replay?.findIndex((kept) => kept.raw.length === 0) ?? -1;
  run.replay = run.replay?.slice(0, place + 1).map((kept) => (kept.raw.length === 0 ? { ...kept, raw: [{ type: 'text' as const, text: value }] } : kept));
  drive(turn, run);
  return true;
}
