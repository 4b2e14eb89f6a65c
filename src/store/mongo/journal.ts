import { type Guard, type Op, type StoreLog, StoreUnavailable } from '../store.ts';
import { indexValue, storedKey } from '../stored-key.ts';
import { type Body, first, following, type Journal, type StoredDoc, stored, withoutJournal } from './document.ts';
import type { Rows } from './rows.ts';
import { DoubledUnique } from './send-writes.ts';
import { type Journals, type Step, stepOf, type Turn } from './steps.ts';

/** Time for which a journal that another process wrote is left to that process, ms. */
const patienceMs = 1_000;
/** Time after which a held-up writer checks whether others finished its write, ms; well below the patience of others. */
const lateMs = 300;
/** Interval at which journals whose steps are done are cleared together, ms, unless the row was replaced meanwhile. */
const clearMs = 5;
/** Age from which journals are looked for and finished, and the interval of that search, ms. */
const sweepMs = 5_000;
const mostSwept = 200;
/** Most times a row is read again while others go on writing it. */
const settleRounds = 20;

export interface JournalOptions {
  rowsNamed(name: string): Rows;
  all: readonly Rows[];
  /** Journals that have no row of their own. */
  writes: Rows;
  /** Ids of writes, never the same in any process. */
  newId(): string;
  /** Epoch ms. */
  now(): number;
  log: StoreLog;
}

interface Home {
  rows: Rows;
  /** Stored key of the document that carries the journal. */
  key: string;
}

/**
 * Writes of several rows without transactions. One document, the guard's or one of its own, is replaced under its version and
 * carries the other steps; they are done after that, and the journal is cleared. Whoever meets a journal finishes it.
 */
export function journaling({ rowsNamed, all, writes, newId, now, log }: JournalOptions) {
  /** Writes whose steps are done here and whose journal may not be cleared yet. */
  const done = new Set<string>();
  /** Writes that are at work here. */
  const flying = new Map<string, Promise<unknown>>();
  let toClear: { home: Home; id: string }[] = [];
  let clearing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const open = (doc: StoredDoc): Journal | undefined => (doc.j && !done.has(doc.j.id) ? doc.j : undefined);
  const journals: Journals = {
    open,
    async rescue(journal, at) {
      await writes.insert({ ...first(journal.id, journal.id, { doc: '{}' }), j: journal, p: at });
    },
  };

  const clear = async (home: Home, id: string): Promise<void> => {
    for (let doc = home.rows.known(home.key) ?? (await home.rows.read(home.key)); doc?.j?.id === id; doc = await home.rows.read(home.key)) {
      const cleared = home.rows === writes ? home.rows.remove(home.key, doc.c) : home.rows.replace(withoutJournal(doc), doc.c);
      if (await cleared) break;
    }
    done.delete(id);
  };
  const clearAll = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const group = toClear;
    toClear = [];
    const work = group.map(({ home, id }) => clear(home, id).catch(() => done.delete(id)));
    clearing = Promise.all([clearing, ...work]).then(() => {});
  };
  const finished = (home: Home, id: string): void => {
    done.add(id);
    toClear.push({ home, id });
    timer ??= setTimeout(clearAll, clearMs);
  };

  /** Runs the steps of a write whose journal is stored. Throws DoubledUnique when one of them cannot be done, after all others. */
  const run = async (id: string, steps: readonly Step[], home: Home | null): Promise<void> => {
    const since = performance.now();
    const isPending = async (): Promise<boolean> => {
      if (!home) return true;
      if ((await home.rows.read(home.key))?.j?.id === id) return true;
      return home.rows !== writes && (await writes.read(id)) !== null;
    };
    const pending: Turn['pending'] = async (lost) => (!lost && performance.now() - since < lateMs) || isPending();
    let wrong: unknown;
    for (const wave of waves(steps)) {
      const results = await Promise.allSettled(wave.map(({ step, n }) => step.run({ stamp: `${id}.${n}`, pending })));
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        if (!(result.reason instanceof DoubledUnique)) throw result.reason;
        wrong ??= result.reason;
      }
    }
    if (home) finished(home, id);
    if (wrong) throw wrong;
  };

  const atWork = async <T>(id: string, work: Promise<T>): Promise<T> => {
    flying.set(id, work);
    try {
      return await work;
    } finally {
      flying.delete(id);
    }
  };

  /** Finishes the write of another process, if that one does not. */
  const finish = async (home: Home, journal: Journal): Promise<void> => {
    const until = performance.now() + patienceMs;
    for (let wait = 4; performance.now() < until; wait = Math.min(wait * 2, 100)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if ((await home.rows.read(home.key))?.j?.id !== journal.id) return;
    }
    const ops: Op[] = JSON.parse(journal.ops);
    const steps = ops.map((op) => stepOf(rowsNamed(op.in), op, journals));
    await run(journal.id, steps, home).catch((error: unknown) => {
      if (!(error instanceof DoubledUnique)) throw error;
      log.warn({ write: journal.id, error: error.message }, 'a step of an interrupted write was left out: its unique value is taken');
    });
  };

  /** The document once the write that it carries is finished; null when it is gone then. */
  const settled = async (rows: Rows, found: StoredDoc): Promise<StoredDoc | null> => {
    let doc: StoredDoc | null = found;
    let whole: StoredDoc | null = null;
    for (let rounds = 0; doc && !(whole && rounds >= settleRounds); rounds++) {
      const journal = open(doc);
      if (!journal) return doc;
      const mine = flying.get(journal.id);
      if (!mine) await atWork(journal.id, finish({ rows, key: doc._id }, journal));
      if (
        !mine ||
        (await mine.then(
          () => true,
          () => false,
        ))
      )
        whole = withoutJournal(doc);
      doc = await rows.read(doc._id);
    }
    // Others write faster than this process reads. A state whose write is finished was the current one a moment ago; the newest may still be half written.
    return doc && open(doc) ? whole : doc;
  };

  /** Throws when a put or patch would double a unique value, before anything is written. */
  const refuseDoubled = async (steps: readonly Step[]): Promise<void> => {
    for (const { rows, unique } of steps) {
      for (const { field, value } of unique) {
        const taken = indexValue(value);
        if (taken === null) continue;
        const own = steps.filter((step) => step.rows === rows).map((step) => step.id);
        const [other] = await rows.find({ [stored(field)]: taken, _id: { $nin: own } }, undefined, 1);
        if (other) throw new DoubledUnique(`${rows.spec.name}: ${field} is unique and "${value}" exists in another row`);
      }
    }
  };

  /** Replaces or inserts the guard's document; false when its version is not the one that it must be. */
  const commit = async ({ rows, key, v, body }: Home & { v: number; body: Body }, id: string, journal: Pick<StoredDoc, 'j' | 'p'>): Promise<boolean> => {
    if (v === 1) return rows.insert({ ...first(key, id, body), ...journal });
    let old = rows.known(key) ?? null;
    if (old?.v !== v - 1) old = await rows.read(key);
    if (old && open(old)) old = await settled(rows, old);
    if (!old || old.v !== v - 1) return false;
    return rows.replace({ ...following(old, id, body), ...journal }, old.c);
  };

  const guarded = ({ in: name, row }: Guard): Home & { v: number; body: Body } => {
    const rows = rowsNamed(name);
    if (!Number.isSafeInteger(row.v) || row.v < 1) throw new Error(`guard of ${name} ${row._id}: version ${row.v} is not a whole number from 1`);
    return { rows, key: storedKey(row._id), v: row.v, body: rows.body(row) };
  };

  /** All or nothing, as Store.write promises. Everything is taken as it is at the call. */
  const write = async (ops: readonly Op[], guard?: Guard): Promise<'done' | 'conflict'> => {
    const steps = ops.map((op) => stepOf(rowsNamed(op.in), op, journals));
    const holder = guard && guarded(guard);
    if (holder && steps.some(({ rows, id }) => rows === holder.rows && id === holder.key)) {
      throw new Error(`a step of the write changes its guard ${guard.in} ${guard.row._id}: put the change into the guard's row`);
    }
    const id = newId();
    if (!holder && steps.length < 2) {
      await run(id, steps, null);
      return 'done';
    }
    const home = holder ?? { rows: writes, key: id, v: 1, body: { doc: '{}' } };
    const journal = steps.length > 0 ? { j: { id, ops: JSON.stringify(ops) }, p: now() } : {};
    await refuseDoubled(steps);
    const work = async (): Promise<'done' | 'conflict'> => {
      if (!(await commit(home, id, journal))) return 'conflict';
      if (steps.length > 0) await run(id, steps, home);
      return 'done';
    };
    return atWork(id, work());
  };

  /** Finishes journals that were written before `before`, epoch ms. */
  const sweep = async (before: number): Promise<void> => {
    for (const rows of [writes, ...all]) {
      const docs = await rows.find({ p: { $lt: before } }, undefined, mostSwept);
      await Promise.all(docs.map((doc) => settled(rows, doc)));
    }
  };
  let sweeping = false;
  const sweeper = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweep(now() - sweepMs)
      .catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) log.warn({ error: String(error) }, 'an interrupted write could not be finished; tried again');
      })
      .finally(() => {
        sweeping = false;
      });
  }, sweepMs).unref();

  return {
    write,
    settled,
    sweep,
    journals,
    open,
    run,
    /** Clears what is left to clear; nothing may be at work any more. */
    async stop(): Promise<void> {
      clearInterval(sweeper);
      clearAll();
      await clearing;
    },
  };
}

/** Steps that may be done at once: each row once, and one by one where a unique value may move from row to row. */
function waves(steps: readonly Step[]): { step: Step; n: number }[][] {
  const all: { step: Step; n: number }[][] = [];
  let keys = new Set<string>();
  for (const [n, step] of steps.entries()) {
    const key = `${step.rows.spec.name} ${step.rows.unique.length > 0 ? '' : step.id}`;
    const wave = all.at(-1);
    if (!wave || keys.has(key)) {
      all.push([{ step, n }]);
      keys = new Set([key]);
    } else {
      wave.push({ step, n });
      keys.add(key);
    }
  }
  return all;
}
