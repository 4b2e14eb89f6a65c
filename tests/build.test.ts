/** Tests of what `npm start` leaves behind once it has built the program. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'zhanggui-build-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Builds in a process that lives on, as `npm start` does, and tells its children a moment later. */
const script = `
import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { build } from './scripts/build.mjs';
await build();
let left;
for (let tries = 0; tries < 600; tries += 1) {
  const all = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\\n').map((line) => line.trim());
  left = all.filter((line) => line.startsWith(process.pid + ' ') && line.includes('esbuild'));
  if (left.length === 0) break;
  await setTimeout(100);
}
console.log(JSON.stringify(left));
`;

it('ends the compiler, whose process holds hundreds of megabytes', () => {
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) cpSync(name, join(root, name), { recursive: true });
  // A small program in the place of ours: what is built does not matter here.
  for (const folder of [
    'src/commands',
    'src/flow-folder',
    'src/speech/decode',
    'src/pictures',
    'src/shop/recommending',
    'src/shop/search',
    'channels',
    'widget',
    'call',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'src/main.ts',
    'src/zhanggui.ts',
    'src/flow-folder/flow-check.ts',
    'src/speech/decode/decode-thread.ts',
    'src/pictures/read-thread.ts',
    'src/pictures/repack-thread.ts',
    'src/shop/recommending/model-thread.ts',
    'src/shop/search/index-thread.ts',
    'widget/main.ts',
    'widget/first.ts',
    'widget/window.ts',
    'widget/voice.ts',
    'widget/form.ts',
    'widget/mail.ts',
    'call/customer.ts',
    'call/desk.ts',
  ])
    writeFileSync(join(root, file), 'console.log(1);\n');
  for (const file of ['style.css', 'index.html', 'desk.html']) writeFileSync(join(root, 'call', file), '');
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8', timeout: 100_000 });
  expect(existsSync(join(root, 'dist/src/main.js'))).toBe(true);
  expect(JSON.parse(told)).toEqual([]);
}, 120_000);

it('has every package that a page is built from in a plain installation', () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'dependencies' | 'optionalDependencies', object>;
  const plain = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
  const missing = ['console', 'widget', 'call', 'sdk'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!examples|dist).*\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?from '((?:@[\w-]+\/)?[a-z][\w.-]*)/gm)]
          .map(([, name = '']) => name)
          .filter((name) => !plain.has(name))
          .map((name) => `${folder}/${file}: ${name}`),
      ),
  );
  expect(missing).toEqual([]);
});
