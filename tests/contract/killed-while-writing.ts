import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StoreKind } from './store-kinds.ts';

const child = fileURLToPath(new URL('./store-child.ts', import.meta.url));

/** Lets a child process write and kills it with SIGKILL once it has acknowledged so many rows; once for each number. Resolves to all that were acknowledged. */
export async function killedWhileWriting(kind: StoreKind, place: string, counts: readonly number[]): Promise<number[]> {
  const acknowledged: number[] = [];
  for (const count of counts) {
    const first = Math.max(0, ...acknowledged) + 1_000;
    const writer = spawn(process.execPath, ['--import', 'tsx', child, kind.name, place, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let seen = 0;
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(Number(line));
      if (++seen === count) writer.kill('SIGKILL');
    }
    if (seen < count) throw new Error(`the writer stopped by itself after ${seen} rows`);
  }
  return acknowledged;
}
