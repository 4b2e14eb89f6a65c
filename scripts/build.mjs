// Builds what is missing or out of date into dist/: the program and the pages, by esbuild. Prints nothing when all is fresh.
// The program becomes a few files instead of hundreds: half of a start was spent on finding and loading modules.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', '.built');

/** Returns the name, size and time of every source file, as one hash. */
function fingerprint() {
  const hash = createHash('sha256');
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'fixtures' && path !== 'sdk/dist' && path !== 'sdk/examples') walk(path);
      } else if (!entry.name.endsWith('.test.ts')) {
        const { size, mtimeMs } = statSync(join(root, path));
        hash.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['src', 'channels', 'sdk', 'widget', 'call', 'console', 'scripts']) if (existsSync(join(root, folder))) walk(folder);
  for (const file of ['package-lock.json', 'tsconfig.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Makes dist/ fit the sources. Throws with the compiler's words when that fails. */
export async function build() {
  // An installed image has dist/ and no sources to compare.
  if (!existsSync(join(root, 'src'))) return;
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  process.stderr.write('Building ...\n');
  const started = Date.now();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const { buildProgram, buildWeb, endCompiler } = await import('./bundles.mjs');
  try {
    await buildProgram();
    await buildWeb();
  } finally {
    await endCompiler();
  }
  writeFileSync(stamp, now);
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
