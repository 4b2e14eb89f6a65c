import { media } from './collections.ts';
import type { MediaStore } from './media-store.ts';
import { steadyClock } from './steady-clock.ts';
import type { CollectionSpec, Row, Store } from './store.ts';

export interface RetentionOptions {
  /** All that the store may hold. */
  specs: readonly CollectionSpec<Row>[];
  store: Store;
  media: MediaStore;
  /** Time for which rows are kept, ms, by the name of the collection; one that is not named is kept for good. */
  times: Readonly<Record<string, number>>;
  /** Epoch ms. */
  now: () => number;
  /** Ms since any moment, whatever the wall clock is set to; the machine's own unless given. */
  monotonic?: () => number;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  /** Waits between two slices, ms; so that customers are served in between. */
  pause?: (ms: number) => Promise<void>;
}

const slice = 200;
const pauseMs = 50;
const everyMs = 3_600_000;

/** Removes what is older than its time, in small slices. Resolves to how many rows went, by collection. */
export async function applyRetention(
  { specs, store, media: files, times, now, pause = wait }: RetentionOptions,
  stopped = () => false,
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const spec of specs) {
    const kept = times[spec.name];
    if (spec.ttlField === undefined || kept === undefined) continue;
    const { ttlField: ages } = spec;
    // Read before `stopped` looks at the clock, so that a time that was set meanwhile removes nothing.
    const before = now() - kept;
    const removeSlice = spec.name === media.name ? () => removeMedia(store, files, before) : () => store.expire(spec.name, ages, before, slice);
    for (let count = slice; count === slice && !stopped(); ) {
      count = await removeSlice();
      if (count > 0) gone[spec.name] = (gone[spec.name] ?? 0) + count;
      await pause(pauseMs);
    }
  }
  return gone;
}

/** Removes files of media before their rows, so that a crash in between leaves a row that is found again, never a file without one. */
async function removeMedia(store: Store, files: MediaStore, before: number): Promise<number> {
  const old = await store.collection(media).find({ where: { at: { lt: before } }, sort: { by: 'at' }, limit: slice });
  let count = 0;
  for (const row of old) if (await files.remove(row._id, before)) count += 1;
  return count;
}

/**
 * Applies the retention times once an hour, first after a minute; a failure is logged and tried again. After a jump
 * of the wall clock by more than a day nothing is removed until it was left alone for an hour. `stop` resolves when the slice at work is done.
 */
export function startRetention(options: RetentionOptions): { stop(): Promise<void> } {
  let over = false;
  let running: Promise<void> = Promise.resolve();
  const steady = steadyClock({
    now: options.now,
    ...(options.monotonic && { monotonic: options.monotonic }),
    jumped: (byMs) =>
      options.log.warn(
        { byMs },
        "nothing old is removed until the machine's clock was steady for an hour: it jumped by more than a day. If the time is wrong, set it now",
      ),
  });
  const round = async () => {
    try {
      if (!steady()) return;
      const gone = await applyRetention(options, () => over || !steady());
      if (Object.keys(gone).length > 0) options.log.info({ gone }, 'removed what was older than its retention time');
    } catch (error) {
      options.log.warn({ error: String(error) }, 'old rows could not be removed; tried again in an hour');
    }
  };
  const begin = () => {
    running = round().then(() => {
      if (!over) timer = setTimeout(begin, everyMs).unref();
    });
  };
  let timer = setTimeout(begin, 60_000).unref();
  return {
    async stop() {
      over = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
