/** Takes the pictures of the README from the demo shop in a real browser: docs/picture.png and docs/picture.zh-CN.png; the console's are made by its tests. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..');

const talks = {
  en: { file: 'picture.png', locale: 'en-US', lines: ['where is my order SO-10001?', '0142', 'how much is shipping?'] },
  zh: { file: 'picture.zh-CN.png', locale: 'zh-CN', lines: ['我的订单 SO-10002 到哪了', '8021', '运费多少'] },
} as const;

/** Starts the program on a free port with data of its own. */
async function startDemo(data: string): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(root, 'bin/zhanggui.mjs'), 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString('utf8');
      const found = /(http:\/\/\S+?:\d+)\//.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}\n${printed}`)));
  });
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Writes a line and waits until the shop has answered and is at rest. */
async function say(page: Page, line: string): Promise<void> {
  const bubbles = page.locator('.bubble:not(.dots)');
  const before = await bubbles.count();
  await page.getByRole('textbox', { name: /Write|说点/ }).fill(line);
  await page.keyboard.press('Enter');
  await bubbles.nth(before + 1).waitFor();
  await page.waitForTimeout(2_500);
}

const data = await mkdtemp(join(tmpdir(), 'zhanggui-pictures-'));
const demo = await startDemo(data);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  for (const { file, locale, lines } of Object.values(talks)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale });
    await page.goto(demo.url);
    await page.getByRole('button', { name: /^(?:Chat with us|在线咨询)$/ }).click();
    await page.waitForTimeout(1_500);
    for (const line of lines) await say(page, line);
    await page.mouse.wheel(0, 640);
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(root, 'docs', file) });
    await page.close();
    process.stdout.write(`docs/${file}\n`);
  }
} finally {
  await browser.close();
  demo.stop();
  await rm(data, { recursive: true, force: true });
}
const env = { ...process.env, CONSOLE_PICTURES: join(root, 'docs/pictures') };
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/console/look.test.ts', 'tests/console/flows.test.ts'],
  {
    cwd: root,
    env,
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
