/** The program as several processes, each with a role, on one MongoDB and one Redis. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MongoServer, startMongo } from '../servers/mongo.ts';
import { startProxy, type TestProxy } from '../servers/proxy.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { freshFolder, type Program, startProgram, token } from './program.ts';
import { Visitor } from './visitor.ts';

const mongo = await startMongo({ own: true });
const redis = await startRedis();

describe.skipIf(!mongo || !redis)('several processes', () => {
  const folder = freshFolder();
  const flows = join(folder.path, 'flows');
  const ended: (() => Promise<unknown>)[] = [];
  let env: Record<string, string>;
  let toRedis: TestProxy;
  let ingress: Program;
  let worker: Program;
  const start = async (role: string, more: Record<string, string> = {}): Promise<Program> => {
    const program = await startProgram(join(folder.path, `${role}-${ended.length}`), { ...env, ROLE: role, ...more });
    ended.push(() => program.end('SIGKILL'));
    return program;
  };
  const greet = (words: string): void =>
    writeFileSync(
      join(flows, 'hello.yaml'),
      `flow: hello\nstart:\n  - fallback: true\nsteps:\n  - say: { en: "${words} {{ message.text }}", zh: "${words} {{ message.text }}" }\n`,
    );

  beforeAll(async () => {
    const { url } = mongo as MongoServer;
    toRedis = await startProxy(Number(new URL((redis as RedisServer).url).port));
    mkdirSync(flows);
    greet('Welcome');
    env = { MONGODB_URL: `${url}/several`, REDIS_URL: `redis://127.0.0.1:${toRedis.port}`, FLOWS_DIR: flows, LOG_LEVEL: 'error' };
    ingress = await start('ingress');
    worker = await start('worker');
    await start('sender');
  });
  afterAll(async () => {
    await Promise.all(ended.map((end) => end()));
    await toRedis.stop();
    await redis?.stop();
    await mongo?.stop();
    folder.clean();
  });
  const ready = async (program: Program) =>
    (await fetch(`${program.url}/readyz`)).json() as Promise<{ mind: string[]; processes: { role: string }[]; jobs: string }>;

  it('each does its part of one conversation, and all know of each other', async () => {
    const visitor = await Visitor.enter(ingress.url);
    await visitor.send('one');
    await visitor.hears(/^Welcome one$/);
    await visitor.send('two');
    await visitor.hears(/^Welcome two$/);
    await expect.poll(async () => (await ready(worker)).processes.map(({ role }) => role).sort()).toEqual(['ingress', 'sender', 'worker']);
    await expect.poll(async () => (await ready(ingress)).mind).toEqual([]);
    expect((await fetch(`${worker.url}/chat/session`, { method: 'POST' })).status).toBe(503);
    expect((await fetch(`${worker.url}/hooks/telegram/main`, { method: 'POST' })).status).toBe(503);
  });

  it('a flow that is saved is live in all of them', async () => {
    greet('Good to see you');
    const visitor = await Visitor.enter(ingress.url);
    await expect
      .poll(
        async () => {
          await visitor.send('three');
          return visitor.hears(/^Good to see you three$/, 2_000).catch(() => '');
        },
        { timeout: 30_000 },
      )
      .not.toBe('');
  });

  it('without Redis messages are taken, and answered from the store; it is used again when it is back', async () => {
    const visitor = await Visitor.enter(ingress.url);
    await toRedis.cut();
    await visitor.send('four');
    await visitor.hears(/four$/);
    await expect.poll(async () => (await ready(ingress)).jobs).not.toBe('ok');
    await toRedis.mend();
    await expect.poll(async () => (await ready(ingress)).jobs).toBe('ok');
    await visitor.send('five');
    await visitor.hears(/five$/);
  });

  it('a worker that is killed is replaced by another one within 15 s; what it was given is not lost', async () => {
    const second = await start('worker');
    await worker.end('SIGKILL');
    const visitor = await Visitor.enter(ingress.url);
    await visitor.send('six');
    await visitor.hears(/six$/);
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('shows the queues to the owner alone', async () => {
    const at = `${ingress.url}/admin/queues/`;
    const basic = (password: string) => ({ headers: { authorization: `Basic ${Buffer.from(`owner:${password}`).toString('base64')}` } });
    expect((await fetch(at)).status).toBe(401);
    expect((await fetch(at, basic('wrong'))).status).toBe(401);
    const page = await fetch(at, basic(token));
    expect(page.status).toBe(200);
    const queues = (await (await fetch(`${at}api/queues`, basic(token))).json()) as { queues: { name: string }[] };
    expect(queues.queues.map(({ name }) => name)).toEqual(['turns', 'sends']);
  });

  it('takes the token that one of them made', async () => {
    const unset = { ADMIN_TOKEN: '', MONGODB_URL: `${(mongo as MongoServer).url}/made` };
    const [one, two] = [await start('ingress', unset), await start('ingress', unset)];
    const made = readFileSync(join(one.dataDir, 'admin-token'), 'utf8').trim();
    for (const { url } of [one, two]) expect((await fetch(`${url}/api/flows`, { headers: { authorization: `Bearer ${made}` } })).status).toBe(200);
  });

  it('says what is missing when only a part is set', async () => {
    await expect(start('worker', { REDIS_URL: '' })).rejects.toThrow('ROLE: worker is one of several processes; set MONGODB_URL and REDIS_URL too');
    await expect(start('all', { MONGODB_URL: '' })).rejects.toThrow('REDIS_URL: several processes need a MongoDB that they share');
  });
});
