import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foreignLockLife, lockFolder } from './lock.ts';
import { markOf, startedAt } from './processes.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhanggui-lock-'));
  file = join(folder, 'lock.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (content: object) => writeFileSync(file, JSON.stringify(content));

describe('the lock of a folder', () => {
  it('is for one, and free again when it was given back', () => {
    const first = lockFolder(folder);
    expect(lockFolder(folder)).toEqual({ ok: false, pid: process.pid });
    if (first.ok) first.lock.release();
    expect(existsSync(file)).toBe(false);
    expect(lockFolder(folder).ok).toBe(true);
  });

  it('is stale when the holder is dead, or its number belongs to another process by now', () => {
    put({ host: hostname(), holder: { pid: 2 ** 22 + 1, started: '1' }, owned: [] });
    expect(lockFolder(folder).ok).toBe(true);
    put({ host: hostname(), holder: { pid: process.pid, started: 'long ago' }, owned: [] });
    expect(lockFolder(folder).ok).toBe(true);
  });

  it('ends what a dead holder left behind, and nothing else', async () => {
    const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const [orphan, bystander] = [sleeper(), sleeper()];
    const [left, other] = [markOf(orphan.pid ?? 0), markOf(bystander.pid ?? 0)];
    put({ host: hostname(), holder: { pid: 2 ** 22 + 1, started: '1' }, owned: [left, { ...other, started: 'another' }] });
    const ended = new Promise((resolve) => orphan.once('exit', resolve));
    expect(lockFolder(folder).ok).toBe(true);
    await ended;
    expect(startedAt(other.pid)).toBe(other.started);
    bystander.kill('SIGKILL');
  });

  it('of another machine holds as long as it is renewed', () => {
    put({ host: 'another-machine', holder: { pid: 7, started: '1' }, owned: [] });
    expect(lockFolder(folder)).toEqual({ ok: false, pid: 7 });
    const then = (Date.now() - foreignLockLife - 1_000) / 1000;
    utimesSync(file, then, then);
    expect(lockFolder(folder).ok).toBe(true);
  });

  it('that is broken off counts after a while as none', () => {
    writeFileSync(file, '{"host":');
    expect(lockFolder(folder)).toEqual({ ok: false, pid: 0 });
    expect(lockFolder(folder, Date.now() + 10_000).ok).toBe(true);
  });
});
