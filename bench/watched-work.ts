/** Work that is watched for the longest time in which nothing else gets its turn, and the threads of it as the built program has them. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Time that this thread had on a processor, ms, to a tick of some 4 ms; by the clock where the system does not tell. */
export function threadMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** Runs work while it measures the longest time in which nothing else got its turn, by the clock and of this thread's CPU, and the most memory. */
export async function watchedWork<T>(work: () => Promise<T>): Promise<{ result: T; stallMs: number; stallCpuMs: number; peakMb: number }> {
  const before = process.memoryUsage.rss();
  let [stallMs, stallCpuMs, peak, last, lastCpu, going] = [0, 0, before, performance.now(), threadMs(), true];
  const look = (): void => {
    const [now, cpu] = [performance.now(), threadMs()];
    stallMs = Math.max(stallMs, now - last);
    stallCpuMs = Math.max(stallCpuMs, cpu - lastCpu);
    [last, lastCpu] = [now, cpu];
    // With a pause: to look all the time would take a processor from what is measured.
    if (going) setTimeout(look, 1);
  };
  const memory = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  setTimeout(look, 1);
  const result = await work();
  going = false;
  clearInterval(memory);
  return { result, stallMs, stallCpuMs, peakMb: (peak - before) / 2 ** 20 };
}

/** The module of a thread as the built program has it. `module`: its place in src. */
export async function builtThread(folder: string, module: string): Promise<URL> {
  const outfile = join(folder, `${basename(module, '.ts')}.mjs`);
  const entry = new URL(`../src/${module}`, import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  return pathToFileURL(outfile);
}
