/**
 * Writes the documents that are generated from the code; `--check` fails when one of them is stale.
 * A new document is one line in `documents`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { allCollections, openStore } from '../src/app/open-store.ts';
import { findChannels } from '../src/channel-host/channel-registry.ts';
import { seed } from '../src/demo/seed/seed.ts';
import { httpCalls } from '../src/runtime/calls/http-call.ts';
import { shopCalls } from '../src/shop/calls/calls.ts';
import { filesReference } from '../src/shop/importing/files-reference.ts';
import { noData } from '../src/store/no-data.ts';
import { callsReference, referenceNow } from './calls-reference.ts';
import { channelTable } from './docs/channel-table.ts';
import { configReference, defaultConfigText, envExample } from './docs/config-reference.ts';
import { decisionsIndex } from './docs/decisions-index.ts';
import { errorsReference } from './docs/errors-reference.ts';
import { flowJsonSchema } from './docs/flow-json-schema.ts';
import { housePicture } from './docs/house-picture.ts';
import { indexTable } from './docs/index-table.ts';
import { answersReference, filtersReference, keysReference, readsReference, startsReference } from './docs/language-reference.ts';
import { pathSections } from './docs/paths.ts';
import { phrasesReference } from './docs/phrases-reference.ts';
import { precedencePage } from './docs/precedence-reference.ts';
import { proactiveReference } from './docs/proactive-reference.ts';
import { shippedFlowsTable } from './docs/shipped-flows.ts';
import { checksReference, verbReference } from './docs/verb-reference.ts';

const root = join(import.meta.dirname, '..');

/** Returns the hand-written introduction of a reference, kept beside it. */
function written(path: string): string {
  return readFileSync(join(root, path), 'utf8').trimEnd();
}

/** Returns a hand-written page with a generated part between `<!-- name -->` and `<!-- /name -->`. */
function filled(path: string, name: string, part: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path}: write ${begin} and ${end} where the part belongs`);
  return `${text.slice(0, from + begin.length)}\n${part}\n${text.slice(to)}`;
}

const channels = await findChannels();

/** Returns the table of channels, each called as the heading of its page says. */
function channelsIn(lang: 'en' | 'zh'): string {
  const page = lang === 'zh' ? 'README.zh-CN.md' : 'README.md';
  return channelTable(channels, lang, (name) => {
    const path = `channels/${name}/${page}`;
    return `[${/^# (.+)$/m.exec(written(path))?.[1] ?? name}](${path})`;
  });
}

/** Returns the demo shop in a database of its own, for the examples of the calls. */
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
    proactiveReference(lang),
    answersReference(lang),
    readsReference(lang),
    verbReference(lang).trimEnd(),
    calls[lang],
    filtersReference(lang),
  ];
  return `${[written(`docs/parts/flows${lang === 'zh' ? '.zh-CN' : ''}.md`), ...generated].join('\n\n')}\n\n${checksReference(lang)}`;
}

/** Returns the text of each decision by the name of its file. */
function decisions(): Map<string, string> {
  const files = readdirSync(join(root, 'docs/decisions')).filter((file) => /^\d/.test(file));
  return new Map(files.map((file) => [file, readFileSync(join(root, 'docs/decisions', file), 'utf8')]));
}

/** Returns the page of the flows that ship. */
function shippedPage(lang: 'en' | 'zh'): string {
  const specs = new Map([...shopCalls(noData()), ...httpCalls()].map((call) => [call.name, call]));
  const files = readdirSync(join(root, 'flows')).filter((file) => /\.yaml$/.test(file) && !/\.test\.yaml$/.test(file));
  const texts = files.map((file) => ({ file, text: readFileSync(join(root, 'flows', file), 'utf8') }));
  return `${written(`docs/parts/shipped-flows${lang === 'zh' ? '.zh-CN' : ''}.md`)}\n\n${shippedFlowsTable(texts, specs, lang)}\n`;
}

/** Path of each generated document -> its text. */
const documents: Readonly<Record<string, () => string>> = {
  'flows/flow.schema.json': () => `${JSON.stringify(flowJsonSchema(), null, 1)}\n`,
  'docs/flows.md': () => flowsPage('en'),
  'docs/flows.zh-CN.md': () => flowsPage('zh'),
  'docs/shipped-flows.md': () => shippedPage('en'),
  'docs/shipped-flows.zh-CN.md': () => shippedPage('zh'),
  'docs/files.md': () => `${written('docs/parts/files.md')}\n\n${filesReference('en')}\n`,
  'docs/files.zh-CN.md': () => `${written('docs/parts/files.zh-CN.md')}\n\n${filesReference('zh')}\n`,
  'docs/one-decision.md': () => precedencePage('en'),
  'docs/one-decision.zh-CN.md': () => precedencePage('zh'),
  'config/default.yaml': () => defaultConfigText(channels),
  '.env.example': () => envExample(channels),
  'docs/config.md': () => configReference('en', channels),
  'docs/config.zh-CN.md': () => configReference('zh', channels),
  'docs/architecture.svg': () => housePicture('en'),
  'docs/architecture.zh-CN.svg': () => housePicture('zh'),
  'docs/architecture.md': () => filled('docs/architecture.md', 'paths', pathSections('en')),
  'docs/architecture.zh-CN.md': () => filled('docs/architecture.zh-CN.md', 'paths', pathSections('zh')),
  'docs/decisions/README.md': () => decisionsIndex(decisions()),
  'docs/errors.md': () => errorsReference('en'),
  'docs/errors.zh-CN.md': () => errorsReference('zh'),
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
