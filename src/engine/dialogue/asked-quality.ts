/** A quality that is asked for in goods and that no product's text has, while one entry of the FAQ is about it: 低咖啡因的茶, "any decaf tea?". */

import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { clauses } from '../../reading/clauses.ts';
import { plainly } from '../../reading/said-plainly.ts';
import { namesSum, wantsGoods } from '../../reading/wishes/wanted-goods.ts';
import { asksHow, beyondWish, saysBudget } from '../../reading/wishes/wish-words.ts';
import { folded, words } from '../../reading/wording.ts';
import { entriesOfMatter } from '../runs/familiar.ts';
import type { FaqHit } from '../runs/faq-answer.ts';
import type { TurnState } from '../turn/turn-state.ts';

const asksForSome =
  /^(?:有没有|有|来|要|想要|推荐|哪[个款种])?.{1,12}(?:的有吗|的有没有|有吗|有没有|的吗)[?？]?$|^(?:哪[个款种些]|有没有|推荐|想要|来).{1,14}$|^(?:i (?:want|need) |looking for |do you have |got |any )?(?:something|anything|any|one|ones)\b|^which\b/;

/** Tells whether a message asks for goods of some kind, or which of them has something. */
function asksForGoods(text: string): boolean {
  return wantsGoods(text) === 'asked' || asksForSome.test(plainly(text));
}

/** Returns the entry that is about the quality; `wished` when the message is known to be a wish for goods. */
export function qualityKnown(turn: TurnState, text: string, wished: boolean): FaqHit | undefined {
  if (text.length > 120 || namesSum(text) || clauses(text).some(saysBudget) || asksHow(text) || wantsGoods(text) === 'named' || !(wished || asksForGoods(text)))
    return undefined;
  const { goods } = turn.flows;
  const said = goods?.said(folded(text));
  const names = (said?.names ?? []).map((name) => words(name)).filter((name) => name.length > 0);
  const left = beyondWish(text, names);
  const han = left
    .filter((word) => /\p{Script=Han}/u.test(word))
    .join('')
    .replace(/[哪低高少多最更]/gu, '');
  const rest = [han, ...left.filter((word) => !/\p{Script=Han}/u.test(word))].join(' ').trim();
  if (rest === '' || goods?.writes(rest)) return undefined;
  const { faq } = triggerIndex(turn.flows);
  const may = entriesOfMatter(turn.flows, rest).filter((id) => {
    const condition = faq.get(id)?.only_if;
    return !condition || turn.holds(condition, turn.scope({}));
  });
  const id = may.length === 1 ? may[0] : undefined;
  const entry = id === undefined ? undefined : faq.get(id);
  if (!entry || id === undefined || entry.then) return undefined;
  return { id, score: 1, entry };
}
