/**
 * Says through which files one Telegram message runs, from the provider's update to the reply that the provider took: the files, the functions entered,
 * and how often one function entered is of another file than the one before. Prints JSON. Run under trace-hook.mjs.
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelegram } from '../../channels/telegram/channel.ts';
import { openCore } from '../../src/app/core.ts';
import type { Channel } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import { testContext } from '../channel-context.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { quick } from '../telegram/shop.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const folder = await mkdtemp(join(tmpdir(), 'zhanggui-path-'));
await cp(new URL('../telegram/flows', import.meta.url), join(folder, 'flows'), { recursive: true });
const api = await startBotApi();
const config = loadConfig('', 'config/default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const channels = new Map<string, Channel>();
const core = await openCore({ dataDir: join(folder, 'data'), flowsDir: join(folder, 'flows'), config: config.value, channels, log: quiet, now: Date.now });
const channel = await createTelegram(
  testContext({ name: 'telegram' }, { settings: { token: api.token, apiRoot: api.url }, receive: (events) => core.runtime.receive(events) }),
  { poll: quick, send: { text: 30_000, upload: 30_000 } },
);
channels.set('telegram:main', channel);
await core.runtime.start();
await channel.start();

// What happens once in a process, or once a minute, is no part of a message's path: the second of two talks is counted.
const talk = async (said: string, sent: number): Promise<void> => {
  api.say(said);
  await api.sent(sent);
  await core.runtime.idle();
};
await talk('买衣服', 1);
await talk('红色', 2);
await talk('2', 3);
await talk('买衣服', 4);

const entered: string[] = [];
Object.assign(globalThis, { messagePath: (file: string) => entered.push(file) });
await talk('红色', 5);
Object.assign(globalThis, { messagePath: () => undefined });

const files = [...new Set(entered)].sort();
const changes = entered.filter((file, n) => n > 0 && file !== entered[n - 1]).length;
const counts = Object.fromEntries(files.map((file) => [file, entered.filter((one) => one === file).length]));
if (process.env.PATH_ENTERED) await writeFile(process.env.PATH_ENTERED, entered.join('\n'));
console.log(JSON.stringify({ files: files.length, functions: entered.length, changes, counts }));
await channel.stop();
await core.close(5_000);
await api.close();
await rm(folder, { recursive: true, force: true });
