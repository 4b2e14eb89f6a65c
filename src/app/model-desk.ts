/** What the API tells of models, and the drafts that people ask for. */
import type { Config } from '../config/schema.ts';
import { advance } from '../engine/advance.ts';
import type { Facts } from '../engine/model/engine-turn.ts';
import { newSession } from '../engine/model/session.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { plainText } from '../message.ts';
import type { DraftLine } from '../models/drafting.ts';
import type { Models } from '../models/models.ts';
import { channelFacts, factsOf, languageOf } from '../runtime/turn/facts.ts';
import type { ModelDesk } from '../server/api/models.ts';
import { contacts, conversations, messages } from '../store/collections.ts';
import { dayOf } from '../store/conversation-days.ts';
import { totalOf } from '../store/model-days.ts';
import type { Store } from '../store/store.ts';
import type { Core } from './core.ts';

/** Messages of a conversation that a draft is made of. */
const lines = 16;

export interface ModelDeskParts {
  models: Models;
  store: Store;
  flows: Pick<FlowLibrary, 'set'>;
  shop(now: number): Facts['shop'];
  caps: { conversation: number; day: number };
  now(): number;
}

/** Returns the part of the API about models; nothing where none is set. */
export function modelDeskOf(
  { models, store, flows, shopFacts: shop }: Pick<Core, 'models' | 'store' | 'flows' | 'shopFacts'>,
  { models: { cap_conversation, cap_day } }: Pick<Config, 'models'>,
  now: () => number,
): { models?: ModelDesk } {
  return models ? { models: modelDesk({ models, store, flows, shop, caps: { conversation: cap_conversation, day: cap_day }, now }) } : {};
}

export function modelDesk({ models, store, flows, shop, caps, now }: ModelDeskParts): ModelDesk {
  const { spending, draft } = models;
  return {
    assists: draft !== undefined,
    async usage(most) {
      const { currency, zone } = shop(now());
      const rows = await spending.days(most);
      const days = rows.map((row) => ({ day: row._id, total: totalOf(row), tasks: row.tasks }));
      return { currency, today: dayOf(now(), zone), days, caps, capped: spending.cap(0) !== null };
    },
    ...(draft && {
      async draft(id) {
        const row = await store.collection(conversations).get(id);
        const contact = row && (await store.collection(contacts).get(row.contact));
        if (!row || !contact) return 'unknown';
        const at = now();
        const said = shop(at);
        const lang = languageOf(row.session, contact, said.langs);
        const facts = factsOf(row, contact, { now: at, shop: said, channel: channelFacts(row.address.channel, undefined) });
        const found = await store.collection(messages).find({ where: { conversation: id }, sort: { by: 'n', desc: true }, limit: lines });
        const written = found.reverse().map(({ direction, parts }): DraftLine => ({ by: direction === 'in' ? 'customer' : 'shop', text: plainText(parts) }));
        const set = flows.set();
        return draft({ flows: set, said: written, lang, answer: (entry) => answerOf(set, facts, lang, entry) });
      },
    }),
  };
}

/** Returns an entry's answer as this customer gets it who picks it out of "did you mean"; undefined where it is none for them now. */
function answerOf(set: FlowSet, facts: Facts, lang: string, entry: string): string | undefined {
  const token = '0.0.0';
  const session = { ...newSession(), lang, aside: { kind: 'clarify' as const, choices: [{ token, label: '', value: entry }] } };
  const { effects, trace } = advance(set, session, { type: 'pressed', id: 'draft', token }, facts);
  if (!trace.notes.includes(`faq:${entry}`)) return undefined;
  const first = effects.find((effect) => effect.type === 'send');
  return first?.type === 'send' ? plainText(first.parts) : undefined;
}
