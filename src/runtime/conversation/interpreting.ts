/** Messages of a conversation that models are asked about before their turn, where the words leave doubt. */
import type { ConversationRow, InboxRow } from '../../store/collections.ts';
import { dayOf } from '../../store/conversation-days.ts';
import type { Deps } from '../deps/deps.ts';
import { newContact } from '../rows/contact-change.ts';
import { channelFacts, factsOf } from '../turn/facts.ts';
import { heard, isUrgent } from '../turn/turn-event.ts';
import type { Backlog } from './backlog.ts';

type InterpretingDeps = Pick<Deps, 'channel' | 'clock' | 'contacts' | 'flows' | 'interpret' | 'limits' | 'patience' | 'shop' | 'store'>;

export class Interpreting {
  readonly #deps: InterpretingDeps;
  /** Ids of the rows that are asked about now, and of those that were. */
  readonly #now = new Set<string>();
  readonly #done = new Set<string>();

  constructor(deps: InterpretingDeps) {
    this.#deps = deps;
  }

  get busy(): boolean {
    return this.#now.size > 0;
  }

  /** Tells whether the message is one that models may be asked about, and nobody has asked yet. */
  wants(row: InboxRow, { session, seen }: Pick<ConversationRow, 'session' | 'seen'>): boolean {
    const { _id, event } = row;
    if (!this.#deps.interpret || event.type !== 'message' || event.meaning || this.#done.has(_id) || seen.includes(_id)) return false;
    return !session.handoff && event.edits === undefined && event.album === undefined && !isUrgent(row);
  }

  /**
   * Asks about a message; false when that is being done. What came of it is stored before it is worked on, so that the turn is the same however often it
   * is made. Rejects when it cannot be stored.
   */
  async interpret(inbox: InboxRow, row: ConversationRow, backlog: Backlog): Promise<boolean> {
    const { channel, clock, contacts, flows, interpret, limits, patience, shop, store } = this.#deps;
    const { _id } = inbox;
    const event = heard(inbox, limits.text);
    if (!interpret || event?.type !== 'message' || this.#now.has(_id)) return false;
    this.#now.add(_id);
    try {
      const now = clock.now();
      const contact = (await contacts.get(row.contact)) ?? newContact(row.contact, now);
      const said = shop(now);
      const facts = factsOf(row, contact, { now, shop: said, channel: channelFacts(row.address.channel, channel(row.address)), patience });
      const spent = row.today?.day === dayOf(now, said.zone) ? (row.today.models?.cost ?? 0) : 0;
      const meaning = await interpret({ flows: flows.set(), session: row.session, event, facts, spent });
      if (meaning && inbox.event.type === 'message') {
        const known = { ...inbox.event, meaning };
        await store.write([{ op: 'patch', in: 'inbox', id: _id, set: { event: known } }]);
        for (const one of backlog.rows) if (one._id === _id) one.event = known;
      }
      this.#done.add(_id);
      return true;
    } finally {
      this.#now.delete(_id);
    }
  }
}
