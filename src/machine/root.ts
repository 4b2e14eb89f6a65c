import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The program's own folder: the nearest one above that holds package.json, whether this runs from src/ or from dist/. */
function ownFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error('package.json is missing: install the program again');
  }
}

export const root = ownFolder();

/** True when the sources run as they are, not the build in dist/. */
export const fromSources = import.meta.url.endsWith('.ts');

/** The settings that ship. */
export const defaultConfigFile = join(root, 'config', 'default.yaml');

/** Returns a folder of what was built or, from the sources, of the sources. */
export function codeFolder(name: string): URL {
  return pathToFileURL(join(root, fromSources ? '' : 'dist', name, '/'));
}
