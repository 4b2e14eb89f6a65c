/** What a merchant sees when the machine lacks something; the real process, no browser. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWhatsAppWeb } from '../../channels/whatsapp-web/channel.ts';
import { loadLibrary, notInstalled } from '../../channels/whatsapp-web/client.ts';
import whatsappWeb from '../../channels/whatsapp-web/index.ts';
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

  it('the package: it is told apart from a package that is broken', async () => {
    const script = "import('whatsapp-web.js').catch(({ code, message }) => console.log(JSON.stringify({ code, message })))";
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder(), encoding: 'utf8' });
    const { code, message } = z.object({ code: z.string(), message: z.string() }).parse(JSON.parse(said));
    expect(await loadLibrary(() => Promise.reject(Object.assign(new Error(message), { code })))).toBeUndefined();
    await expect(loadLibrary(() => Promise.reject(Object.assign(new Error("Cannot find package 'puppeteer'"), { code })))).rejects.toThrow('puppeteer');
    expect(notInstalled).toContain('npm ci');
  });
});

describe('a wrong switch', () => {
  it('is an error that names the variable', async () => {
    await expect(createWhatsAppWeb(testContext(whatsappWeb, { settings: { web: 'yes' } }))).rejects.toThrow('WHATSAPP_WEB: write 1');
  });
});
