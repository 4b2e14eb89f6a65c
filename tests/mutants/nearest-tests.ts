/** Which tests stand nearest to a source file, by imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { dearImports, tooSlow } from './sampled-rooms.ts';

/** Returns who imports each file of `src` and `tests`. */
function importers(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const files = ['src', 'tests'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  for (const file of files.filter((one) => one.endsWith('.ts'))) {
    for (const [, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s+'(\.[^']+)'/gms)) {
      const of = normalize(join(dirname(file), from ?? ''));
      found.set(of, [...(found.get(of) ?? []), file]);
    }
  }
  return found;
}

/**
 * Returns a function that lists at most `count` test files for a source file: those over the fewest imports first, and of those equally far the ones in
 * its own folder.
 */
export function nearestTests(count: number): (file: string) => string[] {
  const by = importers();
  return (file) => {
    const far = new Map([[file, 0]]);
    const queue = [file];
    for (const one of queue) {
      for (const next of by.get(one) ?? []) {
        if (far.has(next)) continue;
        far.set(next, (far.get(one) ?? 0) + 1);
        queue.push(next);
      }
    }
    const rank = (test: string): number => 2 * (far.get(test) ?? 0) + Number(dirname(test) !== dirname(file));
    return queue
      .filter((one) => one.endsWith('.test.ts') && !tooSlow.test(one) && !dearImports.test(readFileSync(one, 'utf8')))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, count);
  };
}
