/** A shop's own folder, apart from the program: what marks it, and what is where in it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pictureFolder } from '../flow-folder/picture-folder.ts';

/** The settings; a folder that has them is a shop's. */
export const ownConfigFile = 'config.yaml';
export const ownFlows = 'flows';
export const ownPictures = `${ownFlows}/${pictureFolder}`;
/** Folder with the program's flows as they were last taken over, and the list of those that were left. Made by the program, kept with the rest. */
export const ownBase = '.zhanggui';

export function isOwnFolder(folder: string): boolean {
  return existsSync(join(folder, ownConfigFile));
}

/** Finds the nearest shop's folder above. */
export function ownFolderAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  return isOwnFolder(parent) ? parent : ownFolderAbove(parent);
}
