import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { orderRows } from '../../src/demo/seed/rows.ts';
import { createReturn } from '../../src/shop/orders/returns.ts';
import { orders, returns } from '../../src/shop/shop.ts';
import type { Collection, CollectionSpec, Row, Store } from '../../src/store/store.ts';
import { killedWhileWriting } from './killed-while-writing.ts';
import type { StoreKind } from './store-kinds.ts';

export interface AnyRow extends Row {
  [field: string]: unknown;
}

/** A row of the collection with every indexed field: the last field of an index is a number, others are texts, unique ones differ from row to row. */
export function sample(spec: CollectionSpec<Row>, id: string, n: number): AnyRow {
  const row: AnyRow = { _id: id, v: 1, nested: { text: `第 ${n} 行 "quoted" \\ \n\t😀`, list: [1.5, -2, null, true], empty: {} } };
  for (const index of spec.indexes) {
    index.fields.forEach((field, at) => {
      row[field] = index.unique ? `unique ${id}` : at === index.fields.length - 1 ? n : `group ${n % 2}`;
    });
  }
  return row;
}

const oddTexts = [
  "it's",
  '"double"',
  '`; DROP TABLE c_inbox; --',
  'a\0b',
  'a\0c',
  '\ud800',
  '\udfff x',
  '\ufffd',
  '\x01',
  '\x010000',
  '%_*',
  '你好 😀 é é',
  ' ',
  'x'.repeat(2_000),
];

/** What every store must hold, for every collection of the program. */
export function storeContract(kind: StoreKind): void {
  describe(`store contract: ${kind.name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await kind.open(kind.place(), allCollections);
    });
    afterAll(() => store.close());

    describe.each(allCollections.map((spec) => [spec.name, spec] as const))('%s', (name, spec) => {
      let rows: Collection<AnyRow>;
      let serial = 0;
      const fresh = () => `${name} ${++serial}`;
      const make = (n = 0, id = fresh()) => sample(spec, id, n);
      const clear = async () => {
        for (let found = await rows.find({ limit: 1_000 }); found.length > 0; found = await rows.find({ limit: 1_000 })) {
          await store.write(found.map((row) => ({ op: 'delete', in: name, id: row._id })));
        }
      };
      beforeAll(() => {
        rows = store.collection(spec as CollectionSpec<AnyRow>);
      });

      it('inserts a row once and gives it back as it was', async () => {
        const row = make();
        expect(await rows.insert(row)).toBe('done');
        expect(await rows.get(row._id)).toEqual(row);
        expect(await rows.insert({ ...row, nested: 'other' })).toBe('duplicate');
        expect(await rows.get(row._id)).toEqual(row);
        expect(await rows.get('nobody')).toBeNull();
      });

      it('takes the row as it is at the call', async () => {
        const row = make();
        const inserted = rows.insert(row);
        row.nested = 'changed after the call';
        await inserted;
        expect(await rows.get(row._id)).not.toHaveProperty('nested', 'changed after the call');
        const found = await rows.get(row._id);
        if (found) found.nested = 'changed by a reader';
        expect(await rows.get(row._id)).not.toHaveProperty('nested', 'changed by a reader');
      });

      it('raises the version with each replace and refuses an old one', async () => {
        const row = make();
        await rows.insert({ ...row, v: 7 });
        const second = await rows.replace({ ...row, nested: 2 });
        expect(second).toEqual({ ...row, nested: 2, v: 2 });
        expect(await rows.replace({ ...row, nested: 3 })).toBeNull();
        expect(await rows.get(row._id)).toEqual(second);
        expect(await rows.replace(make())).toBeNull();
      });

      it('lets exactly one of 32 racing writers win each round', async () => {
        const row = make();
        await rows.insert(row);
        for (let round = 1; round <= 4; round++) {
          const read = await rows.get(row._id);
          if (!read) throw new Error('the row is gone');
          const replaces = Array.from({ length: 16 }, (_, n) => rows.replace({ ...read, nested: n }).then((won) => won !== null));
          const writes = Array.from({ length: 16 }, (_, n) =>
            store.write([], { in: name, row: { ...read, v: read.v + 1, nested: n } as Row }).then((result) => result === 'done'),
          );
          expect((await Promise.all([...replaces, ...writes])).filter(Boolean)).toHaveLength(1);
          expect((await rows.get(row._id))?.v).toBe(round + 1);
        }
      });

      it('writes nothing of a write whose guard lost, to whatever other write', async () => {
        const rivals = [
          (id: string) => store.write([{ op: 'patch', in: name, id, set: { note: 1 } }]),
          (id: string) => store.write([{ op: 'put', in: name, row: { ...make(1, id), note: 2 } as Row }]),
          (id: string) => rows.delete(id),
        ];
        for (const rival of rivals) {
          const row = make();
          const [added, kept] = [make(), make()];
          await rows.insert(row);
          await rows.insert(kept);
          await rival(row._id);
          const after = await rows.get(row._id);
          const lost = await store.write(
            [
              { op: 'insert', in: name, row: added },
              { op: 'patch', in: name, id: kept._id, set: { note: 3 } },
              { op: 'delete', in: name, id: kept._id },
            ],
            { in: name, row: { ...row, v: 2, nested: 'mine' } as Row },
          );
          expect(lost).toBe('conflict');
          expect(await rows.get(row._id)).toEqual(after);
          expect(await rows.get(added._id)).toBeNull();
          expect(await rows.get(kept._id)).toEqual(kept);
        }
        const taken = make();
        await rows.insert(taken);
        expect(await store.write([], { in: name, row: taken })).toBe('conflict');
      });

      it('repeats the steps of a write without further effect', async () => {
        const [a, b, c, d] = [make(1), make(2), make(3), make(4)];
        await store.insertNew(name, [b, d]);
        const ops = () =>
          store.write([
            { op: 'insert', in: name, row: a },
            { op: 'patch', in: name, id: b._id, set: { note: { deep: [1] }, nested: null } },
            { op: 'patch', in: name, id: 'nobody', set: { note: 1 } },
            { op: 'put', in: name, row: c },
            { op: 'delete', in: name, id: d._id },
          ]);
        const all = () => rows.getMany([a, b, c, d].map((row) => row._id));
        expect(await ops()).toBe('done');
        const once = await all();
        const { nested: _, ...rest } = b;
        expect(once).toEqual([a, { ...rest, v: 2, note: { deep: [1] } }, c]);
        await ops();
        expect(await all()).toEqual(once);
        expect(await rows.get('nobody')).toBeNull();
      });

      it('tells for each row of a batch whether it was new, also twice in one batch', async () => {
        const [a, b] = [make(1), make(2)];
        expect(await store.insertNew(name, [a, b, a])).toEqual([true, true, false]);
        expect(await store.insertNew(name, [b, make(3)])).toEqual([false, true]);
        expect(await store.insertNew(name, [])).toEqual([]);
        const same = make(4);
        const results = await Promise.all(Array.from({ length: 50 }, () => store.insertNew(name, [same])));
        expect(results.flat().filter(Boolean)).toHaveLength(1);
      });

      it('keeps odd ids and texts apart and unchanged', async () => {
        const made = oddTexts.map((text) => ({ ...make(1, `${name} ${text}`), nested: text }));
        expect(await store.insertNew(name, made)).toEqual(made.map(() => true));
        for (const row of made) expect(await rows.get(row._id)).toEqual(row);
        await rows.delete(made[3]?._id ?? '');
        expect(await rows.getMany(made.map((row) => row._id))).toEqual(made.filter((_, n) => n !== 3));
      });

      it('keeps a row of 1 MB', async () => {
        const row = { ...make(), nested: '掌柜'.repeat(180_000) };
        await rows.insert(row);
        expect(await rows.get(row._id)).toEqual(row);
        expect(await rows.replace({ ...row, nested: 'small' })).toMatchObject({ v: 2, nested: 'small' });
      });

      it('finds by id', async () => {
        await clear();
        const made = [make(1, 'b'), make(2, 'a'), make(3, 'c')];
        await store.insertNew(name, made);
        expect((await rows.find({ sort: { by: '_id' } })).map((row) => row._id)).toEqual(['a', 'b', 'c']);
        expect((await rows.find({ where: { _id: { in: ['c', 'a', 'z'] } }, sort: { by: '_id', desc: true } })).map((row) => row._id)).toEqual(['c', 'a']);
        expect((await rows.find({ where: { _id: { gt: 'a' } }, sort: { by: '_id' }, limit: 1 })).map((row) => row._id)).toEqual(['b']);
        expect(await rows.count({})).toBe(3);
        expect(await rows.getMany(['c', 'none', 'a', 'c'])).toEqual([made[2], made[1]]);
      });

      it('refuses a query on what is not indexed', async () => {
        await expect(rows.find({ where: { nested: 1 } })).rejects.toThrow('nested');
        await expect(rows.find({ sort: { by: 'nested' } })).rejects.toThrow('nested');
        await expect(rows.count({ nested: 1 })).rejects.toThrow('nested');
      });

      it.each(spec.indexes.map((index) => [index.fields.join(', '), index] as const))('finds by the index on %s', async (_, index) => {
        await clear();
        const [first = '', last = first] = [index.fields[0], index.fields.at(-1)];
        const made = Array.from({ length: 12 }, (_, n) => make(n));
        const { [first]: _missing, ...lacking } = make(99);
        await store.insertNew(name, [...made, lacking as AnyRow, { ...make(98), [first]: null }]);
        const values = made.map((row) => row[last]) as (string | number)[];
        const sorted = [...values].sort((x, y) => (x < y ? -1 : 1));
        const pick = (list: AnyRow[]) => list.map((row) => row[last]);
        const firsts = { [first]: { in: [...new Set(made.map((row) => row[first] as string | number))] } };
        const grouped = index.fields.length > 1 ? { [first]: 'group 1' } : {};
        const inGroup = sorted.filter((value) => index.fields.length === 1 || (value as number) % 2 === 1);

        expect(pick(await rows.find({ where: firsts, sort: { by: last } }))).toEqual(sorted);
        expect(pick(await rows.find({ where: grouped, sort: { by: last } }))).toEqual(inGroup);
        expect(pick(await rows.find({ where: grouped, sort: { by: last, desc: true }, limit: 3 }))).toEqual([...inGroup].reverse().slice(0, 3));
        const [low, high] = [inGroup[1] ?? '', inGroup[4] ?? ''];
        expect(pick(await rows.find({ where: { ...grouped, [last]: { gte: low, lt: high } }, sort: { by: last } }))).toEqual(inGroup.slice(1, 4));
        expect(pick(await rows.find({ where: { ...grouped, [last]: { gt: low, lte: high } }, sort: { by: last } }))).toEqual(inGroup.slice(2, 5));
        expect(pick(await rows.find({ where: { ...grouped, [last]: low } }))).toEqual([low]);
        expect(pick(await rows.find({ where: { ...grouped, [last]: { in: [high, low] } }, sort: { by: last } }))).toEqual([low, high]);
        expect(await rows.find({ where: { ...grouped, [last]: { in: [] } } })).toEqual([]);
        expect(await rows.find({ where: grouped, limit: 0 })).toEqual([]);
        expect(await rows.count(grouped.constructor === Object && index.fields.length > 1 ? grouped : firsts)).toBe(inGroup.length);
        expect(await rows.find({ where: { [first]: 'nowhere' } })).toEqual([]);

        const one = made[5];
        await store.write([{ op: 'patch', in: name, id: one?._id ?? '', set: { [first]: null } }]);
        expect(await rows.count({ [first]: one?.[first] as string | number, [last]: one?.[last] as string | number })).toBe(0);
        await store.write([{ op: 'patch', in: name, id: one?._id ?? '', set: { [first]: one?.[first] } }]);
        expect(await rows.count({ [first]: one?.[first] as string | number, [last]: one?.[last] as string | number })).toBe(1);
      });

      it.each(spec.indexes.filter((index) => index.unique).map((index) => [index.fields.join(', '), index] as const))('keeps %s unique', async (_, index) => {
        const [field = ''] = index.fields;
        const row = make();
        const twin = () => ({ ...make(), [field]: row[field] });
        await rows.insert(row);
        expect(await rows.insert(twin())).toBe('duplicate');
        expect(await store.insertNew(name, [make(), twin()])).toEqual([true, false]);
        expect(await store.write([{ op: 'insert', in: name, row: twin() }])).toBe('done');
        expect(await rows.count({ [field]: String(row[field]) })).toBe(1);
        const [bystander, other] = [make(), make()];
        const results = await Promise.allSettled([
          rows.insert(bystander),
          store.write([
            { op: 'insert', in: name, row: other },
            { op: 'put', in: name, row: twin() },
          ]),
          rows.insert(make()),
        ]);
        expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await rows.get(bystander._id)).not.toBeNull();
        expect(await rows.get(other._id)).toBeNull();
        const claims = await Promise.all(Array.from({ length: 100 }, () => rows.insert({ ...make(), [field]: 'claimed' })));
        expect(claims.filter((claim) => claim === 'done')).toHaveLength(1);
      });

      it.each([...(spec.hotFields ?? [])])('patches %s alone and gives it back unchanged', async (field) => {
        const row = make(1);
        await rows.insert(row);
        const patch = (value: unknown) => store.write([{ op: 'patch', in: name, id: row._id, set: { [field]: value } }]);
        let version = 1;
        for (const value of [...oddTexts, 7, -1.5]) {
          await patch(value);
          version += 1;
          expect(await rows.get(row._id)).toEqual({ ...row, v: version, [field]: value });
          await patch(value);
          expect((await rows.find({ where: { _id: row._id } }))[0]).toEqual({ ...row, v: version, [field]: value });
        }
        await store.write([{ op: 'patch', in: name, id: row._id, set: { [field]: 'with', note: 'another' } }]);
        expect(await rows.get(row._id)).toEqual({ ...row, v: version + 1, [field]: 'with', note: 'another' });
        await patch(null);
        const { [field]: _, ...rest } = row;
        expect(await rows.get(row._id)).toEqual({ ...rest, v: version + 2, note: 'another' });
      });

      const itAges = spec.ttlField ? [spec.ttlField] : [];
      it.each(itAges)('removes by %s what is older than a time, oldest first, in slices', async (ages) => {
        await clear();
        await store.insertNew(
          name,
          Array.from({ length: 10 }, (_, n) => {
            const row: AnyRow = { ...make(n), [ages]: 1_000 + n };
            if (spec.keepWhileSet && n !== 2) delete row[spec.keepWhileSet];
            return row;
          }),
        );
        const kept = spec.keepWhileSet ? [1_002] : [];
        expect(await store.expire(name, ages, 1_005, 2)).toBe(2);
        expect(await store.expire(name, ages, 1_005, 100)).toBe(3 - kept.length);
        expect((await rows.find({ sort: { by: ages } })).map((row) => row[ages])).toEqual([...kept, 1_005, 1_006, 1_007, 1_008, 1_009]);
      });

      it('sees every write that was resolved, among many at once', async () => {
        const made = Array.from({ length: 200 }, (_, n) => make(n));
        const seen = await Promise.all(
          made.map(async (row) => {
            await rows.insert(row);
            const next = await rows.replace({ ...row, nested: 'next' });
            return (await rows.get(row._id))?.v === 2 && next?.v === 2;
          }),
        );
        expect(seen.every(Boolean)).toBe(true);
      });
    });

    it('refuses a collection that was not declared', async () => {
      expect(() => store.collection({ name: 'unheard_of', indexes: [] })).toThrow('unheard_of');
      await expect(store.write([{ op: 'delete', in: 'unheard_of', id: 'x' }])).rejects.toThrow('unheard_of');
    });

    it('opens one return of the many that ask for the same thing at once, and one for each other item', async () => {
      const now = Date.now();
      const item = (sku: string) => ({ sku, title: { en: sku }, quantity: 1, price: 100 });
      const number = 'SO-90001';
      const order = {
        ...orderRows(now)[0]!,
        _id: number,
        number,
        status: 'delivered' as const,
        items: ['A', 'B', 'C'].map(item),
        deliveredAt: now,
        history: [],
      };
      await store.write([{ op: 'put', in: 'orders', row: order }]);
      const ask = (items: string[], key: string) => createReturn(store, { order, contact: 'ann', items, kind: 'return', reason: 'other', key }, {}, now);
      const wishes = [['A'], ['A', 'B'], [], ['C'], ['A']];
      const results = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(wishes[n % wishes.length]!, `key ${n}`)));
      const opened = results.flatMap((result) => (result.ok ? result.row.items : []));
      expect(opened.length).toBeGreaterThan(0);
      expect(opened).toEqual([...new Set(opened)]);
      const open = results.filter((result) => result.ok).length;
      expect(results.filter((result) => !result.ok && result.code === 'already_open')).toHaveLength(20 - open);
      expect(await store.collection(returns).count({ order: number })).toBe(open);
      const marked = await store.collection(orders).get(number);
      expect(marked).toMatchObject({ status: 'return_requested', v: open + 1 });
      expect(marked?.history).toHaveLength(open);
      const first = results.findIndex((result) => result.ok);
      expect(await ask(['A'], `key ${first}`)).toEqual(results[first]);
    });

    it('answers a ping', async () => {
      await store.ping();
    });

    it('has every acknowledged row, and no half of a write, after kill -9', async () => {
      const place = kind.place();
      const acknowledged = await killedWhileWriting(kind, place, [150, 400, 900]);
      expect(acknowledged.length).toBeGreaterThan(1_000);
      const spec: CollectionSpec<AnyRow> = { name: 'acks', indexes: [{ fields: ['pair', 'n'] }] };
      const again = await kind.open(place, [spec]);
      const rows = again.collection(spec);
      const lost = [];
      for (const n of acknowledged) if (!(await rows.get(`a${n}`))) lost.push(n);
      expect(lost).toEqual([]);
      const halves = [];
      for (let n = 2; n <= Math.max(...acknowledged) + 200; n += 3) if (!(await rows.get(`a${n}`)) !== !(await rows.get(`twin${n}`))) halves.push(n);
      expect(halves).toEqual([]);
      expect(await rows.count({ pair: { gt: '' } })).toBe(await rows.count({}));
      await again.close();
    });

    it('keeps what was patched when a field is no longer, or from now on, one that is patched alone', async () => {
      const place = kind.place();
      const open = async (patched: string[], indexed: string[]) => {
        const spec: CollectionSpec<AnyRow> = { name: 'things', indexes: indexed.map((field) => ({ fields: [field] })), hotFields: patched };
        const one = await kind.open(place, [spec]);
        return { one, rows: one.collection(spec) };
      };
      const patch = (store: Store, set: Record<string, unknown>) => store.write([{ op: 'patch', in: 'things', id: 'a', set }]);
      const first = await open(['state'], ['state']);
      await first.rows.insert({ _id: 'a', state: 'new', mark: 'm' });
      await patch(first.one, { state: 'old' });
      await first.one.close();
      const second = await open(['mark'], ['state']);
      expect(await second.rows.get('a')).toEqual({ _id: 'a', v: 2, state: 'old', mark: 'm' });
      expect(await second.rows.count({ state: 'old' })).toBe(1);
      await patch(second.one, { mark: null });
      await second.one.close();
      const third = await open([], []);
      expect(await third.rows.get('a')).toEqual({ _id: 'a', v: 3, state: 'old' });
      await third.one.close();
    });

    it('fills what is added to a collection later: a field, an index, a collection', async () => {
      const place = kind.place();
      const made = Array.from(
        { length: 2_500 },
        (_, n): AnyRow => ({ _id: `r${n}`, v: 1, colour: n % 2 ? 'red' : 'blue', size: n, odd: n === 7 ? 'a\0b' : undefined }),
      );
      const first = await kind.open(place, [{ name: 'things', indexes: [{ fields: ['colour'] }] }]);
      await first.insertNew('things', made);
      await first.close();

      const spec: CollectionSpec<AnyRow> = { name: 'things', indexes: [{ fields: ['size'] }, { fields: ['odd'] }] };
      const second = await kind.open(place, [spec, { name: 'others', indexes: [] }]);
      expect(await second.collection(spec).count({ size: { gte: 2_000 } })).toBe(500);
      expect(await second.collection(spec).find({ where: { odd: 'a\0b' } })).toMatchObject([{ _id: 'r7' }]);
      await expect(second.collection(spec).count({ colour: 'red' })).rejects.toThrow('colour');
      expect(await second.insertNew('others', [{ _id: 'x', v: 1 }])).toEqual([true]);
      await second.write([{ op: 'patch', in: 'things', id: 'r1', set: { colour: 'green' } }]);
      await second.close();

      const back: CollectionSpec<AnyRow> = { name: 'things', indexes: [{ fields: ['colour', 'size'] }] };
      const third = await kind.open(place, [back]);
      expect(await third.collection(back).count({ colour: 'red' })).toBe(1_249);
      expect(await third.collection(back).find({ where: { colour: 'green' } })).toMatchObject([{ _id: 'r1', v: 2 }]);
      await third.close();
    });
  });
}
