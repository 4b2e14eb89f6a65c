/** `npm run shop -- import FILE`: a merchant's products, orders, customers or coupons into the store. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { defaultConfigFile } from '../root.ts';
import { importFile } from '../shop/import.ts';
import { importKinds, type KindName } from '../shop/importing/kinds.ts';
import { openStore } from '../store/open.ts';
import { StoreInUse } from '../store/store.ts';
import { importReport, type Lang } from './import-report.ts';
import { troubleOf, withFile } from './trouble.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

const kindNames = Object.keys(importKinds);

const texts = {
  usage: {
    zh: `用法：npm run shop -- import 文件 [--kind ${kindNames.join('|')}] [--lang zh|en]\n文件是 CSV 或 JSON，样例见 docs/examples/。数据目录由 DATA_DIR 指定（默认 ./data）。`,
    en: `Usage: npm run shop -- import FILE [--kind ${kindNames.join('|')}] [--lang zh|en]\nFILE is CSV or JSON, see docs/examples/. DATA_DIR says where the data are (./data).`,
  },
  running: { zh: '程序正在运行，请先停止，导入后再启动。', en: 'The program is running. Stop it, import, and start it again.' },
  reading: { zh: '读到 {rows} 行', en: '{rows} rows read' },
  checking: { zh: '正在检查', en: 'checking' },
  writing: { zh: '正在写入', en: 'writing' },
} as const;

function say(key: keyof typeof texts, lang: Lang, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

async function configText(file: string | undefined): Promise<string> {
  try {
    return await withFile(file ?? defaultConfigFile, () => readFile(file ?? defaultConfigFile, 'utf8'));
  } catch (error) {
    if (file === undefined) return '';
    throw error;
  }
}

function isKind(name: string): name is KindName {
  return kindNames.includes(name);
}

interface Wish {
  file: string;
  kind?: KindName;
  lang: Lang;
}

/** Imports the file into the data folder of the environment; resolves to the exit code. */
async function importInto({ file, kind, lang }: Wish): Promise<number> {
  const environment = readEnvironment(process.env);
  const config = environment.ok ? loadConfig(await configText(environment.value.configFile), environment.value.configFile ?? 'config') : environment;
  if (!environment.ok || !config.ok) {
    for (const problem of [...(environment.ok ? [] : environment.problems), ...(config.ok ? [] : config.problems)]) console.error(problem);
    return 1;
  }
  const bytes = await withFile(file, () => readFile(file));
  const log = { info() {}, warn: (_: object, text: string) => console.error(text) };
  const store = await openStore({ dataDir: environment.value.dataDir, mongodbUrl: environment.value.mongodbUrl, now: Date.now, log });
  try {
    const { currency, zone } = config.value.shop;
    const tell = (step: 'reading' | 'checking' | 'writing', rows: number) => {
      if (process.stderr.isTTY) process.stderr.write(`${say(step, lang, { rows })} ...\n`);
    };
    const result = await importFile(store, { file, bytes, kind, now: Date.now(), currency, zone, progress: tell });
    for (const line of importReport(result, file, lang)) (result.ok ? console.log : console.error)(line);
    return result.ok ? 0 : 1;
  } finally {
    await store.close();
  }
}

function wishOf(args: string[]): Wish | { usage: Lang } {
  const spoken: Lang = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en';
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { kind: { type: 'string' }, lang: { type: 'string' } } });
    const lang = values.lang === 'zh' || values.lang === 'en' ? values.lang : spoken;
    const [command, file, ...rest] = positionals;
    const kind = values.kind;
    if (command !== 'import' || file === undefined || rest.length > 0 || (kind !== undefined && !isKind(kind))) return { usage: lang };
    return { file, lang, ...(kind === undefined ? {} : { kind }) };
  } catch {
    return { usage: spoken };
  }
}

async function main(args: string[]): Promise<number> {
  const wish = wishOf(args);
  if ('usage' in wish) {
    console.error(say('usage', wish.usage));
    return 1;
  }
  try {
    return await importInto(wish);
  } catch (error) {
    const trouble = troubleOf(error, wish.lang);
    console.error(error instanceof StoreInUse ? `${say('running', wish.lang)} (${trouble})` : trouble);
    return 1;
  }
}

if (process.argv[1] && /commands[\\/]shop\.(ts|js)$/.test(process.argv[1])) process.exitCode = await main(process.argv.slice(2));
