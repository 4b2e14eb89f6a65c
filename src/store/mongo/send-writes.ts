import type { mongo } from 'mongoose';
import { answered } from './answered.ts';
import { holds, type StoredDoc } from './document.ts';
import { duplicateKey, failureOf, statementErrors } from './failure.ts';

/** A change of one document. `over` is the `c` of the state that it replaces or removes. */
export type Write = { kind: 'insert'; doc: StoredDoc } | { kind: 'replace'; doc: StoredDoc; over: string } | { kind: 'remove'; id: string; over: string };

type Result = boolean | Error;

/** A put, a patch or a guard met a unique value of another row. */
export class DoubledUnique extends Error {
  override readonly name = 'DoubledUnique';
}

const tries = 3;

/**
 * Sends changes in one command a kind. For each: true when it was made, false when the state was another (insert: the id or a
 * unique value exists), an Error when it alone cannot be made. Throws when the server is away; then any of them may have been made.
 */
export async function sendWrites(collection: mongo.Collection<StoredDoc>, writes: readonly Write[]): Promise<Result[]> {
  const results: (Result | undefined)[] = new Array(writes.length);
  for (let attempt = 1; ; attempt++) {
    const open = writes.flatMap((write, n) => (results[n] === undefined ? [{ write, n }] : []));
    const kinds = (['insert', 'replace', 'remove'] as const).map((kind) => open.filter(({ write }) => write.kind === kind)).filter((some) => some.length > 0);
    const failures = await Promise.all(
      kinds.map(async (some) => {
        try {
          const sent = await sendKind(
            collection,
            some.map(({ write }) => write),
          );
          some.forEach(({ n }, k) => {
            results[n] = sent[k];
          });
          return null;
        } catch (error) {
          return { error, some };
        }
      }),
    );
    const failed = failures.filter((one) => one !== null);
    if (failed.length === 0) return results.map((result) => result ?? false);
    const away = failed.find(({ error }) => failureOf(error) === 'away');
    if (away) throw away.error;
    const refused = failed.find(({ error }) => failureOf(error) === 'refused');
    if (refused) {
      if (writes.length > 1) return apart(collection, writes, results);
      return [refused.error instanceof Error ? refused.error : new Error(String(refused.error))];
    }
    if (attempt === tries) throw failed[0]?.error;
    await settleDoubt(
      collection,
      failed.flatMap(({ some }) => some),
      results,
    );
  }
}

/** Sends each change alone, so that a mistake in one does not fail the others. */
async function apart(collection: mongo.Collection<StoredDoc>, writes: readonly Write[], known: readonly (Result | undefined)[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const [n, write] of writes.entries()) {
    const before = known[n];
    results.push(before ?? (await sendWrites(collection, [write]))[0] ?? false);
  }
  return results;
}

/** Looks what became of changes whose answer was lost; those that were certainly not made stay undefined and are sent again. */
async function settleDoubt(
  collection: mongo.Collection<StoredDoc>,
  doubtful: readonly { write: Write; n: number }[],
  results: (Result | undefined)[],
): Promise<void> {
  const now = await states(
    collection,
    doubtful.map(({ write }) => idOf(write)),
  );
  for (const { write, n } of doubtful) {
    const state = now.get(idOf(write));
    if (write.kind === 'remove') results[n] = state === undefined ? true : state.c === write.over ? undefined : false;
    else if (state && holds(state, write.doc.c)) results[n] = true;
    else if (write.kind === 'insert') results[n] = state ? false : undefined;
    else results[n] = state?.c === write.over ? undefined : false;
  }
  // A majority write that changes nothing is answered when all before it, ours included, are on a majority.
  await answered(collection.deleteOne({ _id: '\x01nothing' }));
}

async function sendKind(collection: mongo.Collection<StoredDoc>, writes: readonly Write[]): Promise<Result[]> {
  let changed: number;
  let errors: ReturnType<typeof statementErrors> = null;
  try {
    const result = await answered(collection.bulkWrite(writes.map(statement), { ordered: false }));
    changed = result.insertedCount + result.matchedCount + result.deletedCount;
  } catch (error) {
    errors = statementErrors(error);
    if (!errors) throw error;
    changed = -1;
  }
  if (changed === writes.length) return writes.map(() => true);
  if (writes[0]?.kind === 'insert') return writes.map((_, n) => insertResult(errors?.get(n)));
  if (!errors && writes.length === 1) return [writes[0]?.kind === 'remove' ? !(await states(collection, writes.map(idOf))).size : false];
  // The server reports how many were changed, not which.
  const now = await states(collection, writes.map(idOf));
  return writes.map((write, n) => {
    const error = errors?.get(n);
    if (error) return errorOf(error);
    const state = now.get(idOf(write));
    return write.kind === 'remove' ? state === undefined : write.kind === 'replace' && state !== undefined && holds(state, write.doc.c);
  });
}

async function states(collection: mongo.Collection<StoredDoc>, ids: readonly string[]): Promise<Map<string, StoredDoc>> {
  const docs = await answered(collection.find({ _id: { $in: [...new Set(ids)] } }, { projection: { c: 1, was: 1 } }).toArray());
  return new Map(docs.map((doc) => [doc._id, doc]));
}

function statement(write: Write): mongo.AnyBulkWriteOperation<StoredDoc> {
  if (write.kind === 'insert') return { insertOne: { document: write.doc } };
  const filter = { _id: idOf(write), c: write.over };
  return write.kind === 'remove' ? { deleteOne: { filter } } : { replaceOne: { filter, replacement: write.doc } };
}

function insertResult(error: { code: number; text: string } | undefined): Result {
  if (!error) return true;
  return error.code === duplicateKey ? false : errorOf(error);
}

function errorOf({ code, text }: { code: number; text: string }): Error {
  return code === duplicateKey ? new DoubledUnique(text) : new Error(`MongoDB refused a change: ${text} (${code})`);
}

function idOf(write: Write): string {
  return write.kind === 'remove' ? write.id : write.doc._id;
}
