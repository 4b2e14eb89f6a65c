/** A copy of the tree to change files in. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Copies all files that git knows or would add, and what was built, from one folder to another. */
export function copyTree(from: string, to: string): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: from, encoding: 'utf8', maxBuffer: 64 << 20 });
  for (const file of listed.split('\0')) if (file && existsSync(join(from, file))) cpSync(join(from, file), join(to, file));
  if (existsSync(join(from, 'dist'))) cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
}
