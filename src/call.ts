/** Functions that a flow may call. The specs are known to the loader and the engine; the code runs in the runtime. */

import type { CallOutcome } from './engine/model/engine-turn.ts';
import type { CallSpec } from './flow-tree/flow-tree.ts';
import type { Json } from './json.ts';
import type { Address } from './message.ts';

export interface CallContext {
  conversation: string;
  address: Address;
  /** `email` and `phone` may be what the customer told; `verifiedPhone` a provider vouches for. */
  contact: { id: string; name?: string; email?: string; phone?: string; verifiedPhone?: string; tags: string[] };
  lang: string;
  /** Idempotency key: the same for every try of this call. */
  key: string;
  now: number;
  /** Aborted when the call's time is over or the program stops. */
  signal: AbortSignal;
}

/**
 * A function that flows call by its name. Its outcome is the value that the flow saves, or a code that the flow can name a way for.
 * @example
 * ```ts
 * const left = { name: 'stock.left', mode: 'reads', params: [], outcomes: ['unknown'], about: { en: 'Pieces left', zh: '还剩几件' } };
 * const run = async ({ sku }) => (sku === 'tee' ? { ok: true, value: 3 } : { ok: false, code: 'unknown', text: 'No such product' });
 * const call = { ...left, run };
 * call.run({ sku: 'tee' }); // => { ok: true, value: 3 }
 * call.run({ sku: 'cap' }); // => { ok: false, code: 'unknown', text: 'No such product' }
 * ```
 */
export interface Call extends CallSpec {
  /**
   * Never throws for what can be expected: that is an outcome with a code of `outcomes`, or `unavailable`, `timeout`,
   * `invalid`. A throw is a bug: the runtime logs it and answers `{ ok: false, code: 'failed' }`.
   */
  run(args: Record<string, Json>, context: CallContext): Promise<CallOutcome>;
}
