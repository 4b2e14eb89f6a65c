/** Decides whether a picture is one of the kept ones, may be one of a few, or none. Pure. */
import { type Alike, score } from './find-alike.ts';
import type { Likeness } from './look.ts';

/** What a picture shows: ids of goods, the likest first. `share` is how much of it the kept picture takes up. */
export type Shown = { sure: true; goods: string[]; share: number } | { sure: false; goods: string[] };

/** Goods that are offered where it is not certain. */
const offered = 3;
/** Two scores that near are the same. */
const tie = 0.012;

/** The least of a picture that is the same, and of one that may be; measured on the pictures of the demo shops, each without itself among the kept ones. */
const isSame = ({ light, detail, colour, odd, shared }: Likeness): boolean => light >= 0.94 && detail >= 0.93 && colour <= 0.025 && odd <= 0.2 && shared >= 0.5;
const maybeSame = ({ light, detail, colour, odd, shared }: Likeness): boolean =>
  light >= 0.94 && detail >= 0.85 && colour <= 0.06 && odd <= 0.45 && shared >= 0.5;

/** Decides; null where none is like enough. `goodsOf` are the goods that have the picture: usually one. */
export function whatIsShown(found: readonly Alike[], goodsOf: (picture: number) => readonly string[]): Shown | null {
  const same = found.filter(({ like }) => isSame(like));
  const [best] = same;
  if (best) {
    const goods = [...new Set(same.filter(({ like }) => score(best.like) - score(like) <= tie).flatMap(({ picture }) => goodsOf(picture)))];
    if (goods.length === 1) return { sure: true, goods, share: Math.min(1, best.box.w) * Math.min(1, best.box.h) };
    if (goods.length > 1) return { sure: false, goods: goods.slice(0, offered) };
  }
  const goods = [...new Set(found.filter(({ like }) => maybeSame(like)).flatMap(({ picture }) => goodsOf(picture)))];
  return goods.length === 0 ? null : { sure: false, goods: goods.slice(0, offered) };
}
