/** From `node` to ready: CPU-seconds of the built program with an empty data folder, and its memory when idle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface StartUp {
  cpuSeconds: number;
  seconds: number;
  /** Resident memory 10 s after it was ready, MB. */
  idleMb: number;
}

/** Clock ticks of user and system time of a process, from /proc (Linux). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Starts the program `runs` times after one start that builds it; resolves to the medians. */
export async function benchStartUp(runs = 5): Promise<StartUp> {
  const results: StartUp[] = [];
  for (let run = 0; run <= runs; run++) {
    const folder = mkdtempSync(join(tmpdir(), 'zhanggui-bench-'));
    const started = performance.now();
    const child = spawn(process.execPath, ['bin/zhanggui.mjs', 'start'], {
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    while (!/http:\S+\//.test(out)) out += String((await once(child.stdout, 'data'))[0]);
    const seconds = (performance.now() - started) / 1_000;
    const pid = child.pid ?? 0;
    const cpu = cpuSeconds(pid);
    if (run > 0) {
      if (run === runs) await pause(10_000);
      const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
      results.push({ cpuSeconds: cpu, seconds, idleMb: rss });
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  return {
    cpuSeconds: median(results.map((one) => one.cpuSeconds)),
    seconds: median(results.map((one) => one.seconds)),
    idleMb: results.at(-1)?.idleMb ?? Number.NaN,
  };
}
