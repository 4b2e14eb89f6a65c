/** The program: reads its settings, starts, and stops cleanly on SIGTERM and SIGINT. */
import { readFileSync } from 'node:fs';
import { startApp } from './app/app.ts';
import { trimHeap } from './app/trim-heap.ts';
import { channelPage } from './channel-host/channel-page.ts';
import { findChannels, switchedOn } from './channel-host/channel-registry.ts';
import { showPairings } from './channel-host/pairing-screen.ts';
import { readEnvironment } from './config/environment.ts';
import { loadConfig } from './config/load.ts';
import { withPhrases } from './config/phrases.ts';
import { configSchemaWith } from './config/schema.ts';
import { channelFindings } from './doctor/channels.ts';
import { troubleText } from './machine/file-trouble.ts';
import { lastBackup } from './machine/last-backup.ts';
import { defaultConfigFile } from './machine/root.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

/** Longest wait for work in flight to finish, ms. */
const graceMs = 10_000;
/** Time after which the start is over and its memory can go, ms. */
const afterStartMs = 3_000;

/** Says what is wrong, a line each, and ends. */
function giveUp(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return giveUp([`CONFIG_FILE: ${troubleText(error, file)}`]);
  }
}

async function main(): Promise<void> {
  const read = readEnvironment(process.env);
  if (!read.ok) giveUp(read.problems);
  const environment = read.value;
  const file = environment.configFile ?? defaultConfigFile;
  const modules = await findChannels();
  const loaded = loadConfig(textOf(file), environment.configFile ?? 'config/default.yaml', configSchemaWith(modules));
  if (!loaded.ok) giveUp(loaded.problems);
  const whole = withPhrases(loaded.value, file);
  if (!whole.ok) giveUp(whole.problems);
  const channels = switchedOn(modules, process.env, loaded.value.accounts);
  if (channels.problems.length > 0) giveUp(channels.problems);

  const app = await startApp({
    environment,
    config: whole.value,
    channels: channels.on,
    settings: {
      path: file,
      shown: environment.configFile ?? 'config/default.yaml',
      schema: configSchemaWith(modules),
      lastBackup: () => lastBackup(environment.dataDir),
      findings: async () => channelFindings({ ...channels, reached: new Map() }),
    },
  });

  const tty = process.stdout.isTTY;
  const chat = loaded.value.shop.demo
    ? [`shop and chat  ${app.url}/`]
    : [`try your chat  ${app.url}/`, `on your site   ${app.url}/widget/chat.js, see ${channelPage('webchat', 'en')}`];
  const console = app.firstRun ? `your console   ${app.url}/console/join#${app.firstRun}` : `console        ${app.url}/console/`;
  for (const line of [`${app.name} is open.`, ...[...chat, console, `API            ${app.url}/api/docs`].map((one) => `  ${one}`)])
    process.stdout.write(`${line}\n`);
  if (app.madeToken) process.stdout.write(tty ? `  admin token    ${app.madeToken}\n` : `  admin token    in ${environment.dataDir}/admin-token\n`);
  for (const line of [...app.notes, ...channels.warnings.map((warning) => `mind           ${warning}`)]) process.stdout.write(`  ${line}\n`);
  if (tty) showPairings(app.channels, process.stdout);

  setTimeout(() => void app.keepWork().then(trimHeap), afterStartMs).unref();

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stderr.write(`${signal}: finishing what is in flight ...\n`);
    app.stop(graceMs).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => giveUp([troubleText(error)]));
