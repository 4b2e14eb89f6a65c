/** A folder of flow files on disk: what is in it, and a call when something changes. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { misnamed } from '../compiler/flow.ts';

/** Deeper folders are not looked into: a link to itself must not hang the start. */
const deepest = 8;
/** An editor writes a file in several steps; what comes within this time is one change. */
const settleMs = 80;

export interface FolderFile {
  /** Path below the folder, with `/`. */
  name: string;
  /** Changes whenever the file may have: time, size and number of the file. */
  fingerprint: string;
}

const isOf = (name: string, kind: 'flows' | 'transcripts'): boolean =>
  (/\.ya?ml$/.test(name) && /\.test\.ya?ml$/.test(name) === (kind === 'transcripts')) || (kind === 'flows' && misnamed(name));

/**
 * Lists the flow files (`*.yaml`, `*.yml`, and those under a name that the check refuses), or the transcripts beside them (`*.test.yaml`), below `dir`,
 * by name. Rejects when `dir` or a folder in it cannot be read: what is in there must not count as removed.
 */
export async function listFlowFiles(dir: string, kind: 'flows' | 'transcripts' = 'flows'): Promise<{ files: FolderFile[]; folders: string[] }> {
  const files: FolderFile[] = [];
  const folders: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    folders.push(folder);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory() && depth < deepest) await visit(path, depth + 1).catch(gone);
      else if (isOf(entry.name, kind)) {
        const found = await stat(path).catch(gone);
        if (found?.isFile()) files.push({ name: nameOf(dir, path), fingerprint: `${found.mtimeMs}:${found.size}:${found.ino}` });
      }
    }
  };
  await visit(dir, 0);
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), folders };
}

/** Returns the text of a file of the folder; null when it is gone by now. Rejects when it cannot be read. */
export async function readFlowFile(dir: string, name: string): Promise<string | null> {
  return (await readFile(join(dir, name), 'utf8').catch(gone)) ?? null;
}

/** Passes over a file that was removed meanwhile, or a link to nothing or to itself. */
function gone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP')) return undefined;
  throw error;
}

function nameOf(dir: string, path: string): string {
  return relative(dir, path).split(sep).join('/');
}

/**
 * Calls `changed` soon after something happened in one of the folders. Watches folders, not files, because many editors save by
 * writing a new file and renaming it; and looks again every `pollMs`, because some file systems report nothing.
 */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly poll: NodeJS.Timeout;
  private settling: NodeJS.Timeout | undefined;
  private readonly changed: () => void;

  constructor(pollMs: number, changed: () => void) {
    this.changed = changed;
    this.poll = setInterval(changed, pollMs);
    this.poll.unref();
  }

  /** Watches exactly these folders from now on. */
  follow(folders: readonly string[]): void {
    for (const [folder, watcher] of this.watchers) {
      if (folders.includes(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    for (const folder of folders) {
      if (this.watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, () => this.soon());
        watcher.on('error', () => this.drop(folder));
        this.watchers.set(folder, watcher);
      } catch {
        // No watcher to be had (limits of the system): the poll sees the change.
      }
    }
  }

  close(): void {
    clearInterval(this.poll);
    clearTimeout(this.settling);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private soon(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(this.changed, settleMs);
    this.settling.unref();
  }

  private drop(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }
}
