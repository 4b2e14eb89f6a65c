/**
 * Writes the documents that are generated from the code; `--check` fails when one of them is stale.
 * A new document is one line in `documents`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChannels } from '../src/channel-registry.ts';
import { channelTable } from '../src/channel-table.ts';
import { phrasesReference } from '../src/config/phrases-reference.ts';
import { configReference, defaultConfigText, envExample } from '../src/config/reference.ts';
import { precedencePage } from '../src/engine/dialogue/precedence-reference.ts';
import { flowJsonSchema } from '../src/engine/loading/json-schema.ts';
import { checksReference, verbReference } from '../src/engine/loading/reference.ts';
import { indexTable } from '../src/store/index-table.ts';
import { allCollections } from '../src/store/open.ts';

const root = join(import.meta.dirname, '..');

/** The hand-written introduction of a reference, kept beside it. */
function written(path: string): string {
  return readFileSync(join(root, path), 'utf8').trimEnd();
}

/** A hand-written page with a generated part between `<!-- name -->` and `<!-- /name -->`. */
function filled(path: string, name: string, part: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path}: write ${begin} and ${end} where the part belongs`);
  return `${text.slice(0, from + begin.length)}\n${part}\n${text.slice(to)}`;
}

const channels = await findChannels();

/** The table of channels, each called as the heading of its page says. */
function channelsIn(lang: 'en' | 'zh'): string {
  const page = lang === 'zh' ? 'README.zh-CN.md' : 'README.md';
  return channelTable(channels, lang, (name) => {
    const path = `channels/${name}/${page}`;
    return `[${/^# (.+)$/m.exec(written(path))?.[1] ?? name}](${path})`;
  });
}

/** Path of each generated document -> its text. */
const documents: Readonly<Record<string, () => string>> = {
  'flows/flow.schema.json': () => `${JSON.stringify(flowJsonSchema(), null, 1)}\n`,
  'docs/flows.md': () => `${written('docs/parts/flows.md')}\n\n${verbReference('en')}\n${checksReference('en')}`,
  'docs/flows.zh-CN.md': () => `${written('docs/parts/flows.zh-CN.md')}\n\n${verbReference('zh')}\n${checksReference('zh')}`,
  'docs/one-decision.md': () => precedencePage('en'),
  'docs/one-decision.zh-CN.md': () => precedencePage('zh'),
  'config/default.yaml': () => defaultConfigText(channels),
  '.env.example': () => envExample(channels),
  'docs/config.md': () => configReference('en', channels),
  'docs/config.zh-CN.md': () => configReference('zh', channels),
  'docs/phrases.md': () => phrasesReference('en'),
  'docs/phrases.zh-CN.md': () => phrasesReference('zh'),
  'docs/operations.md': () => filled('docs/operations.md', 'indexes', indexTable(allCollections, 'en')),
  'docs/operations.zh-CN.md': () => filled('docs/operations.zh-CN.md', 'indexes', indexTable(allCollections, 'zh')),
  'README.md': () => filled('README.md', 'channels', channelsIn('en')),
  'README.zh-CN.md': () => filled('README.zh-CN.md', 'channels', channelsIn('zh')),
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
