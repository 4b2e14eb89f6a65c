/** Builds the package: modules, the older form that mini programs and bundlers of apps ask for, and types. `node sdk/build.mjs` in a clone. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'dist');
rmSync(out, { recursive: true, force: true });
const entryPoints = ['index', 'web', 'wechat'].map((name) => join(here, `${name}.ts`));
// Mini programs run the older engines of cheap phones; whoever bundles for browsers takes it down further.
const shared = { entryPoints, outdir: out, bundle: true, target: 'es2018', charset: 'utf8', logLevel: 'warning' };
buildSync({ ...shared, format: 'esm' });
buildSync({ ...shared, format: 'cjs', outExtension: { '.js': '.cjs' } });
const types = spawnSync(process.execPath, [join(here, '../node_modules/typescript/bin/tsc'), '-p', join(here, 'tsconfig.types.json')], { encoding: 'utf8' });
if (types.status !== 0) throw new Error(types.stdout + types.stderr);
