/** Keeps the live flows' knowledge of the shop's goods up to date with its catalogue. */

import { realClock } from '../event-loop/clock.ts';
import { inSlices } from '../event-loop/slices.ts';
import { within } from '../event-loop/within.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import type { Logger } from '../logger.ts';
import type { Catalogue } from '../shop/search/catalogue.ts';
import { goodsReading } from '../shop/search/goods-said.ts';

export interface CatalogueWatch {
  /** Resolves when the goods are known, or after a moment: a large catalogue is learnt while customers are served. */
  ready: Promise<void>;
  /** Resolves when nothing is read any more. */
  stop(): Promise<void>;
}

/** Interval between two looks for changes, ms. */
const every = 2_000;
/** Longest wait of the start for the goods, ms. */
const patience = 500;

export function watchCatalogue({ catalogue, flows, log, now }: { catalogue: Catalogue; flows: FlowLibrary; log: Logger; now(): number }): CatalogueWatch {
  let learning = Promise.resolve();
  catalogue.onChange((rows) => {
    learning = learning
      .then(() => inSlices(goodsReading(rows)))
      .then((goods) => flows.useGoods(goods))
      .catch((error: unknown) => log.error({ err: error }, 'the goods of the catalogue could not be learnt'));
  });
  const look = (): Promise<void> => catalogue.refresh(now()).catch((error: unknown) => log.error({ err: error }, 'the catalogue could not be read'));
  const timer = setInterval(() => void look(), every).unref();
  const first = look().then(() => learning);
  return {
    ready: within(realClock(), patience, first, () => undefined),
    async stop() {
      clearInterval(timer);
      await catalogue.rest();
      await learning;
    },
  };
}
