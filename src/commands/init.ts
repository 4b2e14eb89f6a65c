/** `npx zhanggui init DIR`: a folder for a shop of one's own. What is there already is left as it is. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usage } from '../command-table.ts';
import { languageCode } from '../config/setting.ts';
import { firstUsed } from '../flow-folder/in-use.ts';
import { programVersion } from '../machine/program-version.ts';
import { root } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { isOwnFolder, ownBase, ownConfigFile, ownFlows, ownPictures } from '../own-folder/own-folder.ts';
import { nameIn, withNeeded } from '../own-folder/plan.ts';
import { type Starter, starterConfig, starterIgnore, starterPackage, starterPhrases, starterPictures } from '../own-folder/starter.ts';
import { shippedFlows, writeBase, writeLeft, writeSchema, writeText } from '../own-folder/stored.ts';
import { nearest } from '../reading/nearest.ts';

const lang = systemLanguage();

const words = {
  shop_already: { en: '{dir} is a shop already. Go there and start it: npx zhanggui start', zh: '{dir} 已经是店铺目录。进入后启动：npx zhanggui start' },
  not_empty: { en: '{dir}/{file} is there already. Choose a folder that is new or empty.', zh: '{dir}/{file} 已存在。请换一个新目录或空目录。' },
  inside: {
    en: '{dir} lies in the program’s own folder. Choose a place beside it, such as ../my-shop.',
    zh: '{dir} 在程序自己的目录里。请放到外面，例如 ../my-shop。',
  },
  langs: { en: '--langs {given}: write languages such as zh,en', zh: '--langs {given}：请写语言代码，例如 zh,en' },
  no_flow: { en: '--flows: there is no flow "{name}".{meant} There are: {all}', zh: '--flows：没有“{name}”这个流程。{meant}可选：{all}' },
  meant: { en: ' Did you mean "{name}"?', zh: '您是不是想写“{name}”？' },
  made: { en: 'Made {dir}:', zh: '已建好 {dir}：' },
  config: { en: 'name, hours of people, terms, languages, look: every setting', zh: '店名、人工客服时间、承诺、语言、外观等设置' },
  flows: { en: '{count} flows and answers; change them as you like', zh: '{count} 个流程和问答，可以随意修改' },
  along: { en: 'also taken, because others go to them: {files}', zh: '别的流程要用到，一并放入：{files}' },
  phrases: { en: 'what the program says by itself, in your words', zh: '自带用语，可以换成自己的说法' },
  pictures: { en: 'pictures that flows show', zh: '流程里用的图片' },
  env: { en: 'secrets: tokens of the channels, the address', zh: '密钥：各渠道的令牌、外网地址等' },
  data: { en: 'what customers write; back it up', zh: '顾客数据，请定期备份' },
  next: { en: 'Next:', zh: '接下来：' },
  zone: {
    en: 'The time zone is UTC, as on this machine. Write that of your shop into config.yaml, such as zone: Europe/Berlin',
    zh: '时区按本机写成了 UTC，请在 config.yaml 里改成店铺所在的时区，例如 zone: Asia/Shanghai',
  },
  pack: { en: 'makes the package of the program', zh: '生成程序的安装包' },
  install: { en: 'the program, into this folder', zh: '把程序装进这个目录' },
  install_file: { en: 'the program, into this folder (FILE: where you have its package)', zh: '把程序装进这个目录（“文件”是安装包的位置）' },
  start: { en: 'opens the shop', zh: '启动' },
  chat: { en: 'talk to it here', zh: '在终端里试聊' },
  doctor: { en: 'what is missing before customers come', zh: '检查正式营业前还缺什么' },
  guide: { en: 'The way from here, step by step: {file}', zh: '后面的步骤见：{file}' },
} as const;

const say = (key: keyof typeof words, values: Record<string, string | number> = {}): string =>
  words[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

interface Wish {
  dir: string;
  starter: Omit<Starter, 'docs'>;
  /** Names, without `.yaml`; undefined: all. */
  flows?: string[];
}

class Refused extends Error {}

function wishOf(args: string[]): Wish | undefined {
  let parsed: { values: { name?: string; langs?: string; flows?: string }; positionals: string[] };
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { name: { type: 'string' }, langs: { type: 'string' }, flows: { type: 'string' } } });
  } catch {
    return undefined;
  }
  const { values, positionals } = parsed;
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1) return undefined;
  const langs = (values.langs ?? (lang === 'zh' ? 'zh,en' : 'en,zh')).split(/[,，\s]+/).filter((one) => one !== '');
  if (langs.length === 0 || langs.some((one) => !languageCode.safeParse(one).success)) throw new Refused(say('langs', { given: values.langs ?? '' }));
  const called = values.name?.trim() || basename(resolve(dir));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const use = values.flows === undefined ? firstUsed : undefined;
  const starter = { name: Object.fromEntries(langs.map((one) => [one, called])), langs, zone, currency: currencyOf(zone), ...(use && { use }) };
  const flows = values.flows === undefined || values.flows === 'all' ? undefined : values.flows.split(/[,，\s]+/).filter((one) => one !== '');
  return { dir, starter, ...(flows ? { flows } : {}) };
}

/** Right for most; the settings show it. */
function currencyOf(zone: string): string {
  if (/^Asia\/(Shanghai|Urumqi|Chongqing|Harbin)$/.test(zone) || (zone === 'UTC' && lang === 'zh')) return 'CNY';
  if (zone === 'Asia/Tokyo') return 'JPY';
  if (zone === 'Asia/Hong_Kong') return 'HKD';
  if (zone === 'Asia/Taipei') return 'TWD';
  if (zone === 'Asia/Singapore') return 'SGD';
  if (zone === 'Europe/London') return 'GBP';
  return zone.startsWith('Europe/') ? 'EUR' : 'USD';
}

/** Files of the flows that were asked for, with those that they need. */
function chosen(names: readonly string[] | undefined, shipped: ReadonlyMap<string, string>): { files: string[]; along: string[] } {
  if (names === undefined) return { files: [...shipped.keys()].sort(), along: [] };
  const all = [...shipped.keys()].map((file) => file.replace(/\.ya?ml$/, ''));
  const asked = names.map((name) => {
    const file = [...shipped].find(([one, text]) => one.replace(/\.ya?ml$/, '') === name.replace(/\.ya?ml$/, '') || nameIn(text) === name)?.[0];
    if (file !== undefined) return file;
    const meant = nearest(name, all);
    throw new Refused(say('no_flow', { name, meant: meant ? say('meant', { name: meant }) : '', all: all.join(lang === 'zh' ? '、' : ', ') }));
  });
  const files = withNeeded(asked, shipped);
  return { files, along: files.filter((file) => !asked.includes(file)) };
}

/** Returns the first file of ours that the folder already holds. Files of git, npm and editors are not in the way. */
function inTheWay(dir: string): string | undefined {
  return [ownConfigFile, ownBase, 'phrases.yaml', ownFlows, '.env', 'data'].find((name) => existsSync(join(dir, name)));
}

/** Writes a file; one that is there stays. */
async function give(file: string, text: string, mode = 0o644): Promise<void> {
  if (existsSync(file)) return;
  await writeText(file, text);
  await chmod(file, mode);
}

/** The folder, that one or one above, from which `npx zhanggui` finds the program there; undefined where it is not installed. */
function installedIn(dir: string): string | undefined {
  if (existsSync(join(dir, 'node_modules', '.bin', 'zhanggui'))) return dir;
  return dirname(dir) === dir ? undefined : installedIn(dirname(dir));
}

/** Returns the lines that install the program into the folder, from where `init` was called: those to run before `cd`, and those after it. */
function installing(at: string): { before: string[]; after: string[] } {
  const line = (command: string, about: string): string => `  ${command}`.padEnd(28).replace(/(\S)$/, '$1  ') + about;
  // A program that was installed itself does not know where its package is.
  if (root.split(/[\\/]/).includes('node_modules')) return { before: [], after: [line(`npm install ${lang === 'zh' ? '文件' : 'FILE'}`, say('install_file'))] };
  const file = join(root, `zhanggui-${programVersion()}.tgz`);
  const from = relative(process.cwd(), root);
  const pack = from === '' ? 'npm pack' : `(cd ${from} && npm pack)`;
  return {
    before: existsSync(file) ? [] : [line(pack, say('pack'))],
    after: [line(`npm install ${relative(at, file)}`, say('install'))],
  };
}

async function make({ dir, starter, flows: names }: Wish): Promise<string[]> {
  const at = resolve(dir);
  const shown = relative(process.cwd(), at) || '.';
  if (!relative(root, at).startsWith('..') && !relative(root, at).includes(':')) throw new Refused(say('inside', { dir: shown }));
  if (isOwnFolder(at)) throw new Refused(say('shop_already', { dir: shown }));
  const way = inTheWay(at);
  if (way !== undefined) throw new Refused(say('not_empty', { dir: shown, file: way }));
  const shipped = await shippedFlows();
  const { files, along } = chosen(names, shipped);

  await mkdir(join(at, ownPictures), { recursive: true });
  await mkdir(join(at, 'data'), { mode: 0o700 });
  for (const file of files) {
    const text = shipped.get(file) ?? '';
    await writeText(join(at, ownFlows, file), text);
    await writeBase(at, file, text);
  }
  await writeSchema(join(at, ownFlows));
  await writeLeft(
    at,
    [...shipped.keys()].filter((file) => !files.includes(file)),
  );
  const home = installedIn(at);
  // Where it is not installed yet, it will be in the folder itself.
  const docs = join(relative(at, home ?? at), 'node_modules', 'zhanggui', 'docs').replaceAll('\\', '/');
  const install = home === undefined ? installing(at) : { before: [], after: [] };
  await give(join(at, 'phrases.yaml'), starterPhrases(docs));
  await give(join(at, ownPictures, 'README.md'), starterPictures);
  await give(join(at, '.env'), await readFile(join(root, '.env.example'), 'utf8'), 0o600);
  await give(join(at, '.gitignore'), starterIgnore);
  await give(join(at, 'package.json'), starterPackage(basename(at)));
  // The last, because it makes the folder a shop.
  await writeFile(join(at, ownConfigFile), starterConfig({ ...starter, docs }));

  const line = (name: string, about: string): string => `  ${name.padEnd(14)} ${about}`;
  const guide = join(root, 'docs', lang === 'zh' ? 'make-it-your-shop.zh-CN.md' : 'make-it-your-shop.md');
  return [
    say('made', { dir: shown }),
    line(ownConfigFile, say('config')),
    line(`${ownFlows}/`, say('flows', { count: files.length })),
    ...(along.length > 0 ? [line('', say('along', { files: along.join(lang === 'zh' ? '、' : ', ') }))] : []),
    line('phrases.yaml', say('phrases')),
    line(`${ownPictures}/`, say('pictures')),
    line('.env', say('env')),
    line('data/', say('data')),
    ...(starter.zone === 'UTC' ? [say('zone')] : []),
    '',
    say('next'),
    ...install.before,
    ...(shown === '.' ? [] : [`  cd ${shown}`]),
    ...install.after,
    `  npx zhanggui start`.padEnd(28) + say('start'),
    `  npx zhanggui chat`.padEnd(28) + say('chat'),
    `  npx zhanggui doctor`.padEnd(28) + say('doctor'),
    say('guide', { file: guide }),
  ];
}

async function main(args: string[]): Promise<number> {
  try {
    const wish = wishOf(args);
    if (!wish) {
      process.stderr.write(`${usage('init', lang)}\n`);
      return 2;
    }
    for (const line of await withFile(wish.dir, () => make(wish))) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Refused ? error.message : troubleOf(error, lang)}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
