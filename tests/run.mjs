// `npm test`: sets up what the tests need, runs all checks, ends with one line `N passed, N failed, N skipped`.
// Arguments are file filters for vitest; with them only those tests run.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);
const notes = [];

/** Chromium for the browser tests: given, found, or installed where that needs no question. */
function findChromium() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests ...');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status === 0 && existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  notes.push('The browser tests were skipped: install Chromium and set CHROMIUM_PATH to it.');
  return null;
}

/** MongoDB for the store's tests: MONGODB_URL, mongod, or a JDK and Maven for the stand-in (tests/servers), installed where that needs no question. */
function findMongo() {
  const has = (name) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
  const ready = () => process.env.MONGODB_URL || has('mongod') || ['java', 'javac', 'mvn'].every(has);
  if (!process.env.MONGODB_URL && !has('mongod'))
    notes.push('MongoDB query plans were not looked at: the stand-in cannot explain. Set MONGODB_URL to a MongoDB.');
  if (ready()) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing a JDK and Maven for the MongoDB tests ...');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'default-jdk-headless', 'maven'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (ready()) return;
  }
  notes.push('The MongoDB tests were skipped: set MONGODB_URL, or install mongod, or a JDK and Maven.');
}

/** Redis for the tests of several processes, installed where that needs no question. */
function findRedis() {
  const has = () => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'redis-server')));
  if (has()) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Redis for the tests of several processes ...');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    // The package starts a server of its own unless it is told not to; the tests start theirs.
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
    if (has()) return;
  }
  notes.push('The tests of several processes were skipped: install redis-server.');
}

/** Runs a command with its output shown; resolves to its exit code. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).on('exit', (code) => resolve(code ?? 1));
  });
}

const counts = { passed: 0, failed: 0, skipped: 0 };
async function check(name, script) {
  const started = Date.now();
  const code = await run(process.execPath, script);
  counts[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const chromium = findChromium();
findMongo();
findRedis();
await check('build', ['scripts/build.mjs']);
if (filters.length === 0) {
  await check('types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']);
  await check('types of the console', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'console']);
  await check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']);
}

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-tests-'));
const report = join(folder, 'report.json');
await run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
  chromium ? { CHROMIUM_PATH: chromium } : { SKIP_BROWSER: '1' },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += numPassedTests;
  // A file that could not even be loaded has no failed test to count.
  counts.failed +=
    numFailedTests + testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')).length;
  counts.skipped += numPendingTests + numTodoTests;
} else counts.failed += 1;
rmSync(folder, { recursive: true, force: true });

for (const note of notes) console.log(note);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
