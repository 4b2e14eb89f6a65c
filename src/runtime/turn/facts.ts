/** The facts that enter a turn: who the customer is, what the shop says of itself. */
import type { Channel } from '../../channel.ts';
import type { ContactFacts, Facts, ShopFacts } from '../../engine/model/engine-turn.ts';
import type { Session } from '../../engine/model/session.ts';
import type { ContactRow, ConversationRow } from '../../store/collections.ts';
import { openingAt } from '../base/opening-hours.ts';
import type { ShopSettings } from '../deps/runtime-options.ts';

/** Choices shown at once where the channel has no buttons and no list: what still reads well as numbered text. */
const numberedPage = 10;

function contactFacts(contact: ContactRow): ContactFacts {
  const { _id, name, lang, phone, email, tags, vars, consent } = contact;
  return { id: _id, name, lang, phone, email, tags, vars, marketing: consent.marketing };
}

/** Computes the shop's facts once a minute, as opening hours change; until then they are the same object, of which readers may keep what they computed. */
export function shopFacts(settings: ShopSettings): (now: number) => ShopFacts {
  let made: ShopFacts | undefined;
  let minute = -1;
  return (now) => {
    if (made && Math.floor(now / 60_000) === minute) return made;
    const { open, opensAt } = openingAt(settings.hours, settings.zone, now);
    const { extra, hours: _, order_example = null, order_pattern = null, ...said } = settings;
    made = { ...extra, ...said, order_example, order_pattern, open, opens_at: opensAt };
    minute = Math.floor(now / 60_000);
    return made;
  };
}

/** Returns the channel's part of the facts. */
export function channelFacts(name: string, channel: Channel | undefined): Facts['channel'] {
  const choices = channel?.capabilities.choices;
  const page = choices ? Math.max(choices.buttons, choices.list) || numberedPage : numberedPage;
  return { name, page, ...(channel?.capabilities.forms && { forms: true }) };
}

/** Returns the language to write in when the engine cannot say: what the customer writes, then what is known of them, then the shop's first. */
export function languageOf(session: Session, contact: ContactRow | null, langs: readonly string[]): string {
  return session.lang ?? contact?.lang ?? langs[0] ?? 'en';
}

/** Gathers all that the engine may know besides its session and the event. */
export function factsOf(row: ConversationRow, contact: ContactRow, given: Pick<Facts, 'shop' | 'channel' | 'patience' | 'now'>): Facts {
  return { ...given, conversation: row._id, contact: contactFacts(contact), seed: row._id };
}
