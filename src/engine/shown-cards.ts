/** The cards that were shown last, so that a message may mean one of them for the next half hour. */
import { limits } from './limits.ts';
import type { Session } from './session.ts';

export interface ShownCard {
  /** The entry's `id`, else its title. */
  id: string;
  title: string;
  text?: string;
  /** In minor units, where the entry has a `price` with an amount. */
  price?: number;
}

interface Talk {
  session: Session;
  facts: { now: number };
}

/** Remembers what was shown, in place of what was shown before. */
export function keepCards({ session, facts }: Talk, run: string, cards: readonly ShownCard[]): void {
  const short = cards.map(({ id, title, text, price }) => ({
    id: id.slice(0, limits.shown),
    title: title.slice(0, limits.shown),
    ...(text && { text: text.slice(0, limits.shown) }),
    ...(price !== undefined && { price }),
  }));
  session.shown = { at: facts.now, run, cards: short };
}

/** The cards that were shown a moment ago. */
export function cardsShown({ session, facts }: Talk): readonly ShownCard[] {
  return session.shown && facts.now - session.shown.at < limits.recentMs ? session.shown.cards : [];
}
