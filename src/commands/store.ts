/** `npm run store -- copy --from sqlite --to mongo` (or back): moves everything from one database to the other. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage } from '../command-table.ts';
import { readEnvironment } from '../config/environment.ts';
import { media } from '../store/collections.ts';
import { type Compared, type CopyCursor, copyStore, holdsAny } from '../store/copy.ts';
import { everyRow } from '../store/every-row.ts';
import { mediaInFolder, mediaInStore } from '../store/media-bytes.ts';
import { mediaFolder } from '../store/media-store.ts';
import { allCollections, openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { systemLanguage } from '../system-language.ts';
import { troubleOf, withFile } from './trouble.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

type Kind = 'sqlite' | 'mongo';
interface Way {
  from: Kind;
  to: Kind;
}

const zh = systemLanguage() === 'zh';
const say = (text: { en: string; zh: string }) => (zh ? text.zh : text.en);

const texts = {
  usage: { en: usage('store', 'en'), zh: usage('store', 'zh') },
  no_url: {
    en: 'MONGODB_URL is not set: say where MongoDB is, e.g. mongodb://127.0.0.1:27017/zhanggui',
    zh: '未设置 MONGODB_URL：请指定 MongoDB 地址，例如 mongodb://127.0.0.1:27017/zhanggui',
  },
  not_empty: {
    en: 'There are data in the database to copy to. Choose an empty one: what is there is never mixed with what comes.',
    zh: '目标数据库里已有数据。请换一个空的数据库，已有数据和复制过来的数据不能混在一起。',
  },
  nothing: { en: 'There are no data to copy.', zh: '没有可复制的数据。' },
  resumed: { en: 'Going on where the last copy stopped.', zh: '从上次中断的地方继续复制。' },
  copying: { en: 'copying', zh: '复制' },
  comparing: { en: 'comparing', zh: '核对' },
  differs: {
    en: 'The two databases differ (!). Something wrote to one of them meanwhile: stop the program, empty the target and copy again.',
    zh: '两个数据库内容不一致（标 ! 的行）。复制期间有程序写入：请停止程序，清空目标数据库后重新复制。',
  },
} as const;

/** Which copy was interrupted, and where. `database` tells MongoDB URLs apart without keeping their secrets. */
const stateSchema = z.object({
  database: z.string(),
  from: z.enum(['sqlite', 'mongo']),
  to: z.enum(['sqlite', 'mongo']),
  cursor: z.record(z.string(), z.string()),
  /** Rows that were copied and compared; only files are left. */
  rows: z.number().optional(),
});
type CopyState = z.infer<typeof stateSchema>;

async function readState(file: string, database: string, { from, to }: Way): Promise<CopyState | null> {
  if (!existsSync(file)) return null;
  const text = await withFile(file, () => readFile(file, 'utf8'));
  const state = stateSchema.safeParse(JSON.parse(text));
  return state.success && state.data.database === database && state.data.from === from && state.data.to === to ? state.data : null;
}

function report(all: readonly Compared[], { from, to }: Way): void {
  for (const { collection, from: one, to: other, equal } of all) {
    const line = `${equal ? ' ' : '!'} ${collection.padEnd(16)} ${from} ${one.rows} ${one.hash.slice(0, 12)}   ${to} ${other.rows} ${other.hash.slice(0, 12)}`;
    (equal ? console.log : console.error)(line);
  }
}

/** Where several machines share the store, media are in it and not in a folder. What is there already is left. */
async function bringFiles(from: Store, folder: string, to: Store): Promise<number> {
  const [files, rows] = [mediaInFolder(folder), mediaInStore(to)];
  let brought = 0;
  for await (const row of everyRow(from, media)) {
    const bytes = await files.read(row.file);
    if (!bytes) continue;
    await rows.write(row.file, bytes);
    brought += 1;
  }
  return brought;
}

/** How many rows the target has now; null when it differs from the source. */
async function copyRows(from: Store, to: Store, way: Way, cursor: CopyCursor, save: (state: { cursor: CopyCursor }) => Promise<void>): Promise<number | null> {
  const all = await copyStore({
    from,
    to,
    specs: allCollections,
    cursor,
    save: (next) => save({ cursor: next }),
    progress(step, collection, rows) {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${say(texts[step])} ${collection} ${rows}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  report(all, way);
  return all.every(({ equal }) => equal) ? all.reduce((sum, { to: { rows } }) => sum + rows, 0) : null;
}

async function copy(way: Way): Promise<number> {
  const environment = readEnvironment(process.env);
  if (!environment.ok) {
    for (const problem of environment.problems) console.error(problem);
    return 1;
  }
  const { dataDir, mongodbUrl } = environment.value;
  if (mongodbUrl === undefined) {
    console.error(say(texts.no_url));
    return 1;
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const log = { info: (_: object, text: string) => console.error(text), warn: (_: object, text: string) => console.error(text) };
  const open = (kind: Kind) => openStore({ dataDir, ...(kind === 'mongo' ? { mongodbUrl } : {}), now: Date.now, log });
  const from = await open(way.from);
  try {
    const to = await open(way.to);
    try {
      const file = join(dataDir, 'store-copy.json');
      const database = createHash('sha256').update(mongodbUrl).digest('hex').slice(0, 12);
      const begun = await readState(file, database, way);
      if (!(await holdsAny(from, allCollections))) {
        console.error(say(texts.nothing));
        return 1;
      }
      if (begun) console.error(say(texts.resumed));
      else if (await holdsAny(to, allCollections)) {
        console.error(say(texts.not_empty));
        return 1;
      }
      const save = async (state: Pick<CopyState, 'cursor' | 'rows'>): Promise<void> => {
        await withFile(file, () => writeFile(`${file}.new`, JSON.stringify({ ...way, database, ...state }), { mode: 0o600 }));
        await rename(`${file}.new`, file);
      };
      const rows = begun?.rows ?? (await copyRows(from, to, way, begun?.cursor ?? {}, save));
      if (rows === null) {
        await rm(file, { force: true });
        console.error(say(texts.differs));
        return 1;
      }
      // The files become rows of the target that the source has not: nothing is compared after this.
      await save({ cursor: {}, rows });
      const files = way.to === 'mongo' ? await bringFiles(from, join(dataDir, mediaFolder), to) : 0;
      await rm(file, { force: true });
      console.log(
        say({
          en: `Copied and compared: ${rows} rows, all equal; ${files} media files brought along.`,
          zh: `已复制并核对 ${rows} 行，完全一致；一并带过去 ${files} 个媒体文件。`,
        }),
      );
      return 0;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function wayOf(args: string[]): Way | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { from: { type: 'string' }, to: { type: 'string' } } });
    const way = z.object({ from: z.enum(['sqlite', 'mongo']), to: z.enum(['sqlite', 'mongo']) }).parse(values);
    return positionals.join(' ') === 'copy' && way.from !== way.to ? way : null;
  } catch {
    return null;
  }
}

async function main(args: string[]): Promise<number> {
  const way = wayOf(args);
  if (!way) {
    console.error(say(texts.usage));
    return 2;
  }
  try {
    return await copy(way);
  } catch (error) {
    console.error(troubleOf(error, zh ? 'zh' : 'en'));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
