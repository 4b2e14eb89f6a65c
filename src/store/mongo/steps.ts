import { type Op, StoreUnavailable } from '../store.ts';
import { storedKey } from '../stored-key.ts';
import { type AnyRow, first, following, holds, type Journal, rowOf, type StoredDoc } from './document.ts';
import type { Rows } from './rows.ts';
import { DoubledUnique } from './send-writes.ts';

/** Write that a step belongs to, as far as the step needs it. */
export interface Turn {
  /** Id of this step, the same whenever the write is repeated. */
  stamp: string;
  /** False when others have finished the write meanwhile. `lost`: a change of theirs was met. */
  pending(lost: boolean): Promise<boolean>;
}

/** One step of a write, on one row. Doing it again changes nothing, also when others changed the row in between. */
export interface Step {
  rows: Rows;
  /** Stored key. */
  id: string;
  /** Values of unique fields that it brings. */
  unique: { field: string; value: unknown }[];
  run(turn: Turn): Promise<void>;
}

export interface Journals {
  /** The document's journal unless its steps are known to be done. */
  open(doc: StoredDoc): Journal | undefined;
  /** Keeps the journal of a document that goes. */
  rescue(journal: Journal, at: number): Promise<void>;
}

/** The document's next state; null: it stays as it is. */
type Change = (old: StoredDoc | null, stamp: string) => StoredDoc | 'remove' | null;

const tries = 100;

/** Returns the step as it is at the call: later changes of the op's objects do not reach it. */
export function stepOf(rows: Rows, op: Op, journals: Journals): Step {
  const id = storedKey(op.op === 'insert' || op.op === 'put' ? op.row._id : op.id);
  const step = (brings: object, run: Step['run']): Step => ({ rows, id, unique: uniqueOf(rows, brings), run });
  switch (op.op) {
    case 'insert': {
      const body = rows.body(op.row);
      const run = async ({ stamp, pending }: Turn) => {
        if (await pending(false)) await rows.insert(first(id, stamp, body));
      };
      return { rows, id, unique: [], run };
    }
    case 'put': {
      const body = rows.body(op.row);
      const put: Change = (old, stamp) => (!old ? first(id, stamp, body) : old.doc === body.doc ? null : following(old, stamp, body));
      return step(op.row, (turn) => change(rows, id, turn, journals, put));
    }
    case 'patch': {
      const patch = patchOf(rows, op.set);
      return step(op.set, (turn) => change(rows, id, turn, journals, patch));
    }
    case 'delete':
      return step({}, (turn) => change(rows, id, turn, journals, (old) => old && 'remove'));
  }
}

function patchOf(rows: Rows, set: Readonly<Record<string, unknown>>): Change {
  const fields = Object.entries(set).filter(([field]) => field !== '_id' && field !== 'v');
  const texts = fields.map(([field, value]) => [field, value === null ? undefined : JSON.stringify(value)] as const);
  return (old, stamp) => {
    if (!old) return null;
    const row: AnyRow = rowOf(old);
    let changes = false;
    for (const [field, text] of texts) {
      if (JSON.stringify(row[field]) === text) continue;
      changes = true;
      if (text === undefined) delete row[field];
      else row[field] = JSON.parse(text);
    }
    return changes ? following(old, stamp, rows.body(row)) : null;
  };
}

/**
 * Brings a document to its next state, from the state known here if that still is the one, else from a fresh one. A journal of
 * another write that the document carries is carried on, so that two writes can never wait for each other.
 */
async function change(rows: Rows, id: string, { stamp, pending }: Turn, journals: Journals, next: Change): Promise<void> {
  let old: StoredDoc | null = rows.known(id) ?? null;
  let isFresh = false;
  for (let lost = 0; lost < tries; ) {
    const to = old && holds(old, stamp) ? null : next(old, stamp);
    if (to === null || !old) {
      if (!isFresh) {
        old = await rows.read(id);
        isFresh = true;
        continue;
      }
      if (to === null) return;
    }
    if (!(await pending(lost > 0))) return;
    if (await made(rows, id, old, to, journals)) return;
    lost += 1;
    old = await rows.read(id);
    isFresh = true;
    if (to !== 'remove' && to.v === 1 && !old && rows.unique.length > 0)
      throw new DoubledUnique(`${rows.spec.name} ${id}: a unique value exists in another row`);
  }
  throw new StoreUnavailable(`${rows.spec.name} ${id} is changed by too many writers at once`);
}

async function made(rows: Rows, id: string, old: StoredDoc | null, to: StoredDoc | 'remove', journals: Journals): Promise<boolean> {
  if (!old) return to !== 'remove' && rows.insert(to);
  const journal = journals.open(old);
  if (to !== 'remove') return rows.replace(journal ? { ...to, j: journal, p: old.p } : to, old.c);
  if (journal) await journals.rescue(journal, old.p ?? 0);
  return rows.remove(id, old.c);
}

function uniqueOf(rows: Rows, brings: object): Step['unique'] {
  if (rows.unique.length === 0) return [];
  const values: Record<string, unknown> = { ...brings };
  return rows.unique.map((field) => ({ field, value: values[field] }));
}
