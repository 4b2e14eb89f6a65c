/** The route that takes files of the shop, and what has to follow once their rows are in. */
import type { Config } from '../config/schema.ts';
import { countImported } from '../reports/count-imported.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { agentFiles } from '../server/api/agent-files.ts';
import { importRoute } from '../server/api/import-file.ts';
import type { FileRoute } from '../server/api/route.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { countryOf } from './shop-base.ts';
import { tellWaiting } from './tell-waiting.ts';

/** Every route that takes a file. */
export const fileRoutes = ({
  media,
  config,
  ...parts
}: {
  store: Store;
  runtime: Pick<Runtime, 'enter'>;
  media: MediaStore;
  config: Config;
  now(): number;
}): FileRoute[] => [imports({ ...parts, shop: config.shop }), agentFiles({ media, limit: Math.min(config.limits.media_bytes, 16 * 1024 * 1024) })];

/** Products and stock are told to who waits for them; orders are counted for the broadcast that brought them. */
function imports({ store, runtime, shop, now }: { store: Store; runtime: Pick<Runtime, 'enter'>; shop: Config['shop']; now(): number }): FileRoute {
  return importRoute(store, shop, now, async (kind, ids) => {
    if (kind === 'products' || kind === 'stock') await tellWaiting({ store, runtime, lang: shop.langs[0] ?? 'zh' });
    if (kind === 'orders') await countImported(store, ids, now(), shop.zone, countryOf(shop));
  });
}
