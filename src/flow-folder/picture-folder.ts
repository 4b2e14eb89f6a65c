/** The merchant's own pictures and files: `pictures/` beside the flows, named in flows as `pictures/NAME`. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The folder, below that of the flows, and how names in it begin. */
export const pictureFolder = 'pictures';

const deepest = 3;
const mostFiles = 10_000;

/** Types that some messenger takes, by the end of the name. Drawings (SVG) no messenger shows. */
const kinds = /\.(?:jpe?g|png|gif|webp|svg|heic|heif|avif|bmp|tiff?|mp4|mov|webm|mp3|m4a|ogg|wav|pdf)$/i;

/** Sizes in bytes of the files of the folder, by their name as flows write it; empty where there is no folder. Rejects when it cannot be read. */
export async function listPictures(flowsDir: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const visit = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || found.size >= mostFiles) continue;
      if (entry.isDirectory() && depth < deepest) await visit(path, depth + 1);
      else if (kinds.test(entry.name)) {
        const about = await stat(path).catch(() => undefined);
        if (about?.isFile()) found.set(relative(flowsDir, path).split(sep).join('/').normalize('NFC'), about.size);
      }
    }
  };
  try {
    await visit(join(flowsDir, pictureFolder), 1);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) throw error;
  }
  return found;
}

/** Returns the place of a file of the folder on the disk, links followed, or undefined: nothing outside of the folder is given, over links either. */
export async function pictureFile(flowsDir: string, name: string): Promise<{ path: string; bytes: number } | undefined> {
  if (!name.startsWith(`${pictureFolder}/`) || !kinds.test(name) || name.split('/').some((part) => part.startsWith('.'))) return undefined;
  try {
    const [root, path] = await Promise.all([realpath(join(flowsDir, pictureFolder)), realpath(join(flowsDir, name))]);
    const about = path.startsWith(root + sep) ? await stat(path) : undefined;
    return about?.isFile() ? { path, bytes: about.size } : undefined;
  } catch {
    // Not there, or no name that a disk can have.
    return undefined;
  }
}

/** Reads the bytes of a file of the folder, or undefined. */
export async function readPicture(flowsDir: string, name: string, mostBytes: number): Promise<Buffer | undefined> {
  const file = await pictureFile(flowsDir, name);
  return file && file.bytes <= mostBytes ? await readFile(file.path).catch(() => undefined) : undefined;
}
