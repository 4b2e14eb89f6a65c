/** Vectors of phrases on disk, by the hash of their text, so that a start asks for none again. One line of JSON, then the numbers. */
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const head = z.object({ v: z.literal(1), model: z.string(), width: z.int().min(2), keys: z.array(z.string()) });

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Reads the vectors that a model made; empty where there are none, they are another model's, or the file is damaged. */
export async function readVectors(file: string, model: string): Promise<Map<string, Float32Array>> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const end = bytes.indexOf(10);
  const read = head.safeParse(end < 0 ? undefined : parsed(bytes.subarray(0, end).toString('utf8')));
  if (!read.success || read.data.model !== model) return new Map();
  const { width, keys } = read.data;
  if (bytes.length !== end + 1 + keys.length * width * 4) return new Map();
  // A copy begins where numbers of four bytes may stand.
  const numbers = new Float32Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
  if (!numbers.every(Number.isFinite)) return new Map();
  return new Map(keys.map((key, n) => [key, numbers.slice(n * width, (n + 1) * width)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes them in place of what was there. Rejects as the disk does. */
export async function writeVectors(file: string, model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
  const all = [...vectors.values()];
  const width = all[0]?.length ?? 2;
  const line = `${JSON.stringify({ v: 1, model, width, keys: [...vectors.keys()] })}\n`;
  const numbers = Buffer.concat(all.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)));
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, Buffer.concat([Buffer.from(line), numbers]), { mode: 0o600 });
  await rename(part, file);
}
