/**
 * Writes the documents that are generated from the code; `--check` fails when one of them is stale.
 * A new document is one line in `documents`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flowJsonSchema } from '../src/engine/loading/json-schema.ts';
import { checksReference, verbReference } from '../src/engine/loading/reference.ts';

const root = join(import.meta.dirname, '..');

/** The hand-written introduction of a reference, kept beside it. */
function written(path: string): string {
  return readFileSync(join(root, path), 'utf8').trimEnd();
}

/** Path of each generated document -> its text. */
const documents: Readonly<Record<string, () => string>> = {
  'flows/flow.schema.json': () => `${JSON.stringify(flowJsonSchema(), null, 1)}\n`,
  'docs/flows.md': () => `${written('docs/parts/flows.md')}\n\n${verbReference('en')}\n${checksReference('en')}`,
  'docs/flows.zh-CN.md': () => `${written('docs/parts/flows.zh-CN.md')}\n\n${verbReference('zh')}\n${checksReference('zh')}`,
};

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, make] of Object.entries(documents)) {
  const file = join(root, path);
  const text = make();
  if (current(file) === text) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run docs\`.`);
  process.exitCode = 1;
} else console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'All documents are up to date.');
