/** `npm run shop -- import FILE`, and `list`, `find`, `remove`: a merchant's products, stock, orders, customers and coupons. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openShopStore } from '../app/open-shop-store.ts';
import { countryOf } from '../app/shop-base.ts';
import { usage } from '../command-table.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { defaultConfigFile } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { countImported } from '../reports/count-imported.ts';
import { anonymise } from '../runtime/erase.ts';
import { importFile } from '../shop/importing/import.ts';
import { importReport, type Lang } from '../shop/importing/import-report.ts';
import { importKinds, type KindName } from '../shop/importing/kinds.ts';
import { eraseCustomer } from '../shop/rows/erase-customer.ts';
import { type Listed, type ListedKind, listedKinds, listRows, removeRows } from '../shop/rows/shop-rows.ts';
import { contacts, conversations } from '../store/collections.ts';
import { type Store, StoreInUse } from '../store/store.ts';
import { askProgram, type RunningProgram } from './running-program.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

const kindNames = Object.keys(importKinds);

const texts = {
  usage: { zh: usage('shop', 'zh'), en: usage('shop', 'en') },
  running: {
    zh: '程序正在运行，但从这里连不上它的接口。请用同样的 PORT、HOST、ADMIN_TOKEN 再试，或先停止程序。',
    en: 'The program is running, and its API cannot be reached from here. Use the same PORT, HOST and ADMIN_TOKEN, or stop the program first.',
  },
  nothing: { zh: '没有找到。', en: 'Nothing was found.' },
  more: { zh: '…… 还有更多，用 --limit 显示。', en: '... and more; show them with --limit.' },
  confirm: { zh: '将删除以上 {count} 项，无法恢复。确认请加 --yes。', en: 'This removes the {count} above, and cannot be taken back. Add --yes to do it.' },
  removed: { zh: '已删除 {count} 项。', en: 'Removed: {count}.' },
  unknown: { zh: '没有“{id}”。', en: 'There is no "{id}".' },
  talks: {
    zh: '“{id}”有聊天记录：请启动程序后再删除，聊天记录和文件会一并清除。',
    en: '"{id}" has conversations: start the program and remove it then, so that messages and files go too.',
  },
  reading: { zh: '读到 {rows} 行', en: '{rows} rows read' },
  checking: { zh: '正在检查', en: 'checking' },
  writing: { zh: '正在写入', en: 'writing' },
} as const;

function say(key: keyof typeof texts, lang: Lang, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

const kindSchema = z.enum(kindNames as [KindName, ...KindName[]]);
const flags = {
  kind: { type: 'string' },
  lang: { type: 'string' },
  dates: { type: 'string' },
  consent: { type: 'string' },
  limit: { type: 'string' },
} as const;
const switches = { check: { type: 'boolean' }, replace: { type: 'boolean' }, yes: { type: 'boolean' } } as const;

const wishSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('import'),
    words: z.tuple([z.string()]),
    kind: kindSchema.optional(),
    check: z.boolean().default(false),
    replace: z.boolean().default(false),
    yes: z.boolean().default(false),
    dates: z.enum(['dmy', 'mdy']).optional(),
    consent: z.string().min(1).max(1_000).optional(),
  }),
  z.object({ do: z.literal('list'), words: z.tuple([z.enum(listedKinds)]), limit: z.coerce.number().int().min(1).max(100_000).default(50) }),
  z.object({
    do: z.literal('find'),
    words: z.tuple([z.enum(listedKinds)], z.string()).refine(({ length }) => length > 1),
    limit: z.coerce.number().int().min(1).max(100_000).default(50),
  }),
  z.object({ do: z.literal('remove'), words: z.tuple([z.enum(listedKinds)], z.string()).refine(({ length }) => length > 1), yes: z.boolean().default(false) }),
]);
type Wish = z.output<typeof wishSchema>;
type Wished<T extends Wish['do']> = Extract<Wish, { do: T }>;

/** Executor of a wish: the store, or the program that has it open. */
interface Desk {
  import(wish: Wished<'import'>, lang: Lang): Promise<{ ok: boolean; lines: string[] }>;
  list(kind: ListedKind, ask: { q?: string; after?: string; limit: number }): Promise<{ items: Listed[]; next?: string }>;
  /** `talks`: only the running program can do it. */
  remove(kind: ListedKind, id: string): Promise<'done' | 'unknown' | 'talks'>;
}

async function configText(file: string | undefined): Promise<string> {
  try {
    return await withFile(file ?? defaultConfigFile, () => readFile(file ?? defaultConfigFile, 'utf8'));
  } catch (error) {
    if (file === undefined) return '';
    throw error;
  }
}

/** Erases a customer who came only from a file: one who has written here has messages and files besides. */
async function eraseOffline(store: Store, id: string, country: string | undefined): Promise<'done' | 'unknown' | 'talks'> {
  const row = await store.collection(contacts).get(id);
  if (!row) return 'unknown';
  const [talk] = await store.collection(conversations).find({ where: { contact: id }, limit: 1 });
  const [part] = await store.collection(contacts).find({ where: { mergedInto: id }, limit: 1 });
  if (talk || part || row.mergedInto || row.addresses.length > 0) return 'talks';
  await eraseCustomer(store, [id], [], country);
  await anonymise(store, id, randomUUID);
  await store.collection(contacts).delete(id);
  return 'done';
}

function storeDesk(store: Store, shop: { currency: string; zone: string; country?: string | undefined }): Desk {
  return {
    async import({ words: [file], check, replace, yes, kind, dates, consent }, lang) {
      const bytes = await withFile(file, () => readFile(file));
      const tell = (step: 'reading' | 'checking' | 'writing', rows: number) => {
        if (process.stderr.isTTY) process.stderr.write(`${say(step, lang, { rows })} ...\n`);
      };
      const isPreview = check || (replace && !yes);
      const more = { ...(kind ? { kind } : {}), ...(dates ? { dates } : {}), ...(consent ? { consent } : {}) };
      const result = await importFile(store, { file, bytes, now: Date.now(), ...shop, check: isPreview, replace, progress: tell, ...more });
      if (result.ok && !result.isPreview && result.kind === 'orders') await countImported(store, result.ids, Date.now(), shop.zone, shop.country);
      return { ok: result.ok, lines: importReport(result, file, lang, replace && !check) };
    },
    list: (kind, ask) => listRows(store, kind, ask),
    async remove(kind, id) {
      if (kind === 'customers') return eraseOffline(store, id, shop.country);
      return (await removeRows(store, kind, [id])).length > 0 ? 'done' : 'unknown';
    },
  };
}

class Unreachable extends Error {}

const answers = {
  import: z.object({ ok: z.boolean(), lines: z.array(z.string()) }),
  list: z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })),
    next: z.string().optional(),
  }),
};

function programDesk(program: RunningProgram): Desk {
  const ask = async (method: string, path: string, body?: Uint8Array): Promise<{ status: number; body: unknown }> => {
    const asked = await askProgram(program, method, path, body);
    if (!asked.ok) throw new Unreachable(asked.why);
    return asked;
  };
  const query = (values: Record<string, string | number | undefined>): string =>
    new URLSearchParams(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as [string, string]]))).toString();
  return {
    async import({ words: [file], check, replace, yes, kind, dates, consent }, lang) {
      const bytes = await withFile(file, () => readFile(file));
      const isPreview = check || (replace && !yes);
      const { body } = await ask(
        'POST',
        `/import?${query({ file: basename(file), lang, kind, dates, consent, check: String(isPreview), replace: String(replace) })}`,
        bytes,
      );
      const answer = answers.import.safeParse(body);
      return answer.success ? answer.data : { ok: false, lines: [JSON.stringify(body)] };
    },
    async list(kind, { q, after, limit }) {
      const { body } = await ask('GET', `/${kind}?${query({ q, cursor: after, limit: Math.min(limit, 200) })}`);
      return answers.list.parse(body);
    },
    async remove(kind, id) {
      const { status } = await ask('DELETE', `/${kind === 'customers' ? 'contacts' : kind}/${encodeURIComponent(id)}`);
      return status === 200 ? 'done' : 'unknown';
    },
  };
}

const factsOf = ({ facts }: Listed): string =>
  Object.entries(facts)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');

async function show(desk: Desk, kind: ListedKind, q: string | undefined, limit: number, lang: Lang): Promise<number> {
  let shown = 0;
  let after: string | undefined;
  do {
    const page = await desk.list(kind, { limit: limit - shown, ...(q ? { q } : {}), ...(after ? { after } : {}) });
    for (const row of page.items) console.log([row.id, row.name, factsOf(row)].filter(Boolean).join('\t'));
    shown += page.items.length;
    after = page.next;
  } while (after !== undefined && shown < limit);
  if (shown === 0) console.log(say('nothing', lang));
  else if (after !== undefined) console.log(say('more', lang));
  return shown > 0 || !q ? 0 : 1;
}

async function remove(desk: Desk, { words: [kind, ...ids], yes }: Wished<'remove'>, lang: Lang): Promise<number> {
  if (!yes) {
    for (const id of ids) console.log(id);
    console.log(say('confirm', lang, { count: ids.length }));
    return 1;
  }
  let count = 0;
  for (const id of ids) {
    const done = await desk.remove(kind, id);
    if (done === 'done') count += 1;
    else console.error(say(done, lang, { id }));
  }
  console.log(say('removed', lang, { count }));
  return count === ids.length ? 0 : 1;
}

async function carryOut(desk: Desk, wish: Wish, lang: Lang): Promise<number> {
  switch (wish.do) {
    case 'import': {
      const { ok, lines } = await desk.import(wish, lang);
      for (const line of lines) (ok ? console.log : console.error)(line);
      return ok ? 0 : 1;
    }
    case 'list':
      return show(desk, wish.words[0], undefined, wish.limit, lang);
    case 'find':
      return show(desk, wish.words[0], wish.words.slice(1).join(' '), wish.limit, lang);
    case 'remove':
      return remove(desk, wish, lang);
  }
}

/** Runs the work on the store itself, or through the program that has it open; resolves to the exit code. */
async function withDesk(
  environment: Environment,
  shop: { currency: string; zone: string; country?: string | undefined },
  work: (desk: Desk) => Promise<number>,
): Promise<number> {
  const log = { info() {}, warn: (_: object, text: string) => console.error(text) };
  let store: Store;
  try {
    const { dataDir, mongodbUrl } = environment;
    store = await openShopStore({ dataDir, mongodbUrl, now: Date.now, log }, shop.country);
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    return work(programDesk(environment));
  }
  try {
    return await work(storeDesk(store, shop));
  } finally {
    await store.close();
  }
}

function wishOf(args: string[]): { lang: Lang; wish?: Wish } {
  const spoken: Lang = systemLanguage();
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...flags, ...switches } });
    const { lang: said, ...rest } = values;
    const lang = said === 'zh' || said === 'en' ? said : spoken;
    const [what, ...words] = positionals;
    const wish = wishSchema.safeParse({ do: what, words, ...rest });
    return wish.success ? { lang, wish: wish.data } : { lang };
  } catch {
    return { lang: spoken };
  }
}

async function main(args: string[]): Promise<number> {
  // `list` into a pager or `head` that is closed early is no failure.
  process.stdout.on('error', () => process.exit(0));
  const { lang, wish } = wishOf(args);
  if (!wish) {
    console.error(say('usage', lang));
    return 1;
  }
  try {
    const environment = readEnvironment(process.env);
    const config = environment.ok ? loadConfig(await configText(environment.value.configFile), environment.value.configFile ?? 'config') : environment;
    if (!environment.ok || !config.ok) {
      for (const problem of [...(environment.ok ? [] : environment.problems), ...(config.ok ? [] : config.problems)]) console.error(problem);
      return 1;
    }
    const { shop } = config.value;
    return await withDesk(environment.value, { currency: shop.currency, zone: shop.zone, country: countryOf(shop) }, (desk) => carryOut(desk, wish, lang));
  } catch (error) {
    console.error(error instanceof Unreachable ? say('running', lang) : troubleOf(error, lang));
    return 1;
  }
}

if (process.argv[1] && /commands[\\/]shop\.(ts|js)$/.test(process.argv[1])) process.exitCode = await main(process.argv.slice(2));
