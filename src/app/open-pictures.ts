/** The reader of pictures, where the config switches it on; it knows the catalogue's pictures again. */
import { createRequire } from 'node:module';
import type { Leases } from '../cluster/leases.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { conversationId } from '../message.ts';
import { createPictureReader } from '../pictures/picture-reader.ts';
import { readApart } from '../pictures/read-apart.ts';
import { readPicture } from '../pictures/read-picture.ts';
import { smallPicture } from '../pictures/small-picture.ts';
import type { Listen } from '../runtime/deps/runtime-options.ts';
import { localText } from '../shop/local-text.ts';
import { knownInPicture } from '../shop/orders/known-in-picture.ts';
import { createCatalogueLooks } from '../shop/pictures/catalogue-looks.ts';
import type { Catalogue } from '../shop/search/catalogue.ts';
import type { ProductRow } from '../shop/shop.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { cataloguePicture } from './catalogue-picture.ts';

/** Packages that reading needs; a shop without pictures does without their 60 MB. */
const packages: Readonly<Record<string, string>> = {
  sharp: 'sharp',
  'tesseract.js': 'tesseract.js',
  '@tesseract.js-data/eng': '@tesseract.js-data/eng/package.json',
  'zxing-wasm': 'zxing-wasm/reader/zxing_reader.wasm',
};

/** Returns the packages that are not installed. */
export function missingPackages(): string[] {
  const require = createRequire(import.meta.url);
  return Object.entries(packages).flatMap(([name, inside]) => {
    try {
      require.resolve(inside);
      return [];
    } catch {
      return [name];
    }
  });
}

export interface PictureParts {
  config: Pick<Config, 'pictures'>;
  store: Store;
  media: Pick<MediaStore, 'get'>;
  catalogue: Catalogue;
  leases: Pick<Leases, 'alone'>;
  flowsDir: string;
  log: Logger;
  now(): number;
}

export interface Pictures {
  look: Listen | undefined;
  /** Resolves when nothing is looked at any more. */
  stop(): Promise<void>;
}

/** Opens what reads pictures; it reads none where that is off or cannot work, which is logged. */
export function openPictures({ config, store, media, catalogue, leases, flowsDir, log, now }: PictureParts): Pictures {
  const none: Pictures = { look: undefined, stop: async () => {} };
  if (!config.pictures.read) return none;
  const missing = missingPackages();
  if (missing.length > 0) {
    log.warn({ missing }, 'pictures are not read: install the packages, see docs/seeing.md');
    return none;
  }
  const looks = createCatalogueLooks({
    store,
    get: cataloguePicture({ flowsDir, allowPrivate: config.pictures.allow_private }),
    alone: (work) => leases.alone('catalogue-pictures', work),
    log,
    now,
  });
  let goods: readonly ProductRow[] = [];
  const learn = (rows: readonly ProductRow[]): void => {
    goods = rows;
    void looks.learn(rows);
  };
  catalogue.onChange(learn);
  void catalogue.rows(now()).then(learn, (error: unknown) => log.error({ err: error }, 'the catalogue could not be read for its pictures'));
  // From the sources the thread would have to compile them first.
  const read = fromSources
    ? readPicture
    : readApart({ entry: new URL('pictures/read-thread.js', codeFolder('src')), clock: realClock(now), patienceMs: config.pictures.wait + 10_000 });
  const { look } = createPictureReader({
    read,
    know: (writing, from, lang) => knownInPicture(store, writing, conversationId(from), lang),
    async alike(bytes, lang) {
      const small = await smallPicture(bytes);
      const shown = small && (await looks.find(small));
      if (!shown) return null;
      if (!shown.sure) return { maybe: shown.goods };
      const row = goods.find(({ _id }) => _id === shown.goods[0]);
      return row ? { text: localText(row.title, lang), whole: shown.share >= mostly } : null;
    },
    async fetch({ stored }) {
      const kept = stored === undefined ? null : await media.get(stored);
      return kept?.row.mime.startsWith('image/') ? kept.bytes : null;
    },
    waitMs: config.pictures.wait,
    clock: realClock(now),
    log,
  });
  return { look, stop: () => looks.stop() };
}
/** Share of a picture from which what it shows is all there is in it, so that no writing is looked for. */
const mostly = 0.8;
