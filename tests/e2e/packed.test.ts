/** The program as a package: packed, installed into an empty folder without a network, and used from a shop's folder. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = process.cwd();
const place = mkdtempSync(join(tmpdir(), 'packed-'));
const shop = join(place, 'my-shop');
afterAll(() => rmSync(place, { recursive: true, force: true }));

const { PATH = '', HOME = '' } = process.env;
/** No registry, and a cache with nothing in it. */
const env = { PATH, HOME, LANG: 'C', npm_config_cache: join(place, 'cache'), npm_config_offline: 'true', npm_config_registry: 'http://127.0.0.1:9/' };

function run(command: string, words: string[], cwd: string, input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(command, words, { cwd, env, maxBuffer: 50_000_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

beforeAll(async () => {
  const packed = await run('npm', ['pack', '--pack-destination', place], root);
  expect(packed.code, packed.err).toBe(0);
  const file = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', `./${file}`], place);
  expect(installed.code, installed.err).toBe(0);
  const made = await run('npx', ['zhanggui', 'init', 'my-shop', '--name', 'Tea & Co.'], place);
  expect(made.code, made.err).toBe(0);
}, 600_000);

it('carries all that it needs, and none of its tests and sources', () => {
  const { dependencies, bundleDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(bundleDependencies).toEqual(Object.keys(dependencies));
  const inside = readdirSync(join(place, 'node_modules/zhanggui'));
  for (const name of ['bin', 'dist', 'config', 'flows', 'docs', 'README.md', 'LICENSE', '.env.example']) expect(inside).toContain(name);
  for (const name of ['src', 'tests', 'bench', '.env', 'data']) expect(inside).not.toContain(name);
});

it('checks the flows of the shop', async () => {
  const { code, out, err } = await run('npx', ['zhanggui', 'flows'], shop);
  const flows = readdirSync('flows').filter(
    (file) => file.endsWith('.yaml') && !/^faq|\.test\.yaml$/.test(file) && !/^proactive:/m.test(readFileSync(join('flows', file), 'utf8')),
  );
  const faqs = readdirSync('flows').filter((file) => /^faq.*\.yaml$/.test(file) && !file.endsWith('.test.yaml'));
  const entries = faqs.reduce((count, file) => count + (readFileSync(join('flows', file), 'utf8').match(/^ {2}- q:/gm)?.length ?? 0), 0);
  expect(out).toBe(`${flows.length} flows, ${entries} FAQ entries, 0 transcripts passed, 0 failed\n`);
  expect(code, err).toBe(0);
}, 120_000);

it('chats with the shop’s own name', async () => {
  const { code, out, err } = await run('npx', ['zhanggui', 'chat', '--locale', 'en'], shop, 'hello\n');
  expect(out).toContain('Tea & Co.');
  expect(code, err).toBe(0);
}, 120_000);

it('imports goods, lists them, and keeps a backup that the doctor sees', async () => {
  writeFileSync(join(shop, 'tea.csv'), 'sku,title,price,stock\nT1,Longjing 100 g,28.00,12\n');
  expect((await run('npx', ['zhanggui', 'shop', 'import', 'tea.csv'], shop)).out).toMatch(/1/);
  expect((await run('npx', ['zhanggui', 'shop', 'list', 'products'], shop)).out).toContain('Longjing 100 g');
  expect((await run('npx', ['zhanggui', 'backup', 'backups/monday.db'], shop)).code).toBe(0);
  const { out, code } = await run('npx', ['zhanggui', 'doctor'], shop);
  expect(out).toContain('the backup is on the same disk as the data');
  expect(out).not.toContain('there are no products');
  expect(code).toBe(1);
}, 120_000);

it('starts from the shop’s folder, shows the page to try the chat, and ends on SIGTERM with 0', async () => {
  const child = spawn(process.execPath, [join(place, 'node_modules/zhanggui/bin/zhanggui.mjs'), 'start'], {
    cwd: shop,
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString('utf8');
      const found = /(http:\/\/\S+?:\d+)\//.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}\n${printed}`)));
  });
  expect(printed).toContain('Tea & Co. is open.');
  expect(printed).toContain(`try your chat  ${url}/\n`);
  const page = await (await fetch(url)).text();
  expect(page).toContain('Tea &#38; Co.');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}, 120_000);
