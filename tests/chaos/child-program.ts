/** One file of a child process that is started again and again: what is loaded at each start is small. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface ChildProgram {
  file: string;
  remove(): void;
}

/** `entry` stands in tests/chaos. */
export async function childProgram(entry: string): Promise<ChildProgram> {
  const file = join('node_modules', '.cache', `${entry}-${process.pid}.mjs`);
  await build({
    entryPoints: [join('tests', 'chaos', `${entry}.ts`)],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    // Libraries with native parts, or that are not needed.
    external: ['@photostructure/sqlite', 'mongoose'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return { file, remove: () => rmSync(file, { force: true }) };
}
