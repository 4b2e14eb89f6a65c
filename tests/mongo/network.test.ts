/** The network and the server, as they fail. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from '../../src/store/mongo/connection.ts';
import { failureOf, toThrow } from '../../src/store/mongo/failure.ts';
import { type Store, StoreUnavailable } from '../../src/store/store.ts';
import { type MongoServer, noMongo, startMongo } from '../servers/mongo.ts';
import { startProxy, type TestProxy } from '../servers/proxy.ts';
import { accounts, entries, newDatabase, openAt, type Thing } from './shop.ts';

it('names a place without its secrets', () => {
  expect(placeOf('mongodb://shop:s3cret@a:27017,b:27017/zh?replicaSet=rs')).toBe('a:27017,b:27017/zh');
  expect(placeOf('mongodb+srv://u:p@cluster.example.com/?w=1')).toBe('cluster.example.com/zhanggui');
  expect(placeOf('mongodb://localhost')).toBe('localhost/zhanggui');
});

it('says at the start that MongoDB cannot be reached, without the password', async () => {
  const refused = openAt('mongodb://shop:s3cret@127.0.0.1:1/zh');
  await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(refused).rejects.toThrow('127.0.0.1:1/zh');
  await expect(refused).rejects.not.toThrow('s3cret');
});

it.each([
  ['write ECONNRESET', { code: 'ECONNRESET', syscall: 'write' }, 'look at its log and at the network in between'],
  ['connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED', syscall: 'connect' }, 'start it, or check MONGODB_URL'],
  ['read ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' }, 'look at its load, its disk and the network in between'],
])('%s of a socket, bare or in a bulk write, leaves in doubt what was asked, and is told with the place and the cure', (message, fields, cure) => {
  const bare = Object.assign(new Error(message), fields);
  const wrapped = new mongoose.mongo.MongoBulkWriteError(bare as never, {} as never);
  for (const error of [bare, wrapped]) {
    expect(failureOf(error)).toBe('doubt');
    expect(toThrow(error, 'a:1/zh')).toMatchObject({ name: 'StoreUnavailable', message: `MongoDB at a:1/zh cannot be used now (${message}): ${cure}` });
  }
});

it('tells a full disk with its cure', () => {
  const full = new mongoose.mongo.MongoServerError({ code: 14_031, errmsg: 'no space' });
  expect(toThrow(full, 'a:1/zh')).toMatchObject({
    name: 'StoreUnavailable',
    message: 'MongoDB at a:1/zh cannot be used now (no space): make space on its disk',
  });
});

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-mongo-'));
const first = await startMongo({ own: true, folder });

describe.skipIf(!first)(`a server that fails (${first?.name ?? noMongo})`, () => {
  let server = first as MongoServer;
  let proxy: TestProxy;
  let store: Store;
  const port = Number(new URL(server?.url ?? 'mongodb://none:0').port);
  beforeAll(async () => {
    proxy = await startProxy(port);
    store = await openAt(newDatabase(`mongodb://127.0.0.1:${proxy.port}`));
  });
  afterAll(async () => {
    await store.close();
    await proxy.stop();
    await server.stop();
  });

  it('tells the truth when the answer to a write was lost on the way', async () => {
    const lost = [proxy.loseAnswer('marker-insert')];
    expect(await store.insertNew('accounts', [{ _id: 'marker-insert', v: 1 }])).toEqual([true]);
    lost.push(proxy.loseAnswer('marker-guard'));
    const entry = { op: 'insert', in: 'entries', row: { _id: 'e1', v: 1, text: 'marker-guard' } as Thing } as const;
    expect(await store.write([entry], { in: 'accounts', row: { _id: 'guarded', v: 1 } })).toBe('done');
    expect(await store.collection(entries).get('e1')).toMatchObject({ v: 1 });
    const row = await store.collection(accounts).get('guarded');
    lost.push(proxy.loseAnswer('marker-replace'));
    expect(await store.collection(accounts).replace({ _id: 'guarded', v: 1, text: 'marker-replace' })).toMatchObject({ v: 2 });
    lost.push(proxy.loseAnswer('marker-delete'));
    await store.collection(accounts).insert({ _id: 'marker-delete' });
    await store.collection(accounts).delete('marker-delete');
    await Promise.all(lost);
    expect(row).toEqual({ _id: 'guarded', v: 1 });
    expect(await store.insertNew('accounts', [{ _id: 'marker-insert', v: 1 }])).toEqual([false]);
    expect(await store.collection(accounts).getMany(['guarded', 'marker-insert', 'marker-delete'])).toHaveLength(2);
  });

  it('is unavailable, within seconds, while the server is away, and goes on by itself', async () => {
    await proxy.cut();
    const begun = performance.now();
    const away = [
      store.ping(),
      store.collection(accounts).get('guarded'),
      store.insertNew('accounts', [{ _id: 'away', v: 1 }]),
      store.write([], { in: 'accounts', row: { _id: 'guarded', v: 3 } }),
      store.collection(accounts).find({ where: { n: 1 } }),
    ];
    for (const result of await Promise.allSettled(away)) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(performance.now() - begun).toBeLessThan(20_000);
    await proxy.mend();
    await expect.poll(() => store.ping().then(() => 'back')).toBe('back');
    expect(await store.collection(accounts).get('guarded')).toMatchObject({ v: 2 });
    expect(await store.collection(accounts).insert({ _id: 'away' })).toBe('done');
  });

  it('is unavailable, within seconds, while the server is connected and does not answer, and goes on by itself', { timeout: 90_000 }, async () => {
    void proxy.hold('');
    const begun = performance.now();
    const stalled = [
      store.ping(),
      store.collection(accounts).get('guarded'),
      store.insertNew('accounts', [{ _id: 'stalled', v: 1 }]),
      store.collection(accounts).find({ where: { n: 1 } }),
    ];
    for (const result of await Promise.allSettled(stalled)) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(performance.now() - begun).toBeLessThan(30_000);
    proxy.release();
    await expect.poll(() => store.ping().then(() => 'back')).toBe('back');
    expect(await store.collection(accounts).get('guarded')).toMatchObject({ v: 2 });
  });

  it('has every acknowledged row, and no half of a write, after kill -9 of the server', { timeout: 120_000 }, async () => {
    const acknowledged: number[] = [];
    let enough: () => void = () => {};
    const many = new Promise<void>((resolve) => {
      enough = resolve;
    });
    let next = 0;
    const writer = async () => {
      for (;;) {
        const n = next++;
        const entry = { op: 'insert', in: 'entries', row: { _id: `twin${n}`, v: 1 } } as const;
        const result = await store.write([entry], { in: 'accounts', row: { _id: `a${n}`, v: 1 } }).catch(() => 'failed');
        if (result !== 'done') return;
        acknowledged.push(n);
        if (acknowledged.length === 300) enough();
      }
    };
    const writers = Array.from({ length: 20 }, writer);
    await many;
    await server.kill();
    await proxy.cut();
    await proxy.mend();
    await Promise.all(writers);
    server = (await startMongo({ own: true, folder, port })) as MongoServer;
    await expect.poll(() => store.ping().then(() => 'back'), { timeout: 30_000 }).toBe('back');
    const ids = (name: string) => Array.from({ length: next }, (_, n) => `${name}${n}`);
    const has = new Set((await store.collection(accounts).getMany(ids('a'))).map((row) => row._id));
    const twins = new Set((await store.collection(entries).getMany(ids('twin'))).map((row) => row._id));
    expect(acknowledged.filter((n) => !has.has(`a${n}`))).toEqual([]);
    expect(Array.from({ length: next }, (_, n) => n).filter((n) => has.has(`a${n}`) !== twins.has(`twin${n}`))).toEqual([]);
  });

  it('lets one document that is too large fail alone', async () => {
    const huge = { _id: 'huge', text: 'x'.repeat(17_000_000) };
    const results = await Promise.allSettled([huge, { _id: 'small 1' }, { _id: 'small 2' }].map((row) => store.collection(accounts).insert(row)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(await store.collection(accounts).getMany(['huge', 'small 1', 'small 2'])).toHaveLength(2);
  });
});
