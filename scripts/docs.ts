/**
 * Writes the documents that are generated from the code; `--check` fails when one of them is stale.
 * A new document is one line in `documents`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChannels } from '../src/channel-registry.ts';
import { channelTable } from '../src/channel-table.ts';
import { phrasesReference } from '../src/config/phrases-reference.ts';
import { configReference, defaultConfigText, envExample } from '../src/config/reference.ts';
import { precedencePage } from '../src/engine/dialogue/precedence-reference.ts';
import { flowJsonSchema } from '../src/engine/loading/json-schema.ts';
import { checksReference, verbReference } from '../src/engine/loading/reference.ts';
import { answersReference, filtersReference, keysReference, readsReference, startsReference } from '../src/engine/reference/language-reference.ts';
import { httpCalls } from '../src/runtime/http-call.ts';
import { shopCalls } from '../src/shop/calls.ts';
import { filesReference } from '../src/shop/importing/files-reference.ts';
import { seed } from '../src/shop/seed.ts';
import { indexTable } from '../src/store/index-table.ts';
import { allCollections, openStore } from '../src/store/open.ts';
import { callsReference, referenceNow } from './calls-reference.ts';

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

/** The demo shop in a database of its own, for the examples of the calls. */
async function callsIn(lang: 'en' | 'zh'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-docs-'));
  const store = await openStore({ dataDir: folder, now: () => referenceNow, log: { info() {}, warn() {} } });
  try {
    await seed(store, referenceNow);
    const calls = new Map([...shopCalls(store, { random: (count) => new Uint8Array(count).fill(7) }), ...httpCalls()].map((call) => [call.name, call]));
    return await callsReference(lang, calls, {
      conversation: 'webchat:main:example',
      address: { channel: 'webchat', account: 'main', user: 'example' },
      contact: { id: 'demo-cart-demo-1', tags: [] },
      lang,
      key: 'reference',
      now: referenceNow,
      signal: new AbortController().signal,
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const calls = { en: await callsIn('en'), zh: await callsIn('zh') };

function flowsPage(lang: 'en' | 'zh'): string {
  const generated = [
    startsReference(lang),
    keysReference(lang),
    answersReference(lang),
    readsReference(lang),
    verbReference(lang).trimEnd(),
    calls[lang],
    filtersReference(lang),
  ];
  return `${[written(`docs/parts/flows${lang === 'zh' ? '.zh-CN' : ''}.md`), ...generated].join('\n\n')}\n\n${checksReference(lang)}`;
}

/** Path of each generated document -> its text. */
const documents: Readonly<Record<string, () => string>> = {
  'flows/flow.schema.json': () => `${JSON.stringify(flowJsonSchema(), null, 1)}\n`,
  'docs/flows.md': () => flowsPage('en'),
  'docs/flows.zh-CN.md': () => flowsPage('zh'),
  'docs/files.md': () => `${written('docs/parts/files.md')}\n\n${filesReference('en')}\n`,
  'docs/files.zh-CN.md': () => `${written('docs/parts/files.zh-CN.md')}\n\n${filesReference('zh')}\n`,
  'docs/one-decision.md': () => precedencePage('en'),
  'docs/one-decision.zh-CN.md': () => precedencePage('zh'),
  'config/default.yaml': () => defaultConfigText(channels),
  '.env.example': () => envExample(channels),
  'docs/config.md': () => configReference('en', channels),
  'docs/config.zh-CN.md': () => configReference('zh', channels),
  'docs/phrases.md': () => phrasesReference('en'),
  'docs/phrases.zh-CN.md': () => phrasesReference('zh'),
  'docs/several-machines.md': () => filled('docs/several-machines.md', 'indexes', indexTable(allCollections, 'en')),
  'docs/several-machines.zh-CN.md': () => filled('docs/several-machines.zh-CN.md', 'indexes', indexTable(allCollections, 'zh')),
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
