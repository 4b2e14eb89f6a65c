/** The states of broadcasts in memory: whether a message of theirs may go out is asked just before it does. */
import type { Store } from '../../store/store.ts';
import { type BroadcastState, broadcasts, recipientOf } from './rows.ts';

const watched: readonly BroadcastState[] = ['scheduled', 'sending', 'paused', 'awaiting_staff', 'stopped'];

export class RunningBroadcasts {
  readonly #states = new Map<string, BroadcastState>();
  #loaded = false;

  /** Reads all states anew. */
  async read(store: Store): Promise<void> {
    const found = new Map<string, BroadcastState>();
    for (const state of watched) {
      for (let after = ''; ; ) {
        const rows = await store.collection(broadcasts).find({ where: { state, _id: { gt: after } }, sort: { by: '_id' }, limit: 500 });
        for (const row of rows) found.set(row._id, row.state);
        after = rows.at(-1)?._id ?? '';
        if (rows.length < 500) break;
      }
    }
    this.#states.clear();
    for (const [id, state] of found) this.#states.set(id, state);
    this.#loaded = true;
  }

  /** Notes a state that was just stored. */
  note(id: string, state: BroadcastState): void {
    if (state === 'completed' || state === 'draft') this.#states.delete(id);
    else this.#states.set(id, state);
  }

  /** True while a broadcast is sent. */
  get busy(): boolean {
    return [...this.#states.values()].includes('sending');
  }

  isSending(id: string): boolean {
    return this.#states.get(id) === 'sending';
  }

  /** Tells whether the message with this key may go out now. Nothing of a broadcast does before the states are known. */
  mayGo(key: string): 'go' | 'hold' | 'withdraw' {
    const of = recipientOf(key);
    if (!of) return 'go';
    const state = this.#states.get(of.broadcast);
    if (!this.#loaded || state === 'paused' || state === 'awaiting_staff' || state === 'scheduled') return 'hold';
    return state === 'stopped' ? 'withdraw' : 'go';
  }
}
