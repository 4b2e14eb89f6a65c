import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeFolder, fromSources, root } from '../../machine/root.ts';

/** Returns the file that a channel's process of its own runs: `channels/<name>/child.ts`, or what was built of it. */
export function childEntry(channel: string): URL {
  return new URL(`${channel}/child.${fromSources ? 'ts' : 'js'}`, codeFolder('channels'));
}

/** Returns Node's own arguments for such a process: sources go through tsx. */
export function entryArguments(entry: URL): string[] {
  if (!entry.pathname.endsWith('.ts')) return [];
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
}
