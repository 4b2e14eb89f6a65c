/** A call over coturn alone: credentials of the program are taken by a real TURN server, and no other way is used. */
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { freePort } from '../e2e/free-port.ts';
import { freshFolder } from '../e2e/program.ts';
import { launchWithCamera, makeCall, newConversation, received, startWithCalls } from './call-stage.ts';

vi.setConfig({ testTimeout: 180_000 });
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 60_000, interval: 300 });
const hasTurn = spawnSync('turnserver', ['--version']).error === undefined;
const secret = 'north-of-the-tests';

/** Asks until a STUN server answers a binding request (RFC 8489, section 5). */
async function answers(port: number): Promise<void> {
  const socket = createSocket('udp4');
  const request = Buffer.from('000100002112a442aabbccddeeff001122334455', 'hex');
  const asking = setInterval(() => socket.send(request, port, '127.0.0.1'), 100);
  await once(socket, 'message', { signal: AbortSignal.timeout(30_000) });
  clearInterval(asking);
  socket.close();
}

describe.skipIf(process.env.SKIP_BROWSER !== undefined || !hasTurn)('a call over the relay (needs coturn’s turnserver)', () => {
  it('goes over it alone, with credentials that the program minted; without them it does not', async () => {
    const [folder, turnPort, port] = [freshFolder(), await freePort(), await freePort()];
    const place = mkdtempSync(join(tmpdir(), 'turn-'));
    const turn = spawn(
      'turnserver',
      [
        ...['-n', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${turnPort}`, '--no-tls', '--no-dtls', '--no-cli'],
        ...['--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=shop', '--allow-loopback-peers', '--simple-log'],
        ...[`--log-file=${join(place, 'log')}`, `--pidfile=${join(place, 'pid')}`, `--userdb=${join(place, 'db')}`],
      ],
      { stdio: 'ignore' },
    );
    const browser = await launchWithCamera();
    const env = { TURN_URL: `turn:127.0.0.1:${turnPort}?transport=udp`, TURN_SECRET: secret };
    let program = await startWithCalls(folder.path, port, 'on: true, relay_only: true', env);
    const talk = async () => {
      const call = await makeCall(program, await newConversation(program.url));
      const pages = [];
      for (const { url } of [call.customer, call.shop]) {
        const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
        await page.goto(url);
        await page.click('#join');
        pages.push(page);
      }
      return pages;
    };
    try {
      await answers(turnPort);
      for (const page of await talk()) {
        await eventually(async () => (await received(page)).frames).toBeGreaterThan(25);
        await eventually(async () => (await received(page)).way).toBe('relay');
      }
      await program.end('SIGKILL');
      program = await startWithCalls(folder.path, port, 'on: true, relay_only: true', { ...env, TURN_SECRET: 'another-secret-of-nobody' });
      const [refused] = await talk();
      if (!refused) throw new Error('no page');
      await refused.getByText('Connecting').waitFor();
      await refused.waitForTimeout(3_000);
      expect((await received(refused)).frames).toBe(0);
    } finally {
      await browser.close();
      await program.end('SIGKILL');
      turn.kill('SIGKILL');
      rmSync(place, { recursive: true, force: true });
      folder.clean();
    }
  });
});
