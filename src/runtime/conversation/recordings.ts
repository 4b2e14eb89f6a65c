/** Files among the events of a conversation: kept for people, recordings heard and pictures read, before their turn. */
import type { Part } from '../../message.ts';
import type { ConversationRow, InboxRow } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { languageOf } from '../turn/facts.ts';
import type { Backlog } from './backlog.ts';

const unheard = (part: Part): boolean =>
  part.type === 'audio' && part.unheard === undefined && (part.transcript === undefined || part.media.stored === undefined);
const files: ReadonlySet<Part['type']> = new Set(['image', 'video', 'file']);
/** Tells whether only the channel has the bytes of a file yet, and was not asked for them. */
export function isAway(part: Part): part is Extract<Part, { type: 'image' | 'video' | 'file' }> {
  return files.has(part.type) && 'media' in part && part.media.ref !== undefined && part.media.stored === undefined && part.media.lost === undefined;
}
const unread = (part: Part): boolean => part.type === 'image' && part.seen === undefined;

/** Tells whether there is something in it that is to be heard or read before its turn: nobody has yet, or only the provider has the bytes. */
export function waitsToBeHeard({ event }: Pick<InboxRow, 'event'>, { keep, listen, look }: Pick<Deps, 'keep' | 'listen' | 'look'>): boolean {
  const waits = (part: Part): boolean =>
    (keep !== undefined && isAway(part)) || (listen !== undefined && unheard(part)) || (look !== undefined && unread(part));
  return event.type === 'message' && event.parts.some(waits);
}

export class Recordings {
  readonly #deps: Pick<Deps, 'contacts' | 'langs' | 'keep' | 'listen' | 'look' | 'store'>;
  /** Ids of the rows that are worked on now. */
  readonly #now = new Set<string>();

  constructor(deps: Pick<Deps, 'contacts' | 'langs' | 'keep' | 'listen' | 'look' | 'store'>) {
    this.#deps = deps;
  }

  get busy(): boolean {
    return this.#now.size > 0;
  }

  /**
   * Keeps the files, hears the recordings and reads the pictures of a message; false when that is being done. What came of it is stored before it is worked on, so that
   * it is done once. Rejects when it cannot be stored.
   */
  async listen({ _id, event }: InboxRow, { session, contact }: Pick<ConversationRow, 'session' | 'contact'>, backlog: Backlog): Promise<boolean> {
    const { contacts, langs, keep, listen, look, store } = this.#deps;
    if (event.type !== 'message' || this.#now.has(_id)) return false;
    this.#now.add(_id);
    try {
      // Of who writes for the first time only the channel knows a language.
      const lang = languageOf(session, await contacts.get(contact), event.profile?.lang ? [event.profile.lang, ...langs] : langs);
      const here = keep ? await keep(event.parts, event.from, lang) : event.parts;
      const parts = listen ? await listen(here, event.from, lang) : here;
      const known = { ...event, parts: look ? await look(parts, event.from, lang) : parts };
      await store.write([{ op: 'patch', in: 'inbox', id: _id, set: { event: known } }]);
      for (const row of backlog.rows) if (row._id === _id) row.event = known;
      return true;
    } finally {
      this.#now.delete(_id);
    }
  }
}
