/** Question about goods that were just shown: one of their options, which options there are, their price or stock. */
import type { AskedOfShown } from '../../flow-tree/goods-said.ts';
import type { ProductRow } from '../shop.ts';
import { askedOf } from './asked-of-goods.ts';
import { plainText } from './letters.ts';
import { optionsSaid } from './options-said.ts';

/** More is no short question about a card. */
export const longest = 80;
/** "the soft one", 软的: a word of an option that nobody knows beside the asking. */
const pointsOut = /\bthe [a-z0-9 -]{2,25}? (?:ones?|versions?|quality|kind|type)\b|\p{Script=Han}{1,4}的/u;

/**
 * Reads what a text asks of the goods that were shown. `names` are the goods that it names; what is none of them is not asked. Undefined when a word of
 * it has nothing to do with the goods: it may well be about something else.
 */
export function askedOfShown(
  text: string,
  shown: readonly ProductRow[],
  names: readonly string[],
  isNamed: (name: string, row: ProductRow) => boolean,
): AskedOfShown | undefined {
  if (text.length > longest * 2) return undefined;
  const plain = plainText(text).trim();
  if (plain.length > longest) return undefined;
  const asked = askedOf(plain);
  // "Is it original?" asks whether it is genuine, not for that option.
  if (asked === undefined && /^(?:is|are) (?:it|this|that|these|they)\b(?! (?:\w+ )?(?:in|available))|^(?:这个?)?是(?!不是还)/u.test(plain)) return undefined;
  const read = shown.map((row) => ({ row, ...optionsSaid(row, plain) }));
  // A name that is an option ("white tea" in the size of a tea) says which one.
  const meant = read.filter(({ row, picks }) => picks.size > 0 || names.every((name) => isNamed(name, row)));
  if (meant.length === 0) return undefined;
  const idsOf = (all: readonly { row: ProductRow }[]) => all.map(({ row }) => row._id);
  const picked = meant.filter(({ picks, unknown, rest }) => picks.size > 0 && rest.length === 0 && (unknown.size === 0 || meant.length === 1));
  const isOne = ({ picks }: (typeof picked)[number]) => [...picks.values()].every((values) => values.length === 1);
  if (picked.length > 0) return picked.every(isOne) || asked !== undefined ? { ids: idsOf(picked), asks: 'option' } : undefined;
  const [only, second] = meant;
  if (only && !second && only.unknown.size > 0 && only.rest.length === 0) return { ids: idsOf([only]), asks: 'option' };
  if (meant.some(({ unknown }) => unknown.size > 0) || asked === undefined) return undefined;
  const about = meant.filter(({ rest }) => rest.length === 0);
  if (about.length > 0) return { ids: idsOf(about), asks: asked === 'price' || asked === 'stock' ? 'plain' : 'options' };
  const few = meant.filter(({ rest }) => rest.join('').length <= 12 && pointsOut.test(plain));
  return few.length > 0 && names.length === 0 ? { ids: idsOf(few), asks: 'plain' } : undefined;
}
