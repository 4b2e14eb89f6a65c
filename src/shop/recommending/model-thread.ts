/**
 * The thread that reckons a model: up to a minute of work, in which the thread that serves would answer nobody. It is told the goods in pieces, then the
 * purchases, and gives the model in pieces, one each time that it is asked. See model-apart.ts.
 */
import { parentPort } from 'node:worker_threads';
import { atOnce } from '../../event-loop/slices.ts';
import { serveFirst } from '../../threads/serve-first.ts';
import type { ProductRow } from '../shop.ts';
import { type Model, modelling } from './model.ts';
import type { Purchases } from './purchases.ts';
import type { Lists } from './rows.ts';

/** Messages to the thread, and its answers. */
export type Told = { goods: ProductRow[] } | { purchases: Purchases } | { from: number; count: number };
export type Answered = { popular: string[] } | { lists: Lists[] };

const goods: ProductRow[] = [];
let model: Model | undefined;
serveFirst();

parentPort?.on('message', (told: Told) => {
  const answer = (answered: Answered) => parentPort?.postMessage(answered);
  if ('goods' in told) goods.push(...told.goods);
  else if ('purchases' in told) {
    model = atOnce(modelling(goods, told.purchases));
    answer({ popular: model.popular });
  } else answer({ lists: model?.lists.slice(told.from, told.from + told.count) ?? [] });
});
