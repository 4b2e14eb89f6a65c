/** `npm run contacts -- import FILE --consent "..."`, `segments`, `count "WHERE"`, `consent ID`, `consent export FILE`, `export-person ID`, `erase ID`: people, and what they agreed to. */
import { open, readFile, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openShopStore } from '../app/open-shop-store.ts';
import { countryOf, shopName } from '../app/shop-base.ts';
import { usage } from '../command-table.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { shopNames } from '../data-rights/export-person.ts';
import { defaultConfigFile } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { ledgerRow, ledgerTitles } from '../marketing/report/ledger-file.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { type Store, StoreInUse } from '../store/store.ts';
import { type ContactsDesk, programContacts, type ShopOfContacts, storeContacts, Unreachable } from './contacts-desk.ts';

// What customers write is for the user of the program alone: every file that is made here.
process.umask(0o077);

type Lang = 'en' | 'zh';
const lang: Lang = systemLanguage();

const texts = {
  running: {
    zh: '程序正在运行，但从这里连不上它的接口。请用同样的 PORT、HOST、ADMIN_TOKEN 再试，或先停止程序。',
    en: 'The program is running, and its API cannot be reached from here. Use the same PORT, HOST and ADMIN_TOKEN, or stop the program first.',
  },
  consent: {
    zh: '请写明这些顾客怎样、何时同意的：--consent "2026 年 5 月在收银台勾选了接收优惠"。没有同意就不能导入。',
    en: 'Say how and when these people agreed: --consent "ticked the box at the till, May 2026". Without their agreement they cannot be imported.',
  },
  reading: { zh: '读到 {rows} 行', en: '{rows} rows read' },
  checking: { zh: '正在检查', en: 'checking' },
  writing: { zh: '正在写入', en: 'writing' },
  none: { zh: '还没有保存的人群。', en: 'No segments are saved yet.' },
  saved: { zh: '已保存为“{name}”', en: 'Saved as "{name}"' },
  count: { zh: '符合条件 {count} 人，其中 {reachable} 人同意接收且能联系上', en: '{count} people fit, {reachable} of them agreed and can be written to' },
  nobody: { zh: '没有“{id}”这位顾客。', en: 'There is no contact "{id}".' },
  empty: { zh: '没有同意记录。', en: 'There is nothing in the ledger.' },
  exported: { zh: '已导出 {count} 条同意记录到 {file}', en: '{count} lines of the ledger written to {file}' },
  personExported: { zh: '已把这位顾客的全部数据写入 {file}', en: 'Everything of this person was written to {file}' },
  sure: {
    zh: '删除后无法恢复。确认请加 --yes；想先导出：npm run contacts -- export-person {id} --out person.zip',
    en: 'Erasing cannot be taken back. Add --yes to do it; to export first: npm run contacts -- export-person {id} --out person.zip',
  },
  mustRun: { zh: '删除顾客需要程序正在运行：请先 npm start。', en: 'The program has to run to erase a person: start it with npm start.' },
  erased: { zh: '已删除 {rows} 条数据。', en: '{rows} rows are gone.' },
  kept: { zh: '保留 {rows} 条（{name}）：{why}', en: 'Kept, {rows} of "{name}": {why}' },
  given: { zh: '同意', en: 'agreed' },
  refused: { zh: '退订', en: 'opted out' },
} as const;

function say(key: keyof typeof texts, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

function tellProblems(where: string, problems: readonly { at?: number; text: string }[]): void {
  for (const { at, text } of problems) {
    if (at !== undefined) console.error(`${where}\n${' '.repeat(at)}^`);
    console.error(text);
  }
}

async function keep(desk: ContactsDesk, name: string, where: string): Promise<number> {
  const wrong = await desk.keep(name, where, lang);
  if (wrong) {
    tellProblems(where, wrong.problems);
    return 1;
  }
  console.log(say('saved', { name }));
  return count(desk, where);
}

async function count(desk: ContactsDesk, where: string): Promise<number> {
  const found = await desk.count(where, lang);
  if ('problems' in found) {
    tellProblems(where, found.problems);
    return 1;
  }
  console.log(say('count', { count: found.count, reachable: found.reachable }));
  for (const [channel, people] of Object.entries(found.byChannel)) console.log(`  ${channel}  ${people}`);
  for (const { id, name, channel } of found.examples) console.log(['', name ?? id, channel].filter((one) => one !== undefined).join('  '));
  return 0;
}

async function consent(desk: ContactsDesk, id: string): Promise<number> {
  const ledger = await desk.consent(id);
  if (!ledger) {
    console.error(say('nobody', { id }));
    return 1;
  }
  if (ledger.length === 0) console.log(say('empty'));
  for (const { at, purpose, granted, words, source, evidence = '', by = '' } of ledger)
    console.log([new Date(at).toISOString(), purpose, say(granted ? 'given' : 'refused'), words, source, evidence, by].filter(Boolean).join('\t'));
  return 0;
}

/** A file that is there is not replaced: a proof that was kept must not be lost by a slip. */
async function exportLedger(desk: ContactsDesk, file: string): Promise<number> {
  const isJson = /\.json$/i.test(file);
  const handle = await withFile(file, () => open(file, 'wx'));
  let lines = 0;
  try {
    await handle.write(isJson ? '[' : ledgerTitles(lang));
    for await (const items of desk.ledger()) {
      const written = isJson ? items.map((item, n) => `${lines + n > 0 ? ',' : ''}\n${JSON.stringify(item)}`) : items.map((item) => ledgerRow(item));
      if (written.length > 0) await handle.write(written.join(''));
      lines += items.length;
    }
    if (isJson) await handle.write('\n]\n');
  } finally {
    await handle.close();
  }
  console.log(say('exported', { count: lines, file }));
  return 0;
}

/** Everything of one person into a file that is not there yet. */
async function exportOne(desk: ContactsDesk, id: string, file: string): Promise<number> {
  const bytes = await desk.person(id, lang);
  if (!bytes) {
    console.error(say('nobody', { id }));
    return 1;
  }
  const handle = await withFile(file, () => open(file, 'wx'));
  try {
    for await (const piece of bytes) await handle.write(piece);
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  await handle.close();
  console.log(say('personExported', { file }));
  return 0;
}

async function erase(desk: ContactsDesk, id: string, yes: boolean): Promise<number> {
  if (!yes) {
    console.error(say('sure', { id }));
    return 1;
  }
  const gone = await desk.erase(id);
  if (gone === 'not running' || !gone) {
    console.error(gone ? say('mustRun') : say('nobody', { id }));
    return 1;
  }
  console.log(say('erased', { rows: Object.values(gone.removed).reduce((sum, rows) => sum + rows, 0) }));
  for (const { rows, name, why } of gone.kept) console.log(say('kept', { rows, name: name[lang], why: why[lang] }));
  return 0;
}

interface Given {
  consent?: string | undefined;
  check?: boolean | undefined;
  out?: string | undefined;
  yes?: boolean | undefined;
}

async function carryOut(desk: ContactsDesk, words: readonly string[], given: Given): Promise<number> {
  const [what, first, second, ...rest] = words;
  if (rest.length > 0) return misused();
  if (what === 'import' && first !== undefined && second === undefined) {
    const agreed = given.consent?.trim();
    if (!agreed) {
      console.error(say('consent'));
      return 1;
    }
    const tell = (step: string, rows: number): void => {
      if (process.stderr.isTTY && (step === 'reading' || step === 'checking' || step === 'writing')) process.stderr.write(`${say(step, { rows })} ...\n`);
    };
    const { ok, lines } = await desk.import(first, agreed.slice(0, 1_000), given.check ?? false, lang, tell);
    for (const line of lines) (ok ? console.log : console.error)(line);
    return ok ? 0 : 1;
  }
  if (what === 'export-person' && first !== undefined && second === undefined && given.out !== undefined) return exportOne(desk, first, given.out);
  if (what === 'erase' && first !== undefined && second === undefined) return erase(desk, first, given.yes ?? false);
  if (what === 'segments' && first === undefined) {
    const saved = await desk.segments();
    if (saved.length === 0) console.log(say('none'));
    for (const { name, where } of saved) console.log(`${name}\t${where}`);
    return 0;
  }
  if (what === 'segment' && first !== undefined && second !== undefined) return keep(desk, first, second);
  if (what === 'count' && first !== undefined && second === undefined) return count(desk, first);
  if (what === 'consent' && first === 'export' && second !== undefined) return exportLedger(desk, second);
  if (what === 'consent' && first !== undefined && second === undefined) return consent(desk, first);
  return misused();
}

function misused(): number {
  console.error(usage('contacts', lang));
  return 2;
}

async function withDesk(environment: Environment, shop: ShopOfContacts, work: (desk: ContactsDesk) => Promise<number>): Promise<number> {
  const log = { info() {}, warn: (_: object, text: string) => console.error(text) };
  const { dataDir, mongodbUrl } = environment;
  let store: Store;
  try {
    store = await openShopStore({ dataDir, mongodbUrl, now: Date.now, log }, shop.country);
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    return work(programContacts(environment));
  }
  try {
    return await work(storeContacts(store, shop));
  } finally {
    await store.close();
  }
}

async function configText(file: string | undefined): Promise<string> {
  try {
    return await withFile(file ?? defaultConfigFile, () => readFile(file ?? defaultConfigFile, 'utf8'));
  } catch (error) {
    if (file === undefined) return '';
    throw error;
  }
}

async function main(args: string[]): Promise<number> {
  process.stdout.on('error', () => process.exit(0));
  let asked: { values: Given; positionals: string[] };
  try {
    asked = parseArgs({
      args,
      allowPositionals: true,
      options: { consent: { type: 'string' }, check: { type: 'boolean' }, out: { type: 'string' }, yes: { type: 'boolean' } },
    });
  } catch {
    return misused();
  }
  if (asked.positionals.length === 0) return misused();
  try {
    const environment = readEnvironment(process.env);
    const config = environment.ok ? loadConfig(await configText(environment.value.configFile), environment.value.configFile ?? 'config') : environment;
    if (!environment.ok || !config.ok) {
      for (const problem of [...(environment.ok ? [] : environment.problems), ...(config.ok ? [] : config.problems)]) console.error(problem);
      return 1;
    }
    const { shop } = config.value;
    const media = { dataDir: environment.value.dataDir, maxBytes: config.value.limits.media_bytes, inStore: environment.value.mongodbUrl !== undefined };
    const own = { currency: shop.currency, zone: shop.zone, country: countryOf(shop), langs: shop.langs, name: shopNames(shopName(shop)), media };
    return await withDesk(environment.value, own, (desk) => carryOut(desk, asked.positionals, asked.values));
  } catch (error) {
    console.error(error instanceof Unreachable ? say('running') : troubleOf(error, lang));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
