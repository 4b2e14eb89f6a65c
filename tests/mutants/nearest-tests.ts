/** Which tests stand nearest to a source file, by imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { dearImports, tooSlow } from './sampled-rooms.ts';

/** Returns who imports each file of `src` and `tests`, and which tests may be asked. Reads each file once: who edits meanwhile does not disturb. */
function importers(): { by: Map<string, string[]>; askable: Set<string> } {
  const by = new Map<string, string[]>();
  const askable = new Set<string>();
  const files = ['src', 'tests'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  for (const file of files.filter((one) => one.endsWith('.ts'))) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.test.ts') && !tooSlow.test(file) && !dearImports.test(text)) askable.add(file);
    for (const [, from] of text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s+'(\.[^']+)'/gms)) {
      const of = normalize(join(dirname(file), from ?? ''));
      by.set(of, [...(by.get(of) ?? []), file]);
    }
  }
  return { by, askable };
}

/**
 * Returns a function that lists at most `count` test files for a source file: the one named after it, then those over the fewest imports, and of those
 * equally far the ones in its own folder.
 */
export function nearestTests(count: number): (file: string) => string[] {
  const { by, askable } = importers();
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
    const own = file.replace(/\.ts$/, '.test.ts');
    const rank = (test: string): number => (test === own ? 0 : 2 * (far.get(test) ?? 0) + Number(dirname(test) !== dirname(file)));
    return queue
      .filter((one) => askable.has(one))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, count);
  };
}
