/** One user of an account's folder at a time: a session that two browsers share is a session that the provider ends. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { kill, markOf, type ProcessMark, runs } from './processes.ts';

const mark = z.object({ pid: z.int().positive(), started: z.string() });
const content = z.object({ host: z.string(), holder: mark, owned: z.array(mark) });

export interface FolderLock {
  /** Remembers a process that the holder started; whoever takes over a stale lock ends it first. */
  owns(pid: number): void;
  /** Says that the holder lives; other machines see nothing else of it. */
  renew(): void;
  release(): void;
}

/** A lock that another machine (or container) has not renewed for so long is stale, ms. */
export const foreignLockLife = 120_000;

/** Locks of other machines that were renewed in a time that is to come, by file: since when they stand like that on the monotonic clock. */
const ahead = new Map<string, { renewed: number; since: number }>();

/** A clock that was set back makes a dead one look renewed in the future: it is watched for its life then. */
function isFresh(file: string, renewed: number, now: number): boolean {
  if (renewed <= now + foreignLockLife) return now - renewed < foreignLockLife;
  const seen = ahead.get(file);
  if (seen?.renewed !== renewed) ahead.set(file, { renewed, since: performance.now() });
  return seen?.renewed !== renewed || performance.now() - seen.since < foreignLockLife;
}

type Standing = { held: true; pid: number } | { held: false; orphans: ProcessMark[] };

function standing(file: string, now: number): Standing {
  let text: string;
  let renewed: number;
  try {
    text = readFileSync(file, 'utf8');
    renewed = statSync(file).mtimeMs;
  } catch {
    return { held: false, orphans: [] };
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = undefined;
  }
  const parsed = content.safeParse(raw);
  // Being written by another at this moment, or broken off then.
  if (!parsed.success) return Math.abs(now - renewed) < 5_000 ? { held: true, pid: 0 } : { held: false, orphans: [] };
  const { host, holder, owned } = parsed.data;
  if (host !== hostname()) return isFresh(file, renewed, now) ? { held: true, pid: holder.pid } : { held: false, orphans: [] };
  return runs(holder) ? { held: true, pid: holder.pid } : { held: false, orphans: owned.filter(runs) };
}

/**
 * Takes the lock of a folder (made when missing) for this process, or tells who has it (pid 0: not known). Processes that a dead holder left
 * behind are ended. `now` is epoch ms.
 */
export function lockFolder(folder: string, now: number = Date.now()): { ok: true; lock: FolderLock } | { ok: false; pid: number } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock.json');
  const mine = { host: hostname(), holder: markOf(process.pid), owned: [] as ProcessMark[] };
  const write = (flag: 'w' | 'wx') => writeFileSync(file, JSON.stringify(mine), { flag, mode: 0o600 });
  for (let tries = 0; tries < 2; tries++) {
    try {
      write('wx');
      return {
        ok: true,
        lock: {
          owns(pid) {
            mine.owned.push(markOf(pid));
            write('w');
          },
          renew: () => write('w'),
          release: () => rmSync(file, { force: true }),
        },
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const found = standing(file, now);
    if (found.held) return { ok: false, pid: found.pid };
    for (const orphan of found.orphans) kill(orphan);
    rmSync(file, { force: true });
  }
  return { ok: false, pid: 0 };
}
