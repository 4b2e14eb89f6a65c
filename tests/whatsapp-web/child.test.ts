/** What a merchant sees when the machine lacks something; the real process, no browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild-wasm';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWhatsAppWeb } from '../../channels/whatsapp-web/channel.ts';
import whatsappWeb from '../../channels/whatsapp-web/index.ts';
import { supervise } from '../../src/supervision/supervise.ts';
import { testContext } from '../channel-context.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'zhanggui-whatsapp-web-'));
  cleanUp.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
const patient = { timeout: 30_000, interval: 50 };

describe('a machine that lacks', () => {
  it('Chromium: the state says where it was looked for', async () => {
    const channel = await createWhatsAppWeb(testContext(whatsappWeb, { settings: { web: '1', chromiumPath: '/nowhere/chromium' }, folder: folder() }));
    cleanUp.push(() => channel.stop());
    await channel.start();
    await expect.poll(() => channel.health(), patient).toMatchObject({ state: 'failed', detail: 'CHROMIUM_PATH: there is no file /nowhere/chromium' });
  });

  it('the package: the state says what to type', async () => {
    const out = folder();
    const outfile = join(out, 'child.js');
    await build({
      entryPoints: [fileURLToPath(new URL('../../channels/whatsapp-web/child.ts', import.meta.url))],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['whatsapp-web.js'],
      logLevel: 'silent',
    });
    const quiet = () => undefined;
    const supervisor = supervise({
      name: 'whatsapp-web',
      account: 'main',
      entry: pathToFileURL(outfile),
      folder: join(out, 'account'),
      given: async () => ({ extraArgs: [], qrIdleMs: 1_000, since: null }),
      events: z.unknown(),
      take: async () => undefined,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now: Date.now,
    });
    cleanUp.push(() => supervisor.stop());
    supervisor.start();
    await expect
      .poll(() => supervisor.health(), patient)
      .toEqual({
        state: 'failed',
        detail: 'The package whatsapp-web.js is not installed. Type: npm ci (without --omit=optional), then start again',
      });
  });
});

describe('a wrong switch', () => {
  it('is an error that names the variable', async () => {
    await expect(createWhatsAppWeb(testContext(whatsappWeb, { settings: { web: 'yes' } }))).rejects.toThrow('WHATSAPP_WEB: write 1');
  });
});
