/** `npx zhanggui doctor`: what is missing before customers come, with the cure. Exit code 1 when something is. */
import { readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { connect } from 'node:tls';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { lookAtModels } from '../app/models-situation.ts';
import { missingPackages } from '../app/open-pictures.ts';
import { openStore } from '../app/open-store.ts';
import { lookAtSpeech } from '../app/speech-situation.ts';
import { findChannels, type SwitchedOn, switchedOn } from '../channel-host/channel-registry.ts';
import { usage } from '../command-table.ts';
import { checkFlows } from '../compiler/flow.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { withPhrases } from '../config/phrases.ts';
import { type Config, configSchemaWith } from '../config/schema.ts';
import { type Answer, addressFindings } from '../doctor/address.ts';
import { channelFindings, providerAddress } from '../doctor/channels.ts';
import { type Finding, missing } from '../doctor/finding.ts';
import { type MachineSituation, machineFindings } from '../doctor/machine.ts';
import { modelFindings } from '../doctor/models.ts';
import { pictureFindings } from '../doctor/pictures.ts';
import { type Reach, reach } from '../doctor/reach.ts';
import { type FlowState, shopFindings } from '../doctor/shop.ts';
import { speechFindings } from '../doctor/speech.ts';
import { storeFindings } from '../doctor/store.ts';
import { troubleText } from '../machine/file-trouble.ts';
import { lastBackup } from '../machine/last-backup.ts';
import { defaultConfigFile, root } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { checksFor, filesOf } from '../own-folder/flow-checks.ts';
import { nameIn } from '../own-folder/plan.ts';
import { freeBytes } from '../server/limits/free-disk.ts';
import { orders, products } from '../shop/shop.ts';
import { flowVersions } from '../store/collections.ts';
import { databaseFile } from '../store/sqlite/database-file.ts';
import { StoreInUse, StoreUnavailable } from '../store/store.ts';
import { askProgram } from './running-program.ts';

type Lang = 'en' | 'zh';

const words = {
  missing: { en: 'MISSING', zh: '缺少' },
  mind: { en: 'mind', zh: '留意' },
  cure: { en: 'do', zh: '处理' },
  none: { en: 'Nothing is missing: you can open.', zh: '没有缺项，可以开门营业了。' },
  some: { en: '{count} missing before customers come.', zh: '正式营业前还缺 {count} 项。' },
  minded: { en: '{count} to mind.', zh: '另有 {count} 项请留意。' },
} as const;

const counted = (key: 'some' | 'minded', lang: Lang, count: number): string => words[key][lang].replace('{count}', String(count));

/** Returns a function that tells whether the file itself sets a path, before the defaults fill it up. */
function writtenIn(text: string): (...path: string[]) => boolean {
  const document = parseDocument(text, { prettyErrors: false });
  return (...path) => document.errors.length === 0 && document.hasIn(path);
}

interface Data {
  database: MachineSituation['database'];
  products?: number;
  orders?: number;
  /** Flows and FAQ files that customers have, or get at the next start, in a version without errors; undefined when that cannot be seen. */
  live?: ReadonlySet<string>;
}

const liveFlows = z.object({ items: z.array(z.object({ name: z.string() })) });

/** Asks the running program for its live flows. */
async function liveIn({ host, port, dataDir, adminToken }: Environment): Promise<Pick<Data, 'live'>> {
  const asked = await askProgram({ host, port, dataDir, ...(adminToken === undefined ? {} : { adminToken }) }, 'GET', '/flows');
  const read = liveFlows.safeParse(asked.ok ? asked.body : undefined);
  return read.success ? { live: new Set(read.data.items.map(({ name }) => name)) } : {};
}

/** Opens the database for a moment; one that the program has open is good. */
async function dataOf(environment: Environment, names: readonly string[]): Promise<Data> {
  const { dataDir, mongodbUrl } = environment;
  if (mongodbUrl === undefined && !(await stat(join(dataDir, databaseFile)).catch(() => undefined)))
    return { database: { state: 'none' }, products: 0, orders: 0, live: new Set() };
  try {
    const store = await openStore({ dataDir, mongodbUrl, now: Date.now, log: { info() {}, warn() {} } });
    try {
      const kept = await Promise.all(names.map(async (name) => ({ name, versions: await store.collection(flowVersions).count({ name }) })));
      return {
        database: { state: 'good' },
        products: await store.collection(products).count({}),
        orders: await store.collection(orders).count({}),
        live: new Set(kept.filter(({ versions }) => versions > 0).map(({ name }) => name)),
      };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreInUse) return { database: { state: 'in_use' }, ...(await liveIn(environment)) };
    return { database: { state: 'broken', why: error instanceof StoreUnavailable ? error.message : troubleText(error, dataDir) } };
  }
}

/** Asks PUBLIC_URL for its health, and looks at its certificate. */
async function answerOf(publicUrl: string): Promise<Answer> {
  const url = new URL(`${publicUrl}/healthz`);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
    if (!response.ok) return { reached: false, why: `HTTP ${response.status}` };
    const date = Date.parse(response.headers.get('date') ?? '');
    const ends = url.protocol === 'https:' ? await certificateEnd(url) : undefined;
    return {
      reached: true,
      ...(ends === undefined ? {} : { days: Math.floor((ends - Date.now()) / 86_400_000) }),
      ...(Number.isNaN(date) ? {} : { behindMs: date - Date.now() }),
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { reached: false, why: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Asks the provider of each account whether it is there at all; all at once. */
async function providersReached(on: readonly SwitchedOn[]): Promise<Map<string, Reach>> {
  const addresses = [...new Set(on.map(providerAddress).filter((address) => address !== undefined))];
  return new Map(await Promise.all(addresses.map(async (address) => [address, await reach(address, 5_000)] as const)));
}

function certificateEnd({ hostname, port }: URL): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: 10_000 }, () => {
      const ends = Date.parse(socket.getPeerCertificate().valid_to);
      socket.end();
      resolve(Number.isNaN(ends) ? undefined : ends);
    });
    const give = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.on('error', give).on('timeout', give);
  });
}

function modeOf(file: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  return found && found.mode & 0o777;
}

/** Tells whether the provider delivers to PUBLIC_URL. The unofficial channels poll from here, and so does Telegram unless its mode is webhook. */
function isHooked({ module: { name, capabilities }, settings }: SwitchedOn): boolean {
  if (name === 'telegram') return settings.mode === 'webhook';
  return capabilities.official && name !== 'webchat' && name !== 'terminal';
}

/** Returns the findings for settings that cannot be read: each is missing, and nothing else can be said. */
function broken(where: string, problems: readonly string[]): Finding[] {
  return problems.map((problem) =>
    missing(where, { en: problem, zh: problem }, { en: 'mend it; the program does not start with it', zh: '请改好，否则程序无法启动' }),
  );
}

/** Looks at the recogniser, and asks whether it is there. */
async function speechOf({ speech }: Environment, isOnline: boolean): Promise<Finding[]> {
  const { address, ...look } = await lookAtSpeech(speech);
  return speechFindings({ ...look, ...(address !== undefined && isOnline && { reached: { address, reach: await reach(address, 5_000) } }) });
}

async function findings(lang: Lang, isOnline: boolean): Promise<Finding[]> {
  const read = readEnvironment(process.env);
  if (!read.ok) return broken('.env', read.problems);
  const environment = read.value;
  const configFile = environment.configFile ?? defaultConfigFile;
  let text: string;
  try {
    text = readFileSync(configFile, 'utf8');
  } catch (error) {
    return broken(configFile, [troubleText(error, configFile)]);
  }
  const modules = await findChannels();
  const loaded = loadConfig<Config>(text, configFile, configSchemaWith(modules));
  const whole = loaded.ok ? withPhrases(loaded.value, configFile) : loaded;
  if (!whole.ok) return broken(configFile, whole.problems);
  const config = whole.value;
  const channels = switchedOn(modules, process.env, config.accounts);
  const { context } = await checksFor(config, lang, environment.flowsDir);
  const files = await filesOf(environment.flowsDir, 'flows').catch((error: unknown) => troubleText(error, environment.flowsDir));
  if (typeof files === 'string') return broken(environment.flowsDir, [files]);
  const { flows, faqs, problems } = checkFlows(files, context);
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const meant = new Map(files.filter(({ file }) => wrong.has(file)).map(({ file, text }) => [file, nameIn(text)]));
  const data = await dataOf(
    environment,
    [...meant.values()].filter((name) => name !== undefined),
  );
  const stateOf = (file: string): FlowState => {
    const name = meant.get(file);
    if (name === undefined) return 'nothing';
    if (!data.live) return 'unknown';
    return data.live.has(name) ? 'before' : 'nothing';
  };
  const free = await freeBytes(environment.dataDir).catch(() => undefined);
  const backup = await lastBackup(environment.dataDir);
  const envMode = modeOf('.env');
  const answer = isOnline && environment.publicUrl ? await answerOf(environment.publicUrl) : undefined;
  const hooked = channels.on.filter(isHooked).map(({ module }) => module.name);
  return [
    ...addressFindings({ environment, config, configFile, hooked, ...(answer ? { answer } : {}) }),
    ...channelFindings({ ...channels, reached: await providersReached(channels.on) }),
    ...(await storeFindings({ config, environment }, isOnline)),
    ...(await speechOf(environment, isOnline)),
    ...modelFindings(await lookAtModels(config.models, environment.models, isOnline)),
    ...pictureFindings(config.pictures.read ? missingPackages() : []),
    ...shopFindings({
      config,
      configFile,
      written: writtenIn(text),
      flowsDir: environment.flowsDir,
      flows,
      faqs,
      problems,
      stateOf,
      products: data.products,
      orders: data.orders,
    }),
    ...machineFindings({
      environment,
      node: process.versions.node,
      now: Date.now(),
      builtAt: statSync(join(root, 'package.json')).mtimeMs,
      freeFloor: config.limits.free_disk,
      database: data.database,
      ...(free === undefined ? {} : { free }),
      ...(backup ? { backup } : {}),
      ...(envMode === undefined ? {} : { envMode }),
    }),
  ];
}

/** Pages of the program are named as they are opened from here: in a shop's folder they lie with the package. */
const fromHere = (text: string): string => text.replace(/\bdocs\/[\w.-]+\.md/g, (page) => relative('.', join(root, page)));

function shown({ level, where, what, cure }: Finding, lang: Lang): string {
  return `${words[level][lang]}  ${where}: ${what[lang]}\n         ${words.cure[lang]}: ${fromHere(cure[lang])}`;
}

async function main(args: string[]): Promise<number> {
  let lang: Lang = systemLanguage();
  let isOnline: boolean;
  try {
    const { values } = parseArgs({ args, options: { online: { type: 'boolean', default: false }, lang: { type: 'string' } } });
    if (values.lang === 'en' || values.lang === 'zh') lang = values.lang;
    isOnline = values.online;
  } catch {
    process.stderr.write(`${usage('doctor', lang)}\n`);
    return 2;
  }
  const found = await findings(lang, isOnline);
  const lacking = found.filter(({ level }) => level === 'missing');
  const minded = found.filter(({ level }) => level === 'mind');
  for (const finding of [...lacking, ...minded]) process.stdout.write(`${shown(finding, lang)}\n`);
  const last = [
    lacking.length > 0 ? counted('some', lang, lacking.length) : words.none[lang],
    ...(minded.length > 0 ? [counted('minded', lang, minded.length)] : []),
  ];
  process.stdout.write(`${last.join(' ')}\n`);
  return lacking.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
