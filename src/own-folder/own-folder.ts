/** A shop's own folder, apart from the program: what marks it, and what is where in it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pictureFolder } from '../runtime/picture-folder.ts';

/** The settings; a folder that has them is a shop's. */
export const ownConfigFile = 'config.yaml';
export const ownFlows = 'flows';
export const ownPictures = `${ownFlows}/${pictureFolder}`;
/** How the flows of the program were when they were last taken over, and which were left. Made by the program, kept with the rest. */
export const ownBase = '.zhanggui';

export function isOwnFolder(folder: string): boolean {
  return existsSync(join(folder, ownConfigFile));
}

/** The nearest shop's folder above. */
export function ownFolderAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  return isOwnFolder(parent) ? parent : ownFolderAbove(parent);
}
