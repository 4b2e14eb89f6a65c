/** Messages about the cards that were just shown: one of them, all of them, or one in passing. */
import { namesMatter } from '../familiar.ts';
import { clauses, nearest, sayAnswer, sureAnswer, sureFlow } from '../faq.ts';
import { keepRecent } from '../recent.ts';
import { loneChoice } from '../repair/asides.ts';
import { cardsShown, type ShownCard } from '../shown-cards.ts';
import { others } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { key } from '../wording.ts';
import { askedOfCards } from './about-cards.ts';
import { asksOfGoods } from './about-goods.ts';
import type { Heard } from './heard.ts';
import { cardMeant, cardPriced, cardsPlaced, isAboutOneCard } from './pointing.ts';
import { plainly } from './said-plainly.ts';
import { start } from './start.ts';

/** One of the cards that were just shown, when a flow takes that up. What stands on a button is the button; so is a place, once other buttons were shown. */
export function oneOfTheCards(heard: Heard): boolean {
  const { turn, core, asked } = heard;
  const ref = others(turn, 'card')[0];
  const cards = ref ? cardsShown(turn) : [];
  const meant = cards.length > 0 ? cardMeant(core, cards) : undefined;
  if (!ref || !meant) return false;
  const labels = asked?.waiting.choices ?? [];
  if (labels.some(({ label }) => key(label) === key(core))) return false;
  if (asked?.reading.fits && asked.reading.exact && asked.run.id !== turn.session.shown?.run) return false;
  if ('id' in meant) {
    keepRecent(turn, 'card', { id: meant.id, title: meant.title });
    return start(heard, ref);
  }
  turn.say('which_card');
  return true;
}

/** Has an entry that comes near to it a word of it that says something of its own, as "caffeine" of "which one has less caffeine"? */
function isMatterOfShop(turn: TurnState, text: string): boolean {
  const [near] = nearest(turn, text, 1);
  return near !== undefined && near.score >= loneChoice && namesMatter(text, near.entry.q);
}

/** What is asked of nothing but what was just shown. */
const barePrice = /^(?:how much(?: (?:is|are|does|do) (?:it|they|these|this|that|those))?(?: cost)?|prices?|多少钱|什么价|价格(?:多少)?|怎么卖)[?？]?$/u;

/** Something that is asked of the cards together, when a flow takes that up. What else was asked is answered first. */
export function theCards(heard: Heard): boolean {
  const { turn, core, asked } = heard;
  const ref = others(turn, 'cards')[0];
  const cards = ref ? cardsShown(turn) : [];
  if (!ref || cards.length === 0 || (asked && asked.run.id !== turn.session.shown?.run)) return false;
  const found = askedOfCards(core);
  if (!found) return false;
  const { ask, rest } = found;
  // What the shop has an answer for is its to say; only a lower price is first looked for among its goods.
  if ((ask === 'compare' || (ask === 'these' && !barePrice.test(plainly(core)))) && (sureAnswer(turn, core) || isMatterOfShop(turn, core))) return false;
  for (const clause of rest) {
    const known = sureAnswer(turn, clause);
    if (known) sayAnswer(turn, known);
  }
  const placed = cardsPlaced(core, cards);
  const meant = placed.length > 1 ? placed : cards;
  keepRecent(turn, 'cards', { ask, ids: meant.map(({ id }) => id) });
  return start(heard, ref);
}

/** A card that is called by its place or its price among other words, and a question about what the cards show. What the FAQ knows surely is its to answer. */
export function cardInPassing(heard: Heard): boolean {
  const { turn, core, asked, phrases, trouble } = heard;
  const cards = cardsShown(turn);
  if (cards.length === 0 || trouble || (asked && asked.run.id !== turn.session.shown?.run)) return false;
  const [placed, second] = cardsPlaced(core, cards);
  const priced = cardPriced(core, cards);
  const card = priced ?? (second ? undefined : placed);
  if (card && isAboutOneCard(core)) return one(heard, card, priced !== undefined);
  if (!asksOfGoods(core) || phrases[0]?.kind === 'says' || (nearest(turn, core, 1)[0]?.score ?? 0) >= leavesNoDoubt) return false;
  const [only, other] = second ? [placed, second] : cards;
  if (only && !other) return one(heard, only);
  const ref = others(turn, 'cards')[0];
  if (!ref) return false;
  keepRecent(turn, 'cards', { ask: 'these', ids: cards.map(({ id }) => id) });
  return start(heard, ref);
}

/** From this score on an entry is meant although the words may be about the cards. */
const leavesNoDoubt = 0.8;

/** Shows the card; what else is asked is answered first. `surely`: although an entry comes near to the whole. */
function one(heard: Heard, card: ShownCard, surely = false): boolean {
  const { turn, core } = heard;
  const ref = others(turn, 'card')[0];
  if (!ref) return false;
  const parts = clauses(core);
  const known = parts.flatMap((part) => sureAnswer(turn, part) ?? []);
  if (parts.length < 2 && !surely && (known.length > 0 || sureFlow(turn, core))) return false;
  for (const hit of parts.length > 1 ? known.filter(({ entry }) => !entry.then) : []) sayAnswer(turn, hit);
  keepRecent(turn, 'card', { id: card.id, title: card.title });
  return start(heard, ref);
}
