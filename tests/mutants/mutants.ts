/**
 * `npm run mutants`: draws changes of operators and conditions in five rooms, makes one at a time, and counts how many of them the types or the nearest
 * tests notice. Lists those that nobody notices; ends with 1 when fewer than 92 of 100 are noticed. An hour on two cores that have nothing else to do;
 * what was found is kept in a file, and a run that was cut off goes on from there.
 *
 *   npm run mutants -- engine store            these rooms only
 *   npm run mutants -- --changes 10 --seed 2   fewer changes a room, other ones
 *   npm run mutants -- --tests 40              up to 40 test files for each change
 *   npm run mutants -- --again                 those that nobody noticed are tried once more
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { copyTree } from './copy-tree.ts';
import { drawMutations, type Mutation, mutated, nameOf } from './mutations.ts';
import { nearestTests } from './nearest-tests.ts';
import { sampledRooms } from './sampled-rooms.ts';
import { startTests } from './test-process.ts';
import { createTypeCheck } from './type-check.ts';

const wanted = 0.92;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changes: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '16' },
    state: { type: 'string', default: join(tmpdir(), 'zhanggui-mutants', 'state.jsonl') },
    again: { type: 'boolean', default: false },
  },
});

/** `untried`: it passes the types, and no test was asked yet. */
const outcomeSchema = z.enum(['types', 'tests', 'nobody', 'untried']);
type Outcome = z.infer<typeof outcomeSchema>;
const stateSchema = z.object({ name: z.string(), outcome: outcomeSchema });

mkdirSync(dirname(values.state), { recursive: true });
const written = existsSync(values.state) ? readFileSync(values.state, 'utf8').split('\n').filter(Boolean) : [];
const known = new Map(written.map((line) => stateSchema.parse(JSON.parse(line))).map(({ name, outcome }) => [name, outcome]));
const keep = (mutation: Mutation, outcome: Outcome): void => {
  known.set(nameOf(mutation), outcome);
  appendFileSync(values.state, `${JSON.stringify({ name: nameOf(mutation), outcome, at: `${mutation.file}:${mutation.line}` })}\n`);
};

const folder = join(dirname(values.state), 'tree');
rmSync(folder, { recursive: true, force: true });
copyTree('.', folder);
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
const tests = startTests(folder);
const testsOf = nearestTests(Number(values.tests));
const progress = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** Tests that have passed with some change or without one, and those that fail without any: these say nothing. */
const [sound, broken] = [new Set<string>(), new Set<string>()];
const patienceMs = 240_000;
const tooBusy = 'too busy';

/** Makes one change and tells which test notices; undefined when none does, 'too busy' when the tests do not end in time without the change either. */
async function noticedBy(mutation: Mutation): Promise<string | undefined> {
  const path = resolve(folder, mutation.file);
  const text = readFileSync(path, 'utf8');
  const asked = testsOf(mutation.file).map((test) => resolve(folder, test));
  for (;;) {
    const left = asked.filter((test) => !broken.has(test));
    writeFileSync(path, mutated(text, mutation));
    const results = await tests.run({ tests: left, changed: [path] }, patienceMs);
    writeFileSync(path, text);
    if (results === 'timeout') {
      const whole = await tests.run({ tests: left, changed: [path] }, patienceMs);
      return whole === 'timeout' ? tooBusy : 'none ended in time';
    }
    for (const { test, ok } of results) if (ok) sound.add(test);
    const failed = results.filter(({ ok }) => !ok).map(({ test }) => test);
    const [first] = failed;
    if (first === undefined || failed.some((test) => sound.has(test))) return first;
    const without = await tests.run({ tests: failed, changed: [path] }, patienceMs);
    const fails = new Set(without === 'timeout' ? failed : without.filter(({ ok }) => !ok).map(({ test }) => test));
    for (const test of failed) (fails.has(test) ? broken : sound).add(test);
    if (fails.size < failed.length) return failed.find((test) => !fails.has(test));
    progress(`left out, as it fails without a change: ${failed.join(' ')}`);
  }
}

let check: ((file: string, text: string) => boolean) | undefined;
const passesTypes = (file: string, text: string): boolean => {
  check ??= createTypeCheck('tsconfig.json');
  return check(file, text);
};
const rooms = Object.entries(sampledRooms).filter(([room]) => positionals.length === 0 || positionals.includes(room));
const drawn = new Map(rooms.map(([room, sources]) => [room, drawMutations(sources, Number(values.changes), Number(values.seed))]));
// In turns, so that a run that is cut off has looked at all rooms.
const all = [...drawn.values()].flatMap((those) => those.map((mutation, index) => ({ mutation, index }))).sort((a, b) => a.index - b.index);
for (const { mutation } of all) {
  if (!known.has(nameOf(mutation))) keep(mutation, passesTypes(mutation.file, mutated(readFileSync(mutation.file, 'utf8'), mutation)) ? 'untried' : 'types');
}
const wantedOutcome = values.again ? 'nobody' : 'untried';
const open = all.map(({ mutation }) => mutation).filter((one) => known.get(nameOf(one)) === wantedOutcome);
progress(`${all.length} changes, ${open.length} of them to be tried`);
for (const [index, mutation] of open.entries()) {
  const test = await noticedBy(mutation);
  if (test !== tooBusy) keep(mutation, test === undefined ? 'nobody' : 'tests');
  progress(`${index + 1}/${open.length} ${mutation.file}:${mutation.line} noticed by ${test?.replace(`${folder}/`, '') ?? 'nobody'}`);
}
tests.end();

const total: Record<Outcome, number> = { types: 0, tests: 0, nobody: 0, untried: 0 };
for (const [room, mutations] of drawn) {
  const counts: Record<Outcome, number> = { types: 0, tests: 0, nobody: 0, untried: 0 };
  for (const mutation of mutations) {
    const outcome = known.get(nameOf(mutation)) ?? 'untried';
    counts[outcome] += 1;
    total[outcome] += 1;
    if (outcome === 'nobody') console.log(`${mutation.file}:${mutation.line}\n  - ${mutation.was}\n  + ${mutation.is}`);
  }
  console.log(`${room}: ${counts.tests} noticed by tests, ${counts.types} by types, ${counts.nobody} by nobody`);
}
const changes = total.types + total.tests + total.nobody;
const share = changes === 0 ? 1 : 1 - total.nobody / changes;
console.log(`${changes - total.nobody} of ${changes} changes noticed: ${(100 * share).toFixed(1)} %`);
process.exit(share < wanted ? 1 : 0);
