/** Writes whose process died or was held up between the guard and the other steps. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, first, type StoredDoc } from '../../src/store/mongo/document.ts';
import type { Op, Store } from '../../src/store/store.ts';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { startProxy } from '../servers/proxy.ts';
import { accounts, entries, newDatabase, openAt, rawDocuments, type Thing } from './shop.ts';

const server = await startMongo();

describe.skipIf(!server)(`interrupted writes (${server?.name ?? noMongo})`, () => {
  afterAll(() => server?.stop());
  let url: string;
  let open: { close(): Promise<void> }[];
  beforeEach(() => {
    url = newDatabase(server?.url ?? '');
    open = [];
    return async () => {
      for (const one of open) await one.close();
    };
  });
  const opened = async (at = url): Promise<Store> => {
    const store = await openAt(at);
    open.push(store);
    return store;
  };
  const raw = async () => {
    const documents = await rawDocuments(url);
    open.push(documents);
    return documents;
  };

  const ops: Op[] = [
    { op: 'insert', in: 'entries', row: { _id: 'new', v: 1, n: 1 } as Thing },
    { op: 'patch', in: 'entries', id: 'old', set: { text: 'patched' } },
    { op: 'delete', in: 'entries', id: 'gone' },
  ];
  /** What a process leaves that died right after the guard. */
  const orphan = (id: string, p: number): StoredDoc => ({ ...first(id, 'dead0', bodyOf(['n'], { _id: id })), j: { id: 'dead0', ops: JSON.stringify(ops) }, p });
  const prepare = (store: Store) =>
    store.insertNew('entries', [
      { _id: 'old', v: 1 },
      { _id: 'gone', v: 1 },
    ]);
  const state = async (store: Store) => (await store.collection(entries).getMany(['new', 'old', 'gone'])).map(({ _id, text }) => [_id, text]);
  const finished = [
    ['new', undefined],
    ['old', 'patched'],
  ];

  it('are finished by whoever reads the row, which shows nothing of it', async () => {
    const [store, documents] = [await opened(), await raw()];
    await prepare(store);
    await documents.of(accounts).insertOne(orphan('a', Date.now()));
    expect(await state(store)).toEqual([
      ['old', undefined],
      ['gone', undefined],
    ]);
    expect(await store.collection(accounts).get('a')).toEqual({ _id: 'a', v: 1 });
    expect(await state(store)).toEqual(finished);
    await expect.poll(() => documents.of(accounts).findOne({ _id: 'a' })).not.toHaveProperty('j');
  });

  it('are finished by a list, a replace and a delete of the row as well', async () => {
    const [store, documents] = [await opened(), await raw()];
    const rows = store.collection(accounts);
    await prepare(store);
    await documents.of(accounts).insertOne({ ...orphan('a', Date.now()), f_n: 1 });
    expect(await rows.find({ where: { n: 1 } })).toEqual([{ _id: 'a', v: 1 }]);
    expect(await state(store)).toEqual(finished);
    const ways = [() => rows.replace({ _id: 'b', v: 1, n: 2 }), () => rows.delete('b')];
    for (const [turn, way] of ways.entries()) {
      await store.write([
        { op: 'delete', in: 'entries', id: 'new' },
        { op: 'patch', in: 'entries', id: 'old', set: { text: null } },
        { op: 'delete', in: 'accounts', id: 'b' },
      ]);
      await documents.of(accounts).insertOne({ ...orphan('b', Date.now()), j: { id: `dead${turn + 1}`, ops: JSON.stringify(ops) } });
      await way();
      const next = await opened();
      expect(await state(next)).toEqual(finished);
    }
  });

  it('are finished when the next process opens the store, also those without a guard', async () => {
    await prepare(await opened());
    const documents = await raw();
    await documents.of({ name: 'zhanggui_writes' }).insertOne(orphan('dead0', Date.now()));
    expect(await state(await opened())).toEqual(finished);
    await expect.poll(() => documents.of({ name: 'zhanggui_writes' }).countDocuments()).toBe(0);
  });

  it('do not undo what others changed after a step had been done', async () => {
    const [store, documents] = [await opened(), await raw()];
    await prepare(store);
    await documents.of(entries).replaceOne({ _id: 'old' }, { ...first('old', 'dead0.1', bodyOf([], { _id: 'old', text: 'patched' } as Thing)), v: 2 });
    await documents.of(accounts).insertOne(orphan('a', Date.now()));
    const other = await opened();
    await other.write([{ op: 'patch', in: 'entries', id: 'old', set: { text: 'read' } }]);
    await store.collection(accounts).get('a');
    expect(await store.collection(entries).get('old')).toEqual({ _id: 'old', v: 3, text: 'read' });
  });

  it('of a process that was only held up are not done again when it goes on', async () => {
    const proxy = await startProxy(Number(new URL(url).port));
    const slow = await opened(url.replace(/:\d+\//, `:${proxy.port}/`));
    const quick = await opened();
    await prepare(slow);
    const waits = proxy.hold('entries\0');
    const write = slow.write(ops, { in: 'accounts', row: { _id: 'a', v: 1 } });
    await waits;
    expect(await quick.collection(accounts).get('a')).toEqual({ _id: 'a', v: 1 });
    expect(await state(quick)).toEqual(finished);
    await quick.write([{ op: 'patch', in: 'entries', id: 'old', set: { text: 'later' } }]);
    await quick.collection(entries).insert({ _id: 'gone', text: 'again' });
    proxy.release();
    expect(await write).toBe('done');
    expect(await state(quick)).toEqual([
      ['new', undefined],
      ['old', 'later'],
      ['gone', 'again'],
    ]);
    await slow.close();
    open = open.filter((one) => one !== slow);
    await proxy.stop();
  });

  it('refuses a put or patch that would double a unique value before anything is written, and steps on the guard itself', async () => {
    const store = await opened();
    await store.collection(entries).insert({ _id: 'x', claim: 'taken' });
    await store.collection(entries).insert({ _id: 'y', claim: 'free' });
    const guard = { in: 'accounts', row: { _id: 'a', v: 1 } };
    const other: Op = { op: 'insert', in: 'entries', row: { _id: 'new', v: 1 } };
    await expect(store.write([other, { op: 'patch', in: 'entries', id: 'y', set: { claim: 'taken' } }], guard)).rejects.toThrow('claim is unique');
    await expect(store.write([{ op: 'put', in: 'entries', row: { _id: 'z', v: 1, claim: 'taken' } as Thing }])).rejects.toThrow();
    await expect(store.write([other, { op: 'delete', in: 'accounts', id: 'a' }], guard)).rejects.toThrow('guard');
    expect(await store.collection(entries).count({})).toBe(2);
    expect(await store.collection(accounts).get('a')).toBeNull();
    const moved: Op[] = [
      { op: 'patch', in: 'entries', id: 'x', set: { claim: null } },
      { op: 'patch', in: 'entries', id: 'y', set: { claim: 'taken' } },
    ];
    expect(await store.write(moved, guard)).toBe('done');
    expect(await store.collection(entries).find({ where: { claim: 'taken' } })).toMatchObject([{ _id: 'y' }]);
  });

  it('never show a half to others: two processes move a counter and its entries together', async () => {
    const stores = [await opened(), await opened()];
    await stores[0]?.collection(accounts).insert({ _id: 'a', n: 0 });
    const worker = async (store: Store) => {
      for (let done = 0; done < 10; ) {
        const row = await store.collection(accounts).get('a');
        if (!row) throw new Error('the account is gone');
        const n = (row.n ?? 0) + 1;
        const entry: Op = { op: 'insert', in: 'entries', row: { _id: `e${n}`, v: 1, n } as Thing };
        const sum: Op = { op: 'patch', in: 'entries', id: `e${n - 1}`, set: { text: 'followed' } };
        const before = await store.collection(entries).getMany(Array.from({ length: n - 1 }, (_, k) => `e${k + 1}`));
        expect(before.filter(({ text }) => text === 'followed').length).toBeGreaterThanOrEqual(n - 2);
        expect(before.length).toBe(n - 1);
        if ((await store.write([entry, sum], { in: 'accounts', row: { ...row, v: row.v + 1, n } as Thing })) === 'done') done += 1;
      }
    };
    await Promise.all(stores.flatMap((store) => [worker(store), worker(store), worker(store)]));
    const all = await stores[0]?.collection(entries).find({ sort: { by: 'n' } });
    expect(all?.map(({ n, text }) => [n, text])).toEqual(Array.from({ length: 60 }, (_, n) => [n + 1, n < 59 ? 'followed' : undefined]));
    expect(await stores[1]?.collection(accounts).get('a')).toEqual({ _id: 'a', v: 61, n: 60 });
  });
});
