/** Telling processes apart, and ending them by number. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process: numbers are used again, so its time of start belongs to it. */
export interface ProcessMark {
  pid: number;
  /** As the system writes it; empty where it cannot be known. */
  started: string;
}

/** Says when a process started, in the system's own words; undefined when there is none (a zombie counts as none). */
export function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; the fields after it begin with the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return process.platform === 'win32' ? '' : execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export function markOf(pid: number): ProcessMark {
  return { pid, started: startedAt(pid) ?? '' };
}

/** Tells whether the very same process runs. */
export function runs(mark: ProcessMark): boolean {
  return startedAt(mark.pid) === mark.started;
}

/** Ends what is left of the group of a process that has just ended. */
export function killGroup(pid: number): void {
  try {
    if (pid > 1) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}

/** Ends a process at once, with the group that it leads. Does nothing when it is another one by now. */
export function kill(mark: ProcessMark): void {
  if (!runs(mark)) return;
  for (const target of [-mark.pid, mark.pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Not the leader of a group, or gone in between.
    }
  }
}
