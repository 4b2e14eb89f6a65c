import type { Driver } from './driver.ts';

/** Copying the log back into the database waits for a pause of this length, ms, unless the log grows beyond `largestLog`. */
const pause = 250;
const largestLog = 64 * 1024 * 1024;
/** After so many rows of large writes it waits for no pause: the log of a pause's length would take longer to copy than others may wait. */
const manyRows = 6_000;
/** Below this the log is left alone until the store closes. */
const worthwhile = 256 * 1024;

export interface Checkpoints {
  /** Notes rows of a large write that is about to be committed. */
  bulk(rows: number): void;
  /** Notes a commit; called after each one. */
  committed(): void;
  stop(): void;
}

/** Keeps the write-ahead log short without making a write wait: `logBytes` tells its length, `clock` is in ms and never goes back. */
export function checkpoints(db: Driver, logBytes: () => number, failed: (error: unknown) => void, clock: () => number = () => performance.now()): Checkpoints {
  const checkpoint = () => {
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      failed(error);
    }
  };
  let last = 0;
  let commits = 0;
  let rows = 0;
  let timer: NodeJS.Timeout | undefined;
  let next: NodeJS.Immediate | undefined;
  const look = () => {
    timer = undefined;
    const rest = pause - (clock() - last);
    if (rest > 0) timer = setTimeout(look, rest).unref();
    else if (logBytes() >= worthwhile) checkpoint();
  };
  return {
    bulk(count) {
      rows += count;
    },
    committed() {
      last = clock();
      commits += 1;
      if (rows >= manyRows) {
        rows = 0;
        // In a turn of its own: the commit took its time already.
        next ??= setImmediate(() => {
          next = undefined;
          checkpoint();
        });
      }
      timer ??= setTimeout(look, pause).unref();
      if (commits % 64 === 0 && logBytes() > largestLog) checkpoint();
    },
    stop() {
      clearTimeout(timer);
      clearImmediate(next);
    },
  };
}
