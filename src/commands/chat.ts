/** `npm run chat`: the whole program without its server, with the terminal as its only channel, on a copy of the shop's goods and orders. */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTerminal } from '../../channels/terminal/channel.ts';
import type { Shown } from '../../channels/terminal/encode.ts';
import { openCore } from '../app/core.ts';
import { createLogger } from '../app/log.ts';
import type { Channel } from '../channel.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { withPhrases } from '../config/phrases.ts';
import type { Config } from '../config/schema.ts';
import { variableValue } from '../config/variable-value.ts';
import { troubleText } from '../machine/file-trouble.ts';
import { defaultConfigFile } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { type ChatArguments, chatHelp, readChatArguments } from './chat-arguments.ts';
import { type ChatSession, runChat } from './chat-loop.ts';
import { copyShop } from './shop-copy.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

/** Longest wait for replies under way once the input has ended, ms. */
const graceMs = 10_000;

function giveUp(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

function readConfig(file: string | undefined): Config {
  const path = file ?? defaultConfigFile;
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (file !== undefined) giveUp([`CONFIG_FILE: ${troubleText(error, file)}`]);
  }
  const loaded = loadConfig(text, path);
  const whole = loaded.ok ? withPhrases(loaded.value, path) : loaded;
  return whole.ok ? whole.value : giveUp(whole.problems);
}

async function chat(given: ChatArguments, dataDir: string): Promise<void> {
  const read = readEnvironment(process.env);
  if (!read.ok) giveUp(read.problems);
  const environment = read.value;
  const config = readConfig(environment.configFile);
  const level = variableValue(process.env.LOG_LEVEL) ? environment.logLevel : 'error';
  const log = createLogger({ level, secrets: [], texts: config.log.texts });
  const channels = new Map<string, Channel>();
  const core = await openCore({ dataDir, flowsDir: given.flows ?? environment.flowsDir, config, channels, log, now: Date.now, stores: environment.stores });
  for (const { file, line, column, message, severity } of core.flows.problems()) {
    if (severity === 'error') process.stderr.write(`${file}:${line}:${column}: ${message}\n`);
  }
  let show: (shown: Shown) => void = () => undefined;
  const terminal = createTerminal({ account: 'main', publicUrl: environment.publicUrl }, (shown, user) => {
    if (user === given.as) show(shown);
  });
  channels.set('terminal:main', terminal);
  await terminal.start();
  await core.runtime.start();
  core.recommending.start();
  const session: ChatSession = {
    send: core.runtime.receive,
    onMessage: (listener) => {
      show = listener;
    },
    settled: core.runtime.idle,
  };
  const person = Boolean(process.stdin.isTTY && process.stdout.isTTY) && !given.json;
  const look = { columns: process.stdout.columns || 80, colour: person && !process.env.NO_COLOR };
  const spoken = given.locale ?? (person && /^zh/i.test(process.env.LANG ?? '') ? 'zh' : undefined);
  try {
    await runChat(session, {
      input: process.stdin,
      output: process.stdout,
      person,
      look,
      json: given.json,
      as: given.as,
      locale: spoken,
      boot: randomUUID(),
      now: Date.now,
    });
  } finally {
    await terminal.stop();
    await core.close(graceMs);
  }
}

async function main(): Promise<void> {
  const read = readChatArguments(process.argv.slice(2));
  if (!read.ok) {
    if (!read.help) giveUp([read.problem ?? '', chatHelp]);
    process.stdout.write(chatHelp);
    return;
  }
  process.stdout.on('error', () => process.exit(0));
  const from = variableValue(process.env.DATA_DIR) ?? './data';
  const dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-chat-'));
  // Orders of customers are in it: it goes whatever ends this process.
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const copied = await copyShop(from, dataDir, variableValue(process.env.MONGODB_URL));
  if (copied) {
    const { products, orders } = copied;
    process.stderr.write(
      systemLanguage() === 'zh'
        ? `本次对话使用 ${from} 里 ${products} 个商品、${orders} 个订单的副本，不会改动店铺的数据。\n`
        : `This chat works on a copy of the ${products} products and ${orders} orders in ${from}; nothing that you say changes the shop.\n`,
    );
  }
  await chat(read.value, dataDir);
}

main().then(
  () => process.exit(0),
  (error: unknown) => giveUp([troubleText(error)]),
);
