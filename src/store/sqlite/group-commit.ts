import type { Driver } from './driver.ts';

/**
 * Most writes that share a commit, and how long the first of them may wait for more, ms. Under load a page of an index is changed by
 * many of them and written once.
 */
const groupSize = 1024;
const groupWait = 8;

interface Waiting {
  run(): void;
  done(): void;
  failed(error: unknown): void;
}

export interface GroupHooks {
  /** Throws when what is written would be lost; asked before a transaction, and again before its writes are acknowledged. */
  check?(): void;
  committed(): void;
  rolledBack(): void;
}

export interface GroupCommit {
  /** Runs `work` in the next transaction and resolves to its result after COMMIT. When it throws, only its own changes are undone. */
  add<T>(work: () => T): Promise<T>;
  /** Commits everything that waits, now. */
  flush(): void;
}

/**
 * Writes that arrive together share one transaction and one sync of the disk. As long as each turn of the event loop brings
 * more writes they are gathered, up to the limits above; a write that comes alone is committed in the same turn.
 */
export function groupCommit(db: Driver, { check = () => {}, committed, rolledBack }: GroupHooks, clock: () => number = () => performance.now()): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  let queue: Waiting[] = [];
  let scheduled = false;
  let seen = 0;
  let since = 0;

  const transaction = (group: readonly Waiting[]): { error: unknown } | null => {
    try {
      check();
      begin.run([]);
      for (const write of group) write.run();
      commit.run([]);
      check();
      return null;
    } catch (error) {
      try {
        rollback.run([]);
      } catch {
        // There is none, or SQLite has rolled back by itself, as it does when the disk is full.
      }
      rolledBack();
      return { error };
    }
  };

  const settle = (group: readonly Waiting[]): void => {
    const failure = transaction(group);
    if (!failure) {
      for (const write of group) write.done();
      committed();
    } else if (group.length === 1) group[0]?.failed(failure.error);
    else {
      // The one that failed is alone after a few halvings; the others share commits again.
      settle(group.slice(0, group.length >> 1));
      settle(group.slice(group.length >> 1));
    }
  };

  const commitGroup = (): void => {
    // A flush was faster; the database may be closed by now.
    if (queue.length === 0) return;
    const group = queue.length <= groupSize ? queue : queue.slice(0, groupSize);
    queue = queue.length <= groupSize ? [] : queue.slice(groupSize);
    settle(group);
  };

  const look = (): void => {
    const grew = queue.length > seen;
    seen = queue.length;
    if (grew && seen > 1 && seen < groupSize && clock() - since < groupWait) {
      setImmediate(look);
      return;
    }
    commitGroup();
    seen = 0;
    since = clock();
    scheduled = queue.length > 0;
    if (scheduled) setImmediate(look);
  };

  return {
    add<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let result: T;
        queue.push({
          run: () => {
            result = work();
          },
          done: () => resolve(result),
          failed: reject,
        });
        if (scheduled) return;
        scheduled = true;
        since = clock();
        setImmediate(look);
      });
    },
    flush() {
      while (queue.length > 0) commitGroup();
    },
  };
}
