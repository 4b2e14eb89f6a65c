/** Keeps the live flows' knowledge of the shop's goods up to date with its catalogue. */
import type { Logger } from './channel.ts';
import type { FlowLibrary } from './runtime/flow-library.ts';
import type { Catalogue } from './shop/catalogue.ts';
import { goodsReading } from './shop/goods-said.ts';
import { inSlices } from './slices.ts';

export interface CatalogueWatch {
  /** Resolves when the goods are known, or after a moment: a large catalogue is learnt while customers are served. */
  ready: Promise<void>;
  /** Resolves when nothing is read any more. */
  stop(): Promise<void>;
}

/** How often changes are looked for, ms. */
const every = 2_000;
/** So long the start waits for the goods, ms. */
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
  let waited: NodeJS.Timeout | undefined;
  const first = look().then(() => learning);
  return {
    ready: Promise.race([
      first,
      new Promise<void>((resolve) => {
        waited = setTimeout(resolve, patience);
      }),
    ]).finally(() => clearTimeout(waited)),
    async stop() {
      clearInterval(timer);
      await catalogue.rest();
      await learning;
    },
  };
}
