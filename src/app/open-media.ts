/** Opens what keeps files: in a folder of this machine or in the shared store, pictures drawn anew before anybody sees them. */
import { join } from 'node:path';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { repackPicture } from '../pictures/repack.ts';
import { createRepack, repackApart } from '../pictures/repack-apart.ts';
import { mediaInBoth, mediaInFolder, mediaInStore } from '../store/media-bytes.ts';
import { MediaStore, mediaFolder } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';

export interface OpenMediaOptions {
  dataDir: string;
  store: Store;
  /** Other machines read the files too. */
  shared: boolean;
  /** Largest file, bytes. */
  maxBytes: number;
  log: Logger;
  now(): number;
}

export function openMedia({ dataDir, store, shared, maxBytes, log, now }: OpenMediaOptions): MediaStore {
  const [files, parts] = [mediaInFolder(join(dataDir, mediaFolder)), mediaInStore(store)];
  const bytes = shared ? mediaInBoth(parts, files) : mediaInBoth(files, parts);
  // From the sources the thread would have to compile them first.
  const work = fromSources ? repackPicture : repackApart({ entry: new URL('pictures/repack-thread.js', codeFolder('src')), clock: realClock(now) });
  return new MediaStore({ bytes, store, maxBytes, repack: createRepack(work, log), now });
}
