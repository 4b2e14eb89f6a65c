import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('./mongo/', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/zhanggui-tests/', import.meta.url));

/** True when the machine has what builds and runs the stand-in. */
export function hasJava(): boolean {
  return ['java', 'javac', 'mvn'].every(isCommand);
}

export function isCommand(name: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

/** The command that runs the stand-in; its jars are fetched and it is compiled once, and again when its sources change. */
export function standInCommand(port: number, file: string): { command: string; args: string[] } {
  const texts = ['pom.xml', 'MongoStandIn.java'].map((name) => readFileSync(join(sources, name)));
  const built = join(cache, `mongo-${createHash('sha256').update(Buffer.concat(texts)).digest('hex').slice(0, 12)}`);
  if (!existsSync(built)) build(built);
  return { command: 'java', args: ['-Xmx1g', '-cp', `${join(built, '*')}:${built}`, 'MongoStandIn', String(port), file] };
}

/** Built aside and renamed, so that what is found is whole, also when two tests begin at once. */
function build(target: string): void {
  const fresh = `${target}.${randomUUID()}`;
  mkdirSync(fresh, { recursive: true });
  execFileSync('mvn', ['-q', '-B', '-f', join(sources, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`], { stdio: 'pipe' });
  execFileSync('javac', ['-cp', join(fresh, '*'), '-d', fresh, join(sources, 'MongoStandIn.java')], { stdio: 'pipe' });
  try {
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}
