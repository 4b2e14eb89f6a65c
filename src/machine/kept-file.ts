/**
 * Work that a start need not do again, in a file of the data folder. Nothing is lost with the file: one that is damaged, half-written, of another program or
 * not readable is as good as none.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { programVersion } from './program-version.ts';
import { fromSources, root } from './root.ts';

/** Name of the file in the data folder. */
export const keptFileName = 'start.cache';

/** Largest file that is written and read, bytes. What a folder of 54 flows makes is 2 MB. */
const mostBytes = 64 << 20;

/** Bytes of the checksum, with which the file begins. */
const sumBytes = 32;

/**
 * Returns what tells this program from every other that would make something else of the same files: its version, its build, and the Node that runs it.
 * Undefined where the sources run as they are: they change while nobody counts.
 */
export function programId(): string | undefined {
  if (fromSources) return undefined;
  const stamp = join(root, 'dist', '.built');
  return [programVersion(), existsSync(stamp) ? readFileSync(stamp, 'utf8') : '', process.version, process.arch].join(' ');
}

const sumOf = (program: string, bytes: Uint8Array): Buffer => createHash('sha256').update(`${program}\n`).update(bytes).digest();

/** Resolves to what the same program wrote; to undefined where there is nothing of that kind. Never rejects. */
export async function readKept(file: string, program: string): Promise<unknown> {
  try {
    const found = await stat(file);
    // A pipe of that name would give no end.
    if (!found.isFile() || found.size > mostBytes) return undefined;
    const bytes = await readFile(file);
    const content = bytes.subarray(sumBytes);
    return sumOf(program, content).equals(bytes.subarray(0, sumBytes)) ? deserialize(content) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes plain data whole, whoever else writes at the same time; tells whether it could. Never rejects. */
export async function writeKept(file: string, program: string, content: unknown): Promise<boolean> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const bytes = serialize(content);
    if (bytes.length + sumBytes > mostBytes) return false;
    await writeFile(part, Buffer.concat([sumOf(program, bytes), bytes]), { flag: 'wx' });
    await rename(part, file);
    return true;
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
    return false;
  }
}
