/** The reader of pictures, where the config switches it on. */
import { createRequire } from 'node:module';
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { conversationId } from '../message.ts';
import { createPictureReader } from '../pictures/picture-reader.ts';
import { readApart } from '../pictures/read-apart.ts';
import { readPicture } from '../pictures/read-picture.ts';
import type { Listen } from '../runtime/deps/runtime-options.ts';
import { knownInPicture } from '../shop/orders/known-in-picture.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { customerFile, keepFile } from './customer-file.ts';

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
  media: Pick<MediaStore, 'get' | 'put'>;
  channels: ReadonlyMap<string, Channel>;
  log: Logger;
  now(): number;
}

/** Returns what reads pictures; undefined where it is off or cannot work, which is logged. */
export function openPictures({ config, store, media, channels, log, now }: PictureParts): Listen | undefined {
  if (!config.pictures.read) return undefined;
  const missing = missingPackages();
  if (missing.length > 0) {
    log.warn({ missing }, 'pictures are not read: install the packages, see docs/seeing.md');
    return undefined;
  }
  // From the sources the thread would have to compile them first.
  const read = fromSources
    ? readPicture
    : readApart({ entry: new URL('pictures/read-thread.js', codeFolder('src')), clock: realClock(now), patienceMs: config.pictures.wait + 10_000 });
  return createPictureReader({
    read,
    know: (writing, from, lang) => knownInPicture(store, writing, conversationId(from), lang),
    fetch: customerFile(media, channels),
    keep: keepFile(media),
    waitMs: config.pictures.wait,
    clock: realClock(now),
    log,
  }).look;
}
