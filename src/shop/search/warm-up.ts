/** Searches for nobody: the first ones of a process compile their patterns and ways, which takes longer than all that come after. No customer waits for that. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { readKinds } from './kinds.ts';
import { searching } from './search.ts';
import { wishOf } from './wish.ts';

/** One for each way in which a wish is read and goods are looked through, the usual ones first. */
const said = [
  'red dress size M under 50',
  '200 以内的红色外套',
  'a gift for my mother',
  '送妈妈的礼物',
  'silkk scarf for kids',
  '儿童丝绒帽子有 M 码吗',
  'something cheap',
  '便宜一点的',
];
/** Products above which a search takes long enough that all of it is worth compiling; in a small shop the first two do. */
const many = 1_000;

export function* warmingUp(rows: readonly ProductRow[]): Sliced<void> {
  const kinds = yield* readKinds(rows);
  // What runs once is not compiled yet.
  const searches = rows.length > many ? [...said, ...said] : said.slice(0, 2);
  for (const one of searches) {
    const wish = wishOf(one, 'USD', kinds);
    yield;
    yield* searching(rows, wish, 1);
    yield;
  }
}
