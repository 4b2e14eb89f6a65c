/** The channel as a merchant runs it: wechaty-puppet-service against a real puppet server over gRPC with TLS, certificates of our own. */
import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryArguments } from '../../src/channel-host/supervision/entry.ts';
import { type Certificates, hasOpenssl, makeCertificates } from './certificates.ts';
import { atTheEnd, eventually, installed, newFolder, openShop, tell, timing } from './stage.ts';

const token = 'shop_8d4f0a52-2f0c-4f1d-9c6b-0a1b2c3d4e5f';

/** wechaty's server does not tell which port it got, so it is chosen before. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

describe.skipIf(!installed || !hasOpenssl())('wechaty-puppet-service', () => {
  let certificates: Certificates;
  let endpoint: string;
  let socket: string;
  let server: ChildProcess;

  async function startServer(): Promise<void> {
    const entry = new URL('./puppet-server.ts', import.meta.url);
    const port = endpoint.split(':')[1] ?? '';
    socket = join(newFolder(), 'wechat.sock');
    server = fork(fileURLToPath(entry), [port, token, certificates.certificate, certificates.key, socket], {
      execArgv: entryArguments(entry),
      env: { PATH: process.env.PATH, HOME: newFolder(), WECHATY_LOG: 'silent' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const mine = server;
    atTheEnd(() => void mine.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      mine.once('message', () => resolve());
      mine.once('exit', (code) => reject(new Error(`the puppet server ended with ${code}`)));
    });
  }
  /** Patient with a busy machine: a sign of life comes from another process here. */
  const patient = { ...timing, link: { ...timing.link, quiet: 2_000, answer: 6_000 } };
  const settings = () => ({ puppet: 'wechaty-puppet-service', token, endpoint, tlsCa: certificates.ca });
  const started = () =>
    tell(socket, { do: 'nothing' }).then(
      (seen) => seen.started,
      () => 0,
    );

  beforeAll(async () => {
    certificates = makeCertificates(newFolder(), 'shop');
    endpoint = `127.0.0.1:${await freePort()}`;
    await startServer();
  });

  it('answers over TLS with an own authority, to one program; a killed server that comes back is found again, and messages flow', {
    timeout: 120_000,
  }, async () => {
    const shop = await openShop({ settings: settings(), timing: patient });
    await eventually(started).toBe(1);
    expect(shop.channel.health().state).toBe('starting');
    await tell(socket, { do: 'login' });
    await eventually(() => shop.channel.health().state).toBe('ready');
    await tell(socket, { do: 'say', text: '在吗' });
    await eventually(() => shop.inbox).toMatchObject([{ type: 'message', parts: [{ type: 'text', text: '在吗' }] }]);
    expect(await shop.send([{ type: 'text', text: '在的' }])).toEqual([{ ok: true }]);
    expect((await tell(socket, { do: 'nothing' })).texts).toMatchObject([{ to: 'wxid_li', text: '在的' }]);

    const second = await openShop({ settings: settings(), timing: patient });
    await eventually(() => second.channel.health()).toMatchObject({ state: 'degraded', detail: expect.stringMatching(/another program/) });
    await second.channel.stop();
    await tell(socket, { do: 'say', text: '还在吗' });
    await eventually(() => shop.inbox.length).toBe(2);
    expect(shop.channel.health().state).toBe('ready');

    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
    await eventually(() => shop.channel.health()).toMatchObject({ state: 'degraded', detail: expect.stringMatching(/connecting again/) });
    expect(await shop.send([{ type: 'text', text: '稍等' }])).toMatchObject([{ ok: false, failure: { code: 'not_running', notTaken: true } }]);

    await startServer();
    await eventually(started).toBe(1);
    await tell(socket, { do: 'login' });
    await eventually(() => shop.channel.health().state).toBe('ready');
    await tell(socket, { do: 'say', text: '又来了' });
    await eventually(() => shop.inbox.length).toBe(3);
    const large = Buffer.alloc(300_000, 7);
    await tell(socket, { do: 'file', base64: large.toString('base64'), name: 'large.png' });
    await eventually(() => shop.inbox.length).toBe(4);
    const event = shop.inbox[3];
    const part = event?.type === 'message' ? event.parts[0] : undefined;
    if (part?.type !== 'image') throw new Error('no picture');
    expect((await shop.channel.download?.(part.media))?.bytes.equals(large)).toBe(true);
    expect(shop.logged.join('\n')).not.toContain(token);
  });

  it('says what to do about a wrong token and a wrong authority, and does not try again', { timeout: 120_000 }, async () => {
    const wrongToken = 'shop_00000000-2f0c-4f1d-9c6b-0a1b2c3d4e5f';
    const other = makeCertificates(newFolder(), 'shop');
    const [refused, mistrusted] = await Promise.all([
      openShop({ settings: { ...settings(), token: wrongToken }, timing: patient }),
      openShop({ settings: { ...settings(), tlsCa: other.ca }, timing: patient }),
    ]);
    await eventually(() => refused.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringMatching(/copy WECHATY_TOKEN/) });
    await eventually(() => mistrusted.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringMatching(/WECHATY_TLS_CA must be/) });
    for (const shop of [refused, mistrusted]) {
      expect(JSON.stringify(shop.channel.health())).not.toMatch(/[0-9a-f]{8}-2f0c/);
      expect(shop.logged.join('\n')).not.toMatch(/[0-9a-f]{8}-2f0c/);
    }
  });
});
