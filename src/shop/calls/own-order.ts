/** The order that a call is about, if it is the asker's. */
import type { CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json } from '../../json.ts';
import { type Lookup, lookUp } from '../orders/lookup.ts';
import { refuse, waitText } from '../outcome-texts.ts';
import type { OrderRow } from '../shop.ts';
import { textOf } from './args.ts';
import { askerOf, type ShopTools } from './define.ts';

export const lookupOutcomes = ['not_found', 'proof_needed', 'wrong_proof', 'stronger_proof', 'too_many'];

/** Returns the answer to a customer about an order that is not shown to them. */
export function refusal(found: Extract<Lookup, { ok: false }>, text: string, lang: string, example: string | undefined): CallOutcome {
  if (found.code === 'too_many') return refuse('too_many', 'too_many', lang, { wait: waitText(found.wait, lang) });
  if (found.code !== 'not_found') return refuse(found.code, found.code, lang);
  const number = text.slice(0, 40);
  return example === undefined ? refuse('not_found', 'bad_number', lang, { number }) : refuse('not_found', 'bad_number_like', lang, { number, example });
}

/** Resolves to the order if it is the asker's, else to what to say. */
export async function mine(
  tools: ShopTools,
  value: Json | undefined,
  context: CallContext,
  proof?: string,
): Promise<{ order: OrderRow } | { no: CallOutcome }> {
  const text = textOf(value, 'number') ?? '';
  const found = await lookUp(tools, askerOf(context), text, proof, context.now);
  return found.ok ? { order: found.order } : { no: refusal(found, text, context.lang, tools.example) };
}
