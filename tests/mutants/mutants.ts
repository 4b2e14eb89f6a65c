/**
 * `npm run mutants`: changes operators and conditions in drawn places of five rooms, one at a time, and counts how many of the changes the types or the
 * room's tests notice. Lists those that nobody notices; ends with 1 when fewer than 92 of 100 are noticed. About an hour on two cores.
 *
 *   npm run mutants -- engine store          these rooms only
 *   npm run mutants -- --places 5 --seed 2   fewer places a room, other ones
 *   npm run mutants -- shop --tests src/shop    with these tests of the room only: quicker, and more is not noticed
 *   npm run mutants -- runtime --file src/runtime/outbox/decision.ts    all places of a file
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { drawPlaces } from './places.ts';
import { sampledRooms } from './sampled-rooms.ts';
import { createTypeCheck } from './type-check.ts';

const wanted = 0.92;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { places: { type: 'string', default: '14' }, seed: { type: 'string', default: '1' }, file: { type: 'string' }, tests: { type: 'string' } },
});

const position = z.object({ line: z.number(), column: z.number() });
const reportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(z.object({ status: z.string(), replacement: z.string(), location: z.object({ start: position, end: position }) })),
    }),
  ),
});

/** One change that the tests let pass. */
interface Survivor {
  at: string;
  was: string;
  is: string;
}

/** Runs Stryker over the places with the room's tests; resolves to its report. */
async function runStryker(room: string, mutate: readonly string[]): Promise<z.infer<typeof reportSchema>> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-mutants-'));
  const report = join(folder, 'report.json');
  const config = join(folder, 'stryker.json');
  writeFileSync(
    config,
    JSON.stringify({
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      vitest: { configFile: 'tests/mutants/vitest.config.ts', related: false },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      mutate,
      mutator: {
        excludedMutations: [
          ...['ArrayDeclaration', 'ArrowFunction', 'BlockStatement', 'BooleanLiteral', 'MethodExpression', 'ObjectLiteral'],
          ...['OptionalChaining', 'Regex', 'StringLiteral', 'TemplateLiteral'],
        ],
      },
      concurrency: 2,
      // On a busy machine a slow run is no endless loop.
      timeoutFactor: 4,
      timeoutMS: 60_000,
      dryRunTimeoutMinutes: 30,
      reporters: ['json', 'progress-append-only'],
      jsonReporter: { fileName: report },
      tempDirName: join(folder, 'sandbox'),
      cleanTempDir: 'always',
      ignorePatterns: ['dist', 'data'],
      allowEmpty: true,
    }),
  );
  const bin = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  const code = await new Promise<number>((resolve) => {
    spawn(process.execPath, [bin, 'run', config], {
      stdio: 'inherit',
      env: { ...process.env, MUTANTS_ROOM: room, MUTANTS_TESTS: values.tests, SKIP_BROWSER: '1' },
    }).on('exit', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error(`Stryker ended with ${code}.`);
  const read = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  rmSync(folder, { recursive: true, force: true });
  return read;
}

const isAlive = createTypeCheck('tsconfig.json');
let [changes, noticed] = [0, 0];
const survivors: Survivor[] = [];
for (const [room, { sources }] of Object.entries(sampledRooms)) {
  if (positionals.length > 0 && !positionals.includes(room)) continue;
  const places = drawPlaces(sources, Number(values.places), Number(values.seed));
  const mutate = values.file ? [values.file] : places.map(({ file, from, to }) => `${file}:${from.line}:${from.column}-${to.line}:${to.column}`);
  const counts = { tests: 0, types: 0, nobody: 0 };
  for (const [file, { source, mutants }] of Object.entries((await runStryker(room, mutate)).files)) {
    const lines = source.split('\n');
    const offset = ({ line, column }: z.infer<typeof position>): number => lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    for (const { status, replacement, location } of mutants) {
      if (status === 'Ignored') continue;
      const [from, to] = [offset(location.start), offset(location.end)];
      if (status !== 'Survived' && status !== 'NoCoverage') counts.tests += 1;
      else if (!isAlive(file, source.slice(0, from) + replacement + source.slice(to))) counts.types += 1;
      else {
        counts.nobody += 1;
        survivors.push({ at: `${file}:${location.start.line}:${location.start.column} (${status})`, was: source.slice(from, to), is: replacement });
      }
    }
  }
  console.log(`${room}: ${counts.tests} noticed by tests, ${counts.types} by types, ${counts.nobody} by nobody`);
  changes += counts.tests + counts.types + counts.nobody;
  noticed += counts.tests + counts.types;
}
for (const { at, was, is } of survivors) console.log(`${at}\n  - ${was}\n  + ${is}`);
const share = changes === 0 ? 1 : noticed / changes;
console.log(`${noticed} of ${changes} changes noticed: ${(100 * share).toFixed(1)} %`);
process.exit(share < wanted ? 1 : 0);
