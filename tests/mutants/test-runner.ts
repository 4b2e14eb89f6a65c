/**
 * Runs test files over and over in the folder it is started in, with all files but the changed one kept ready. It is a process of its own (test-process.ts),
 * as an endless loop in a change ends only with the process.
 */
import { createVitest } from 'vitest/node';
import { z } from 'zod';

/** What to run: these files in order, three at a time, up to the first that fails. `changed` was written since the last order. */
const orderSchema = z.object({ tests: z.array(z.string()), changed: z.array(z.string()) });
export type Order = z.infer<typeof orderSchema>;

/** What came of each test file that ran. */
export const resultSchema = z.array(z.object({ test: z.string(), ok: z.boolean(), ms: z.number() }));
export type Result = z.infer<typeof resultSchema>;

const vitest = await createVitest('test', {
  watch: false,
  config: false,
  root: process.cwd(),
  include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
  reporters: [{}],
  pool: 'forks',
  maxWorkers: 1,
  // Files that run together share what they import: most of the time would go into imports.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 10_000 } },
});
await vitest.standalone();
const all = new Map((await vitest.globTestSpecifications()).map((one) => [one.moduleId, one]));

async function run({ tests, changed }: Order): Promise<Result> {
  for (const file of changed) vitest.invalidateFile(file);
  const left = tests.flatMap((test) => all.get(test) ?? []);
  const results: Result = [];
  while (left.length > 0) {
    const batch = left.splice(0, 3);
    const asked = new Set(batch.map(({ moduleId }) => moduleId));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(batch);
    // Vitest answers with every file that it ever ran, so what is not of this batch is an older result.
    for (const module of testModules.filter(({ moduleId }) => asked.has(moduleId))) {
      const ok = module.ok() && unhandledErrors.length === 0;
      results.push({ test: module.moduleId, ok, ms: Math.round(module.diagnostic().duration) });
    }
    if (results.some(({ ok }) => !ok)) break;
  }
  return results;
}

process.on('message', (message) => void run(orderSchema.parse(message)).then((results) => process.send?.(results)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
