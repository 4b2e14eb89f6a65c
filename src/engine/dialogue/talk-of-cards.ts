/** Messages about the cards that were just shown: one of them, all of them, or one in passing. */

import { advertises } from '../../flow-tree/flow-steps.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { clauses } from '../../reading/clauses.ts';
import { plainly } from '../../reading/said-plainly.ts';
import type { ShownCard } from '../../reading/shown-card.ts';
import { askedOfCards, type CardsAsk, saysHowElse, wantedInsteadOfCards } from '../../reading/wishes/about-cards.ts';
import { asksOfGoods } from '../../reading/wishes/about-goods.ts';
import { cardMeant, cardPriced, cardsPlaced, isAboutOneCard, withTitle } from '../../reading/wishes/pointing.ts';
import { beyondWish, wantsPlainly } from '../../reading/wishes/wish-words.ts';
import { folded, key, words } from '../../reading/wording.ts';
import { keepRecent, recentValues } from '../model/recent.ts';
import { cardsShown } from '../model/shown-cards.ts';
import { loneChoice } from '../runs/clarification.ts';
import { namesMatter } from '../runs/familiar.ts';
import { type FaqHit, nearest, sayAnswer, sureAnswer, sureFlow } from '../runs/faq-answer.ts';
import { allowed, others } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { qualityKnown } from './asked-quality.ts';
import type { Heard } from './heard.ts';
import { start } from './start.ts';

/**
 * Takes a message for one of the cards that were just shown, when a flow takes that up. What stands on a button is the button; so is a place, once other
 * buttons were shown.
 */
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

/** Tells whether an entry comes near to the text and has a word of it that says something of its own, as "caffeine" of "which one has less caffeine". */
function isMatterOfShop(turn: TurnState, text: string): boolean {
  const [near] = nearest(turn, text, 1);
  return near !== undefined && near.score >= loneChoice && namesMatter(text, near.entry.q);
}

/** A question about the price of what was just shown, and nothing else. */
const barePrice = /^(?:how much(?: (?:is|are|does|do) (?:it|they|these|this|that|those))?(?: cost)?|prices?|多少钱|什么价|价格(?:多少)?|怎么卖)[?？]?$/u;

/** Asks of the cards which ask for others, or for all of them. */
const ofOthers: ReadonlySet<CardsAsk | undefined> = new Set(['cheaper', 'compare', 'like', 'else', 'buy', 'none']);

/** Takes a message about an option of the cards, such as "soft oled" or 白色一米; which options there are; their price or stock, when nothing else is named. */
export function optionOfTheCards(heard: Heard): boolean {
  const { turn, core, asked, trouble } = heard;
  const shown = cardsShown(turn);
  if (shown.length === 0 || trouble || (asked && asked.run.id !== turn.session.shown?.run)) return false;
  const labels = asked?.waiting.choices ?? [];
  if (labels.some(({ label }) => key(label) === key(core))) return false;
  const placed = cardsPlaced(core, shown);
  const found = turn.flows.goods?.ofShown(
    core,
    (placed.length > 0 ? placed : shown).map(({ id }) => id),
  );
  const ask = askedOfCards(core)?.ask;
  if (
    !found ||
    (ofOthers.has(ask) && !((ask === 'like' || ask === 'else') && found.asks === 'option')) ||
    (found.asks !== 'option' && (ask === 'more' || surelyKnown(turn, core)))
  )
    return false;
  const [only, second] = found.ids;
  const ref = others(turn, second === undefined ? 'card' : 'cards')[0];
  if (!ref || only === undefined) return false;
  if (second === undefined) keepRecent(turn, 'card', { id: only, title: shown.find(({ id }) => id === only)?.title ?? only });
  else keepRecent(turn, 'cards', { ask: 'these', ids: [...found.ids] });
  return start(heard, ref);
}

/** Tells whether the text names goods and little else, or says plainly that something is wanted which the FAQ does not answer. */
function isWish(turn: TurnState, text: string): boolean {
  const said = turn.flows.goods?.said(folded(text));
  const names = [...(said?.names ?? []), ...(said?.parts ?? [])];
  if (
    names.length > 0 &&
    beyondWish(
      text,
      names.map((name) => words(name)),
    ).length === 0
  )
    return true;
  const isWanted = names.length > 0 || wantsPlainly(text) || /^(?:something|anything|one|ones|rather|a |an |for )/.test(plainly(text));
  return isWanted && !sureAnswer(turn, text);
}

/** Tells whether the FAQ has a sure answer to just that, in words of its own. */
function surelyKnown(turn: TurnState, text: string): boolean {
  return !barePrice.test(plainly(text)) && sureAnswer(turn, text) !== undefined && isMatterOfShop(turn, text);
}

/** Tells whether an entry is about the quality that is asked for, and not about other goods than these. */
function isQualityOf(turn: TurnState, text: string, cards: readonly ShownCard[]): boolean {
  const known = qualityKnown(turn, text, true);
  const ids = cards.map(({ id }) => id);
  return known !== undefined && !turn.flows.goods?.namesOthers(known.entry.q.join(', '), ids);
}

/** Takes a message that asks something of the cards together, when a flow takes that up. What else was asked is answered first. */
export function theCards(heard: Heard): boolean {
  const { turn, core, asked, stance } = heard;
  const ref = others(turn, 'cards')[0];
  const cards = ref ? cardsShown(turn) : [];
  // A menu that was opened since does not take the cards away.
  if (!ref || cards.length === 0 || (asked && stance !== 'soft' && asked.run.id !== turn.session.shown?.run)) return false;
  const instead = wantedInsteadOfCards(core);
  if (instead !== undefined && isWish(turn, instead)) {
    keepRecent(turn, 'cards', { ask: 'instead', ids: cards.map(({ id }) => id), words: instead });
    return start(heard, ref);
  }
  const found = askedOfCards(core);
  if (!found) return false;
  const { ask, rest } = found;
  // The stock or the price of other goods is asked of those.
  if (
    ask === 'these' &&
    turn.flows.goods?.namesOthers(
      core,
      cards.map(({ id }) => id),
    )
  )
    return false;
  // What the shop has an answer for is its to say; only a lower price is first looked for among its goods.
  if (ask === 'compare' && (sureAnswer(turn, core) || isQualityOf(turn, core, cards))) return false;
  if (ask === 'these' && !barePrice.test(plainly(core)) && (sureAnswer(turn, core) || isMatterOfShop(turn, core))) return false;
  for (const clause of rest) {
    const known = sureAnswer(turn, clause);
    if (known) sayAnswer(turn, known);
  }
  const placed = cardsPlaced(core, cards);
  const meant = placed.length > 1 ? placed : cards;
  keepRecent(turn, 'cards', { ask, ids: meant.map(({ id }) => id) });
  return start(heard, ref);
}

/** Takes a card that is called by its place or its price among other words, and a question about what the cards show. What the FAQ knows surely is its to answer. */
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

/** Takes what only says how something should be else, after a search that found nothing: the flow that shows goods says that there is none of it at all. */
export function ofWhatWasMissing(heard: Heard): boolean {
  const { turn, core } = heard;
  const { missing } = recentValues(turn);
  if (typeof missing !== 'string' || missing === '' || !saysHowElse(core)) return false;
  const ref = [...triggerIndex(turn.flows).flows.values()].flat().find((one) => advertises(one.flow) && !one.flow.unlisted && allowed(turn, one));
  if (!ref) return false;
  keepRecent(turn, 'still', turn.said);
  return start(heard, ref);
}

/** Returns the entry that answers it with the card's name in place of "the second one". */
function answerAbout(turn: TurnState, core: string, card: ShownCard): FaqHit | undefined {
  const full = withTitle(core, card);
  const [near] = nearest(turn, full, 1);
  const isNear = near !== undefined && near.score >= turn.flows.maybe && namesMatter(core, near.entry.q);
  return sureAnswer(turn, full) ?? (isNear ? near : qualityKnown(turn, full, true));
}

/** Least score from which an entry is meant although the words may be about the cards. */
const leavesNoDoubt = 0.8;

/** Shows the card; what else is asked is answered first. `surely`: although an entry comes near to the whole. */
function one(heard: Heard, card: ShownCard, surely = false): boolean {
  const { turn, core } = heard;
  const ref = others(turn, 'card')[0];
  if (!ref) return false;
  const parts = clauses(core);
  const spelled = parts.length < 2 ? answerAbout(turn, core, card) : undefined;
  if (spelled && !spelled.entry.then) {
    sayAnswer(turn, spelled);
    keepRecent(turn, 'card', { id: card.id, title: card.title, answered: true });
    return start(heard, ref);
  }
  const known = parts.flatMap((part) => sureAnswer(turn, part) ?? []);
  if (parts.length < 2 && !surely && (known.length > 0 || sureFlow(turn, core))) return false;
  for (const hit of parts.length > 1 ? known.filter(({ entry }) => !entry.then) : []) sayAnswer(turn, hit);
  keepRecent(turn, 'card', { id: card.id, title: card.title });
  return start(heard, ref);
}
