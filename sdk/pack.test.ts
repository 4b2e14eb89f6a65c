import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startChatServer } from '../tests/web/chat-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

const use = (how: 'import' | 'require') => `
${how === 'import' ? "import { createChat } from '@zhanggui/chat'; import { webPlatform } from '@zhanggui/chat/web';" : "const { createChat } = require('@zhanggui/chat'); const { webPlatform } = require('@zhanggui/chat/web');"}
const chat = createChat({ server: process.argv[2], platform: webPlatform(), lang: 'en' });
chat.on('message', ({ from, parts }) => {
  console.log(from, parts[0].text);
  if (from === 'shop') chat.end();
});
chat.send('hello from ${how}');
`;

it('is packed with types, works from the pack in both forms, and its samples fit it', async () => {
  const env = { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  const packed = execFileSync('npm', ['pack', resolve('sdk'), '--pack-destination', folder, '--json', '--foreground-scripts=false'], { encoding: 'utf8', env });
  const [{ filename, files, size }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ filename: string; files: { path: string }[]; size: number }];
  expect(files.map(({ path }) => path).filter((path) => !/^(dist\/|package\.json|README)/.test(path))).toEqual([]);
  expect(size).toBeLessThan(40_000);
  const home = join(folder, 'app/node_modules/@zhanggui/chat');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components=1']);
  expect(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).dependencies).toBeUndefined();

  const server = await startChatServer();
  server.answer = (event) => (event.type === 'message' ? [{ parts: [{ type: 'text', text: 'welcome' }] }] : []);
  for (const [how, file] of [
    ['import', 'app.mjs'],
    ['require', 'app.cjs'],
  ] as const) {
    writeFileSync(join(folder, 'app', file), use(how));
    // Not synchronous: the server is in this process.
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, [join(folder, 'app', file), server.url]);
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      out += text;
    });
    await new Promise((done) => child.on('close', done));
    expect(out.trim().split('\n').sort()).toEqual([`me hello from ${how}`, 'shop welcome']);
  }
  await server.close();

  cpSync('sdk/examples', join(folder, 'app/examples'), { recursive: true });
  for (const name of ['react', 'react-dom', '@types']) symlinkSync(resolve('node_modules', name), join(folder, 'app/node_modules', name));
  const given = JSON.parse(readFileSync('sdk/examples/tsconfig.json', 'utf8')) as { compilerOptions: { paths?: unknown } };
  const { paths: _paths, ...compilerOptions } = given.compilerOptions;
  writeFileSync(
    join(folder, 'app/examples/tsconfig.json'),
    JSON.stringify({
      ...given,
      extends: resolve('tsconfig.json'),
      compilerOptions: { ...compilerOptions, module: 'esnext', moduleResolution: 'bundler', skipLibCheck: false },
    }),
  );
  const checked = spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '--noEmit', '-p', join(folder, 'app/examples')], {
    encoding: 'utf8',
  });
  expect(checked.stdout + checked.stderr).toBe('');
}, 120_000);
