/** Recordings among the events of a conversation: listened to before their turn. */
import type { ConversationRow, InboxRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { languageOf } from '../turn/facts.ts';
import type { Backlog } from './backlog.ts';

/** Tells whether there is a recording in it that nobody has listened to, or that only the provider has. */
export function waitsToBeHeard({ event }: Pick<InboxRow, 'event'>): boolean {
  return (
    event.type === 'message' &&
    event.parts.some((part) => part.type === 'audio' && part.unheard === undefined && (part.transcript === undefined || part.media.stored === undefined))
  );
}

export class Recordings {
  readonly #deps: Pick<Deps, 'contacts' | 'langs' | 'listen' | 'store'>;
  /** Ids of the rows that are listened to now. */
  readonly #now = new Set<string>();

  constructor(deps: Pick<Deps, 'contacts' | 'langs' | 'listen' | 'store'>) {
    this.#deps = deps;
  }

  get busy(): boolean {
    return this.#now.size > 0;
  }

  /**
   * Listens to the recordings of a message; false when that is being done. What was heard is stored before it is worked on, so that it is heard once.
   * Rejects when it cannot be stored.
   */
  async listen({ _id, event }: InboxRow, { session, contact }: Pick<ConversationRow, 'session' | 'contact'>, backlog: Backlog): Promise<boolean> {
    const { contacts, langs, listen, store } = this.#deps;
    if (!listen || event.type !== 'message' || this.#now.has(_id)) return false;
    this.#now.add(_id);
    try {
      const lang = languageOf(session, await contacts.get(contact), langs);
      const heard = { ...event, parts: await listen(event.parts, event.from, lang) };
      await store.write([{ op: 'patch', in: 'inbox', id: _id, set: { event: heard } }]);
      for (const row of backlog.rows) if (row._id === _id) row.event = heard;
      return true;
    } finally {
      this.#now.delete(_id);
    }
  }
}
