/** Makes the calls that flows ask for: each within its time, each with an outcome, whatever the code behind it does. */

import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Clock } from '../../event-loop/clock.ts';
import { within } from '../../event-loop/within.ts';
import type { Logger } from '../../logger.ts';
import type { ContactRow, ConversationRow, PendingCall } from '../../store/collections.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { bilingual } from '../../understanding/language-fallbacks.ts';
import type { RuntimeHooks } from '../base/runtime-hooks.ts';

/** Texts for `{{ error.text }}` when the call itself gave none. */
const texts = {
  timeout: { en: 'It took too long to find out.', zh: '查询超时了。' },
  failed: { en: 'Something went wrong on our side.', zh: '我们这边出了点问题。' },
  unavailable: { en: 'This is not available right now.', zh: '这项功能暂时用不了。' },
} as const;

export class Calls {
  readonly #registry: ReadonlyMap<string, Call>;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #hooks: RuntimeHooks;
  readonly #running = new Set<AbortController>();

  constructor(options: { registry: ReadonlyMap<string, Call>; clock: Clock; log: Logger; hooks: RuntimeHooks }) {
    this.#registry = options.registry;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#hooks = options.hooks;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Makes the call. Rejects with StoreUnavailable when the store is away, so that it is made again; codes of its own: `timeout`, `failed` (the call threw), `unavailable` (no such call). */
  async make(call: Omit<PendingCall, 'busy'>, row: ConversationRow, contact: ContactRow | null, lang: string): Promise<CallOutcome> {
    const code = this.#registry.get(call.name);
    const own = (name: keyof typeof texts): CallOutcome => ({ ok: false, code: name, text: bilingual(texts[name], lang) });
    if (!code) {
      this.#log.error({ call: call.name }, 'a flow calls what does not exist');
      return own('unavailable');
    }
    const started = this.#clock.monotonic();
    const abort = new AbortController();
    this.#running.add(abort);
    const tooLate = (): CallOutcome => {
      abort.abort(new Error('the call took too long'));
      return own('timeout');
    };
    try {
      const work = async () => code.run(call.args, contextOf(call.id, row, contact, lang, this.#clock.now(), abort.signal));
      const outcome = await within(this.#clock, call.timeoutMs, work(), tooLate);
      this.#hooks.call?.({ name: call.name, ms: this.#clock.monotonic() - started, code: outcome.ok ? 'ok' : outcome.code });
      return outcome;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.#log.error({ call: call.name, err: error }, 'a call threw');
      this.#hooks.fault?.('call');
      this.#hooks.call?.({ name: call.name, ms: this.#clock.monotonic() - started, code: 'failed' });
      return own('failed');
    } finally {
      this.#running.delete(abort);
    }
  }

  /** Asks every running call to stop; those that are stored are made again at the next start. */
  abort(): void {
    for (const one of this.#running) one.abort(new Error('the program stops'));
  }
}

function contextOf(key: string, row: ConversationRow, contact: ContactRow | null, lang: string, now: number, signal: AbortSignal): CallContext {
  const { _id, name, email, phone, verifiedPhone, tags } = contact ?? { _id: row.contact, tags: [] };
  return { conversation: row._id, address: row.address, contact: { id: _id, name, email, phone, verifiedPhone, tags }, lang, key, now, signal };
}
