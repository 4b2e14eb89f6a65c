import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../store.ts';
import { storeError } from './driver.ts';
import { lockFile, lockRefused } from './lock.ts';

const owner = { pid: 4242, host: 'shop' };
const failure = (errcode: number) => storeError(Object.assign(new Error('sqlite said so'), { errcode }), '/data/zhanggui.db-lock');

it.each([
  [5, 'is in use by process 4242 on shop'],
  [261, 'is in use by process 4242 on shop'],
  [6, 'is in use by process 4242 on shop'],
  [8, 'read-only'],
  [10, 'the disk reported an error'],
  [11, 'damaged'],
  [13, 'the disk is full'],
  [14, 'cannot be opened'],
  [26, 'not a database'],
])('result %i of the lock says "%s"; a process is only blamed while it holds the lock', (errcode, words) => {
  const told = lockRefused(failure(errcode), owner, '/data/zhanggui.db');
  expect(told).toBeInstanceOf(StoreUnavailable);
  expect(String(told)).toContain(words);
  expect(String(told).includes('4242')).toBe([5, 6].includes(errcode & 0xff));
  // What to do follows the colon or dash in each of them.
  expect(String(told)).toMatch(/stop that one|make|check|restore|move/);
});

describe('on a disk of 256 KB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-full-'));
  const fixedFolder = mkdtempSync(join(tmpdir(), 'zhanggui-fixed-'));
  const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;
  afterAll(() => {
    // Lazily: a library closes its file when the statements on it are collected.
    for (const mount of [fixedFolder, folder]) spawnSync('umount', ['-l', mount]);
  });

  it.skipIf(!mounted)('the lock that a dead process left is not blamed on it when the disk is full, or read-only', async () => {
    const file = join(folder, 'zhanggui.db');
    const release = await lockFile(file, Date.now);
    release();
    try {
      for (let n = 0; ; n++) writeFileSync(join(folder, `fill${n}`), Buffer.alloc(4096));
    } catch {
      // Full, as it should be.
    }
    const full = await lockFile(file, Date.now).then(
      (free) => free(),
      (error: unknown) => error,
    );
    expect(String(full)).toContain('the disk is full');
    expect(String(full)).not.toContain('in use');

    // The same folder seen through a read-only mount.
    expect(spawnSync('mount', ['--bind', folder, fixedFolder]).status).toBe(0);
    expect(spawnSync('mount', ['-o', 'remount,bind,ro', fixedFolder]).status).toBe(0);
    const fixed = await lockFile(join(fixedFolder, 'zhanggui.db'), Date.now).then(
      (free) => free(),
      (error: unknown) => error,
    );
    expect(String(fixed)).toContain('read-only');
    expect(String(fixed)).not.toContain('in use');
  });
});
