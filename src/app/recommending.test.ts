import { expect, test } from 'vitest';
import type { ReckoningRow } from '../shop/recommending/rows.ts';
import { isDue, type Stand } from './recommending.ts';

const hour = 3_600_000;
const zone = 'Asia/Shanghai';
/** A model of 13:00 in Shanghai. */
const made = Date.UTC(2026, 10, 23, 5);
const row: ReckoningRow = { _id: 'now', v: 1, of: 'x', at: made, products: 50, orders: 5_000, popular: [], ms: 1 };
const stand = { orders: 5_000, products: 50 };

test.each<[string, ReckoningRow | null, Stand, Stand | undefined, boolean, number, boolean]>([
  ['there is none yet', null, stand, undefined, false, made, true],
  ['there is none, and no goods', null, { orders: 0, products: 0 }, undefined, false, made, false],
  ['nothing is new', row, stand, stand, false, made + hour, false],
  ['a few orders are new', row, { ...stand, orders: 5_049 }, { ...stand, orders: 5_049 }, false, made + hour, false],
  ['an import brought orders', row, { ...stand, orders: 5_050 }, { ...stand, orders: 5_050 }, false, made + hour, true],
  ['orders were removed', row, { ...stand, orders: 4_000 }, { ...stand, orders: 4_000 }, false, made + hour, true],
  ['an import still goes on', row, { ...stand, orders: 6_000 }, { ...stand, orders: 5_500 }, false, made + hour, false],
  ['the last one was just now', row, { ...stand, orders: 6_000 }, { ...stand, orders: 6_000 }, false, made + hour / 10, false],
  ['products are new', row, { ...stand, products: 51 }, { ...stand, products: 51 }, false, made + hour, true],
  ['texts of products changed', row, stand, stand, true, made + hour, true],
  ['it is night', row, stand, stand, false, made + 14.5 * hour, true],
  ['it is night, and the model of this evening', { ...row, at: made + 5 * hour }, stand, stand, false, made + 14.5 * hour, false],
  ['the night was slept through', row, stand, stand, false, made + 37 * hour, true],
  ['the clock was set back', row, stand, stand, false, made - hour, true],
])('a model is reckoned anew: %s', (_, model, now, before, texts, at, expected) => expect(isDue(model, now, before, texts, at, zone)).toBe(expected));
