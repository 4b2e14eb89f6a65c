/** A shop's folder as a merchant meets it: made, changed, checked, brought up, and looked over before customers come. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../e2e/free-port.ts';

const root = process.cwd();
const place = mkdtempSync(join(tmpdir(), 'own-folder-'));
const shop = join(place, 'tea');
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A command in a folder, as `npx zhanggui` runs it. */
function zhanggui(words: string[], cwd = shop, more: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const args = [join(root, 'bin/zhanggui.mjs'), ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env: { PATH, HOME, TZ: 'Asia/Shanghai', LANG: 'C', ...more } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err });
    });
  });
}

/** The shop, open; the port is one that was free. */
async function open(): Promise<{ port: string; end(): Promise<void> }> {
  const { PATH = '', HOME = '' } = process.env;
  const port = String(await freePort());
  const child = spawn(process.execPath, [join(root, 'bin/zhanggui.mjs'), 'start'], { cwd: shop, env: { PATH, HOME, LANG: 'C', PORT: port } });
  let out = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString('utf8');
      if (out.includes('try your chat')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}\n${out}`)));
  });
  return {
    port,
    async end() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

const flow = (file: string): string => join(shop, 'flows', file);
const text = (file: string): string => readFileSync(file, 'utf8');
const change = (file: string, from: string, to: string): void => {
  expect(text(file)).toContain(from);
  writeFileSync(file, text(file).replace(from, to));
};

beforeAll(async () => {
  const { code, out, err } = await zhanggui(['init', 'tea', '--name', '一壶茶', '--langs', 'zh,en'], place);
  expect(code, err).toBe(0);
  expect(out).toContain('cd tea');
}, 300_000);

describe('init', () => {
  it('makes settings, phrases, flows, pictures, .env and data; secrets are for the owner alone', () => {
    expect(readdirSync(shop).sort()).toEqual(['.env', '.gitignore', '.zhanggui', 'config.yaml', 'data', 'flows', 'package.json', 'phrases.yaml']);
    expect(existsSync(join(shop, 'flows/pictures/README.md'))).toBe(true);
    expect(text(join(shop, 'config.yaml'))).toContain('name: { zh: 一壶茶, en: 一壶茶 }');
    expect(text(join(shop, 'config.yaml'))).toContain('currency: CNY');
    expect(statSync(join(shop, '.env')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(shop, 'flows')).filter((name) => name.endsWith('.yaml'))).toEqual(
      readdirSync('flows').filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml')),
    );
  });

  it('shows how a zone is written, where the pages are, and the lines that bring the program into the folder', async () => {
    const config = text(join(shop, 'config.yaml'));
    expect(config).toContain("  # Time zone of the shop, by a city of its own: Asia/Shanghai, Europe/Berlin, America/New_York. This is the machine's");
    expect(config).toContain('  # 店铺所在时区，按城市写：Asia/Shanghai、Asia/Hong_Kong、Europe/Berlin。这里是本机的时区\n  zone: Asia/Shanghai\n  # Country');
    expect(config).toContain('node_modules/zhanggui/docs/config.md');
    const { out } = await zhanggui(['init', 'plain', '--flows', 'complaint'], place, { TZ: 'UTC' });
    expect(out).toContain('The time zone is UTC, as on this machine. Write that of your shop into config.yaml, such as zone: Europe/Berlin');
    expect(out).toMatch(/\n {2}cd plain\n {2}npm install \S+\/zhanggui-\d+\.\d+\.\d+\.tgz +the program, into this folder\n {2}npx zhanggui start/);
    expect(out).not.toContain('FILE');
  });

  it.each([
    ['a folder that is a shop already', ['init', 'tea'], /tea is a shop already/],
    ['a flow that does not exist', ['init', 'coffee', '--flows', 'order-stats'], /no flow "order-stats"\. Did you mean "order-status"\?/],
    ['a language that is none', ['init', 'coffee', '--langs', 'Chinese'], /--langs Chinese: write languages such as zh,en/],
    ['a place inside of the program', ['init', join(root, 'my-shop')], /in the program’s own folder/],
  ])('refuses %s, and makes nothing', async (_, words, why) => {
    const { code, err } = await zhanggui(words, place);
    expect(code).toBe(1);
    expect(err).toMatch(why);
    expect(existsSync(join(place, 'coffee'))).toBe(false);
  });

  it('takes the flows of choice, with those that they need', async () => {
    const { out } = await zhanggui(['init', 'small', '--flows', 'complaint,rate-service'], place);
    expect(out).toContain('also taken, because others go to them: leave-message.yaml');
    const { code, out: checked } = await zhanggui(['flows'], join(place, 'small'));
    expect(checked).toMatch(/^3 flows, 0 FAQ entries, 0 transcripts passed, 0 failed$/m);
    expect(code).toBe(0);
  });
});

describe('in the folder', () => {
  it('the flows pass, and an edit of the owner does not make the program’s transcripts fail', async () => {
    change(flow('faq.yaml'), '结账页“优惠码”一栏填上就会减', '结账时把码填在最下面一格就会减');
    change(flow('welcome.yaml'), '欢迎光临', '欢迎来到');
    writeFileSync(
      flow('brew.yaml'),
      'flow: brew\nstart:\n  - says: [how do I brew it, 怎么泡]\nsteps:\n  - say: { zh: 85 度水，泡 2 分钟。, en: "85 degrees, 2 minutes." }\n',
    );
    writeFileSync(flow('brew.test.yaml'), '- test: brew\n  lang: zh\n- customer: 怎么泡\n- bot: 85 度水，泡 2 分钟。\n');
    const { code, out } = await zhanggui(['flows']);
    expect(out).toMatch(/^\d+ flows, \d+ FAQ entries, 1 transcripts passed, 0 failed$/m);
    expect(code).toBe(0);
  });

  it('what goes otherwise in the program’s conversations is counted, and shown when asked for', async () => {
    writeFileSync(
      flow('greedy.yaml'),
      'flow: greedy\nstart:\n  - says: [where is my order, 我的订单到哪了]\nsteps:\n  - say: { zh: 在路上, en: On its way }\n',
    );
    const { code, out } = await zhanggui(['flows', '--shipped']);
    expect(out).toMatch(/flows\/order-status\.test\.yaml:\d+:\d+: /);
    expect(out).toMatch(/Of the \d+ conversations that come with the program, \d+ go otherwise with your changes/);
    expect(code).toBe(0);
    rmSync(flow('greedy.yaml'));
  });

  it('chat answers with the owner’s words', async () => {
    const { out, code } = await new Promise<{ out: string; code: number }>((resolve) => {
      const { PATH = '', HOME = '' } = process.env;
      const child = execFile(
        process.execPath,
        [join(root, 'bin/zhanggui.mjs'), 'chat', '--locale', 'zh'],
        { cwd: shop, env: { PATH, HOME, LANG: 'C' } },
        (error, stdout) => resolve({ out: stdout, code: error ? 1 : 0 }),
      );
      child.stdin?.end('怎么泡\n优惠码怎么用\n');
    });
    expect(out).toContain('85 度水');
    expect(out).toContain('填在最下面一格就会减');
    expect(code).toBe(0);
  });

  it('a newer program: what was not changed follows by itself, what was changed comes in when asked for', async () => {
    // As if an older program had made the folder: its texts are the base.
    const older = (file: string, from: string, to: string, isOwn: boolean): void => {
      change(join(shop, '.zhanggui/flows', file), from, to);
      if (isOwn) change(flow(file), from, to);
    };
    older('complaint.yaml', 'flow: complaint', 'flow: complaint   # older', true);
    older('faq.yaml', '# ---- 发货与物流 · delivery', '# ---- 发货', true);
    const { out, err, code } = await zhanggui(['flows']);
    expect(err).toContain('Flows that you had not changed are now as in version 0.1.0: complaint.yaml');
    expect(err).toContain('The program has news for flows that you changed: faq.yaml. Bring them in: npx zhanggui flows --update');
    expect(code, out).toBe(0);
    expect(text(flow('complaint.yaml'))).toBe(text('flows/complaint.yaml'));
    const update = await zhanggui(['flows', '--update'], shop, { LANG: 'zh_CN.UTF-8' });
    expect(update.out).toContain('faq.yaml：已合入 0.1.0 版的 1 处改动，您的改动都保留。');
    expect(text(flow('faq.yaml'))).toContain('# ---- 发货与物流 · delivery');
    expect(text(flow('faq.yaml'))).toContain('填在最下面一格就会减');
  }, 90_000);

  it('both changed the same line: nothing is written until the owner decides', async () => {
    change(join(shop, '.zhanggui/flows/faq.yaml'), '结账页“优惠码”一栏填上就会减', '结账页填上优惠码就会减');
    const before = text(flow('faq.yaml'));
    const told = await zhanggui(['flows', '--update']);
    expect(told.code).toBe(1);
    expect(told.out).toMatch(/flows\/faq\.yaml:\d+: you changed these lines, and the program did too, in another way\./);
    expect(text(flow('faq.yaml'))).toBe(before);
    expect((await zhanggui(['flows', '--update', '--mine', 'faq.yaml'])).code).toBe(0);
    expect(text(flow('faq.yaml'))).toContain('填在最下面一格就会减');
    expect((await zhanggui(['flows', '--update'])).out).toContain('There is nothing to bring in');
  }, 90_000);
});

describe('elsewhere', () => {
  it.each([
    [['start'], /This folder has no config\.yaml, so it is no shop\. Make one with: npx zhanggui init my-shop/],
    [['strat'], /no command "strat"\. Did you mean "start"\?/],
  ])('%j says what to do', async (words, why) => {
    const { code, err } = await zhanggui(words, place);
    expect(code).toBe(1);
    expect(err).toMatch(why);
  });

  it('a folder below the shop names the shop', async () => {
    const { code, err } = await zhanggui(['flows'], join(shop, 'flows'));
    expect(code).toBe(1);
    expect(err).toContain(`cd ${shop}`);
  });

  it.each([
    ['C', 'Usage: npx zhanggui COMMAND', 'what is missing before customers come'],
    ['zh_CN.UTF-8', '用法：npx zhanggui 命令', '检查正式营业前还缺什么'],
  ])('help in %s lists every command', async (LANG, head, line) => {
    const { code, out } = await zhanggui(['help'], place, { LANG });
    expect(out).toContain(head);
    expect(out).toContain(line);
    expect(code).toBe(0);
  });
});

describe('doctor', () => {
  it('says what is missing with field and cure, in both languages, and ends with 1', async () => {
    const closed = `127.0.0.1:${await freePort()}`;
    const { code, out } = await zhanggui(['doctor'], shop, { TELEGRAM_BOT_TOKEN: '12345', TELEGRAM_API_ROOT: `http://${closed}` });
    expect(code).toBe(1);
    expect(out).toContain('MISSING  .env PUBLIC_URL: not set');
    expect(out).toContain('MISSING  config.yaml shop.hours: not written');
    expect(out).toContain('MISSING  config.yaml shop.terms: not written: nothing is promised to anybody');
    expect(out).toContain('MISSING  .env TELEGRAM_BOT_TOKEN: does not look right: it is digits, a colon and 35 letters');
    expect(out).toContain(`MISSING  telegram: ${closed} cannot be reached from this machine: the connection is refused`);
    expect(out).not.toContain('12345 ');
    const zh = await zhanggui(['doctor', '--lang', 'zh'], shop);
    expect(zh.out).toContain('缺少  config.yaml shop.hours: 没有写');
    expect(zh.out).toMatch(/正式营业前还缺 \d+ 项。/);
  });

  it('says of a file with an error that the version before it is live, where it is', async () => {
    const broken = flow('steep.yaml');
    const right = 'flow: steep\nstart:\n  - says: [how long does it steep]\nsteps:\n  - say: { zh: 两分钟。, en: Two minutes. }\n';
    writeFileSync(broken, right.replace('- say:', '- sya:'));
    expect((await zhanggui(['doctor'])).out).toMatch(/flows\/steep\.yaml:5:5: .*\n.*until then the flow is not live/);
    writeFileSync(broken, right);
    const opened = await open();
    writeFileSync(broken, right.replace('- say:', '- sya:'));
    const live = /flows\/steep\.yaml:5:5: .*\n.*until then customers have the version before it$/m;
    expect((await zhanggui(['doctor'], shop, { PORT: opened.port })).out).toMatch(live);
    expect((await zhanggui(['doctor'], shop, { PORT: '0' })).out).toMatch(/or nothing where there was none$/m);
    await opened.end();
    expect((await zhanggui(['doctor'])).out).toMatch(live);
    rmSync(broken);
    for (const name of readdirSync(join(shop, 'data'))) rmSync(join(shop, 'data', name), { recursive: true });
  }, 300_000);

  it('is content with a shop that has all', async () => {
    change(join(shop, 'config.yaml'), '  # hours: {', '  hours: {');
    change(join(shop, 'config.yaml'), '  # terms: {', '  terms: {');
    change(join(shop, 'config.yaml'), '# orders: {', 'orders: {');
    const { code, out } = await zhanggui(['doctor'], shop, { PUBLIC_URL: 'https://chat.tea.example' });
    expect(out).toMatch(/^Nothing is missing: you can open\./m);
    expect(code).toBe(0);
  });

  it('reads settings that do not load as the program would', async () => {
    const { code, out } = await zhanggui(['doctor'], shop, { PORT: 'many' });
    expect(code).toBe(1);
    expect(out).toContain('MISSING  .env: PORT: a port is a number from 0 to 65535');
  });
});
