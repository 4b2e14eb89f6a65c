/** No test gives up early: how long a condition takes says nothing of the program on a busy machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The house's bound for a condition, ms (vitest.config.ts). */
const least = 30_000;
/** Least for a test that has a bound of its own, ms. */
const leastOfTest = 90_000;
/** Look at what does not come: a busy machine makes them weaker and never red. */
const forAbsence = ['tests/web/call-relay.test.ts', 'tests/web/first-stage.ts'];

const files = ['src', 'channels', 'tests', 'widget', 'sdk', 'console', 'call']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  .filter((file) => file.endsWith('.test.ts') || /^tests\/.*\.ts$/.test(file))
  .filter((file) => !/\/node_modules\/|\.d\.ts$|^tests\/patience\.test\.ts$/.test(file));

/** The call that begins at `from`, up to its last bracket. */
function callAt(text: string, from: number): string {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) open += 1;
    else if (')]}'.includes(text[at] ?? '') && --open === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

function impatientIn(text: string): string[] {
  const waits = [...text.matchAll(/\.poll\(|vi\.waitFor\(/g)].map(({ index, 0: begins }) => callAt(text, index + begins.length - 1));
  const short = waits.filter((call) => Number(/timeout: ([\d_]+)/.exec(call)?.[1]?.replaceAll('_', '') ?? least) < least);
  // One of vi.waitFor has 1 s where none is given.
  const none = [...text.matchAll(/vi\.waitFor\(/g)]
    .map(({ index }) => callAt(text, index + 'vi.waitFor'.length))
    .filter((call) => !/timeout|patience/.test(call));
  return [...short, ...none];
}

it.each([
  ['await expect.poll(() => count()).toBe(3)', 0],
  ['await expect.poll(() => count(), { timeout: 40_000 }).toBe(3)', 0],
  ['await expect.poll(() => count(), { interval: 5, timeout: 5_000 }).toBe(3)', 1],
  ['await vi.waitFor(() => expect(count()).toBe(3))', 1],
])('%s: %i', (text, count) => expect(impatientIn(text)).toHaveLength(count));

it('every condition has the patience of the house', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => impatientIn(readFileSync(file, 'utf8')).map((call) => `${file}: ${call.slice(0, 80)}`))).toEqual([]);
});

it('no test has a bound of its own below that of the house', () => {
  const bounds = (file: string) => [...readFileSync(file, 'utf8').matchAll(/^\s*\}, (\d\d_000)\);$|\{ timeout: ([\d_]+) \}, (?:async|\()/gm)];
  const ms = (bound: RegExpMatchArray) => Number((bound[1] ?? bound[2] ?? '').replaceAll('_', ''));
  expect(
    files
      .filter((file) => !file.endsWith('-server.ts'))
      .flatMap((file) => bounds(file).flatMap((bound) => (ms(bound) < leastOfTest ? [`${file}: ${bound[0].trim()}`] : []))),
  ).toEqual([]);
});

it('no page is waited for by a time', () => {
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('.waitForTimeout(')).sort()).toEqual(forAbsence);
});
