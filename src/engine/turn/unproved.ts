/** The order that a customer could not prove to be theirs. */
import { orderNumbersIn } from '../../reading/values/order-number.ts';
import { proofIn } from '../../reading/values/proof.ts';
import { folded } from '../../reading/wording.ts';
import type { Run } from '../model/session.ts';
import type { TurnState } from './turn-state.ts';

/** Outcomes of a call that say that an order is not proved to be the customer's. */
const unproved: ReadonlySet<string> = new Set(['proof_needed', 'wrong_proof', 'stronger_proof']);

/** Keeps in mind which order a call could not prove, or that it is proved. `said`: the argument that holds its number. */
export function noteProof(turn: TurnState, run: Run, said: unknown, outcome: { ok: true } | { ok: false; code: string }): void {
  const { session, facts } = turn;
  if (outcome.ok) {
    const open = said === undefined ? undefined : session.unproved;
    if (!open) return;
    session.unproved = undefined;
    // What a flow reads in the message from now on is the order with its proof: the digits alone could be taken for an order number.
    const { last } = session;
    if (last && proofIn(folded(last.text), facts.shop)?.rest === '' && !last.text.includes(open.order)) last.text = `${open.order} ${last.text}`;
    return;
  }
  const [number] = unproved.has(outcome.code) && typeof said === 'string' ? orderNumbersIn(folded(said), facts.shop) : [];
  const [wish] = run.stack;
  if (number && wish) session.unproved = { order: number.value, flow: wish.flow, at: facts.now };
}
