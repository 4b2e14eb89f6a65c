/** What a merchant reads when a file or folder is not as it should be, at the start and from each command: which, what happened, what to do, and no stack. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { fileTrouble } from '../../src/machine/file-trouble.ts';
import { freshFolder } from '../e2e/program.ts';

describe.each(['EACCES', 'ENOSPC', 'EROFS', 'EMFILE', 'ENOENT', 'EISDIR', 'EDQUOT', 'EPERM', 'ENFILE', 'ENOTDIR', 'EEXIST', 'EIO'])('%s', (code) => {
  const error = Object.assign(new Error(`${code}: some words, open '/data/x'`), { code, syscall: 'open' });
  it('has words in both languages that name the file, what happened and the cure', () => {
    const words = fileTrouble(error, '/data/x');
    expect(words?.en).toMatch(new RegExp(`^/data/x: .+; .+ \\(${code}\\)$`));
    expect(words?.zh).toMatch(new RegExp(`^/data/x：.+；.+（${code}）$`));
    expect(words?.zh).not.toBe(words?.en);
  });
});

it('leaves all other errors to those who know them', () => {
  expect(fileTrouble(new Error('a bug'), '/x')).toBeNull();
  expect(fileTrouble(Object.assign(new Error('in use'), { code: 'EACCES', syscall: 'listen' }))).toBeNull();
  expect(fileTrouble(Object.assign(new Error('no'), { code: 'ECONNREFUSED', syscall: 'connect' }), '/x')).toBeNull();
});

interface Case {
  /** The code, and whose file it is. */
  name: string;
  run: string[];
  env?: Record<string, string>;
  /** Prepares the folder that `{}` stands for. */
  make?: (at: string) => void;
  /** In the words: the end of the file's name. */
  file: string;
  code: string;
}

const start = ['src/main.js'];
const backup = ['src/commands/backup.js', '{}/copy/b.db'];
const restore = ['src/commands/backup.js', '--restore', '{}/b.db'];
const goods = ['src/commands/shop.js', 'import', '{}/goods.csv'];
const flows = ['src/commands/flows.js', '{}/flows'];
const move = ['src/commands/store.js', 'copy', '--from', 'sqlite', '--to', 'mongo'];
const fail = (operations: string, file: string, code: string) => ({ env: { FAIL: `${operations}|${file.replace('.', '\\.')}$|${code}` }, file, code });
const withData = (at: string) => cpSync(join(made.path, 'data'), join(at, 'data'), { recursive: true });
const folderAt = (name: string) => (at: string) => void mkdirSync(join(at, name), { recursive: true });
const withFolder = (at: string) => {
  withData(at);
  mkdirSync(join(at, 'copy/b.db'), { recursive: true });
};
const fileAt = (name: string) => (at: string) => writeFileSync(join(at, name), 'x');
const flowAt = (at: string) => {
  mkdirSync(join(at, 'flows'));
  writeFileSync(join(at, 'flows/hello.yaml'), 'flow: hello\nstart:\n  - says: [hi]\nsteps:\n  - sya: hello\n');
};

const cases: Case[] = [
  { name: 'start: the data folder', run: start, ...fail('mkdir', '/data', 'EACCES') },
  { name: 'start: the data folder', run: start, ...fail('mkdir', '/data', 'EROFS') },
  { name: 'start: the data folder is a file', run: start, make: fileAt('data'), file: '/data', code: 'EEXIST' },
  { name: 'start: the database is a folder', run: start, make: folderAt('data/zhanggui.db'), file: '/zhanggui.db', code: 'EISDIR' },
  { name: 'start: the admin token', run: start, ...fail('writeFile', '/admin-token', 'ENOSPC') },
  { name: 'start: the admin token', run: start, ...fail('writeFile', '/admin-token', 'EDQUOT') },
  { name: 'start: the admin token is a folder', run: start, make: folderAt('data/admin-token'), file: '/admin-token', code: 'EISDIR' },
  { name: 'start: no config file', run: start, env: { CONFIG_FILE: '{}/own.yaml' }, file: '/own.yaml', code: 'ENOENT' },
  {
    name: 'start: the config file is a folder',
    run: start,
    env: { CONFIG_FILE: '{}/own.yaml' },
    make: folderAt('own.yaml'),
    file: '/own.yaml',
    code: 'EISDIR',
  },
  { name: 'start: the config file', run: start, ...fail('readFile', '/default.yaml', 'EMFILE') },
  { name: 'start: no flows', run: start, env: { FLOWS_DIR: '{}/none' }, file: '/none', code: 'ENOENT' },
  { name: 'start: the flows', run: start, ...fail('readdir', '/flows', 'EACCES') },
  { name: 'backup: nobody may look at the media', run: backup, make: withData, ...fail('readdir', '/media', 'EACCES') },
  { name: 'backup: the folder to write to', run: backup, make: withData, ...fail('mkdir', '/copy', 'EROFS') },
  { name: 'backup: the file is a folder', run: backup, make: withFolder, file: '/copy/b.db', code: 'EISDIR' },
  { name: 'backup: the disk', run: backup, make: withData, ...fail('open', '/b.db.new.part', 'ENOSPC') },
  { name: 'restore: the file is a folder', run: restore, make: folderAt('b.db'), file: '/b.db', code: 'EISDIR' },
  {
    name: 'restore: the data folder',
    run: restore,
    make: (at) => cpSync(join(made.path, 'data/zhanggui.db'), join(at, 'b.db')),
    ...fail('mkdir', '/data', 'EACCES'),
  },
  { name: 'import: no file', run: goods, file: '/goods.csv', code: 'ENOENT' },
  { name: 'import: a folder', run: goods, make: folderAt('goods.csv'), file: '/goods.csv', code: 'EISDIR' },
  { name: 'import: the file', run: goods, make: fileAt('goods.csv'), ...fail('readFile', '/goods.csv', 'EMFILE') },
  { name: 'import: the data folder', run: goods, make: fileAt('goods.csv'), ...fail('mkdir', '/data', 'EDQUOT') },
  { name: 'flows: the folder', run: flows, file: '/flows', code: 'ENOENT' },
  { name: 'flows: a file', run: flows, make: flowAt, ...fail('readFile', '/hello.yaml', 'EACCES') },
  { name: 'flows: a repair', run: [...flows, '--fix'], make: flowAt, ...fail('writeFile', '/hello.yaml', 'EROFS') },
  { name: 'flows: the config', run: flows, make: flowAt, env: { CONFIG_FILE: '{}/own.yaml' }, file: '/own.yaml', code: 'ENOENT' },
  { name: 'store: the data folder', run: move, ...fail('mkdir', '/data', 'EROFS') },
];

const made = freshFolder();
let at = 0;

/** Runs it in a folder of its own and resolves to how it ended and all that it said. */
function ended({ run, env = {}, make }: Case, lang: string): Promise<{ code: unknown; said: string }> {
  const folder = join(made.path, `case${at++}`);
  mkdirSync(folder);
  make?.(folder);
  const filled = (text: string) => text.replace('{}', folder);
  const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
  const [script = '', ...args] = run.map(filled);
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', './tests/servers/failing-files.mjs', join('dist', script), ...args],
      {
        env: {
          PATH,
          HOME,
          PORT: '0',
          DATA_DIR: join(folder, 'data'),
          LANG: lang,
          MONGODB_URL: script.includes('store') ? 'mongodb://127.0.0.1:1' : '',
          LOG_LEVEL: 'silent',
          ...own,
        },
        timeout: 50_000,
      },
      (_error, out, err) => resolve({ code: child.exitCode, said: out + err }),
    );
  });
}

describe('the program and its commands say', () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.mjs']);
    // A data folder with a database and a file of media.
    const store = await openStore({ dataDir: join(made.path, 'data'), now: Date.now, log: { info() {}, warn() {} } });
    await store.ping();
    await store.close();
    mkdirSync(join(made.path, 'data/media'));
    writeFileSync(join(made.path, 'data/media', `${'ab'.repeat(32)}.png`), 'x');
  });
  afterAll(() => made.clean());

  it.each(cases.map((one) => [`${one.name} (${one.code})`, one] as const))('%s', async (_name, one) => {
    const { code, said } = await ended(one, 'en_US.UTF-8');
    expect(said).toMatch(new RegExp(`${one.file.replaceAll('.', '\\.')}(\\.new)?: [^\\n]+; [^\\n]+\\(${one.code}\\)`));
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it('the same in Chinese, where a command speaks it', async () => {
    const { said } = await ended({ name: '', run: goods, file: '', code: '' }, 'zh_CN.UTF-8');
    expect(said).toMatch(/goods\.csv：文件或目录不存在；.*（ENOENT）/);
  });
});
