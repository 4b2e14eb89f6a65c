/** `zhanggui COMMAND ...`: finds the command in the table and runs it as if it had been called by itself. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf, commands, help, usage } from './command-table.ts';
import { nearest } from './engine/loading/nearest.ts';
import { isOwnFolder, ownConfigFile, ownFolderAbove } from './own-folder/own-folder.ts';
import { programVersion } from './program-version.ts';
import { codeFolder, fromSources, root } from './root.ts';
import { systemLanguage } from './system-language.ts';

const lang = systemLanguage();

const words = {
  unknown: { en: 'There is no command "{name}".', zh: '没有“{name}”这个命令。' },
  meant: { en: 'Did you mean "{meant}"?', zh: '您是不是想用“{meant}”？' },
  elsewhere: {
    en: 'This folder has no config.yaml, so it is no shop. Make one with: npx zhanggui init my-shop',
    zh: '当前目录里没有 config.yaml，不是店铺目录。可以新建一个：npx zhanggui init my-shop',
  },
  above: { en: 'The shop is in {folder}: go there first (cd {folder}).', zh: '店铺在 {folder}：请先进入该目录（cd {folder}）。' },
} as const;

const filled = (key: keyof typeof words, values: Record<string, string> = {}): string =>
  words[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

function fail(...lines: string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return 1;
}

/** Flows of the program that nobody changed are those of the program that runs. */
async function follow(): Promise<void> {
  const { followProgram } = await import('./own-folder/bring-up.ts');
  for (const line of await followProgram(lang)) process.stderr.write(`${line}\n`);
}

/** Resolves to the exit code, or to nothing when the command sets it by itself. */
async function run([name = 'help', ...rest]: readonly string[]): Promise<number | undefined> {
  const say = (text: string): number => {
    process.stdout.write(`${text}\n`);
    return 0;
  };
  if (name === '--version' || name === '-v' || name === 'version') return say(programVersion());
  if (name === 'help' || name === '--help' || name === '-h') {
    const asked = rest[0] === undefined ? undefined : commandOf(rest[0]);
    return say(asked ? `${asked.about[lang]}\n\n${usage(asked.name, lang)}` : help(lang));
  }
  const command = commandOf(name);
  if (!command) {
    const meant = nearest(name, Object.keys(commands));
    return fail(`${filled('unknown', { name })}${meant ? ` ${filled('meant', { meant })}` : ''}`, '', help(lang));
  }
  if (rest.some((word) => word === '--help' || word === '-h')) return say(`${command.about[lang]}\n\n${usage(command.name, lang)}`);
  const here = process.cwd();
  if (isOwnFolder(here)) {
    process.env.CONFIG_FILE ||= ownConfigFile;
    if (command.usesFlows) await follow();
  } else if (!command.anywhere && resolve(here) !== resolve(root) && !process.env.CONFIG_FILE) {
    const folder = ownFolderAbove(here);
    return fail(folder ? filled('above', { folder }) : filled('elsewhere'));
  }
  const file = new URL(`${command.file}.${fromSources ? 'ts' : 'js'}`, codeFolder('src'));
  if (!existsSync(file)) throw new Error(`${command.file} is missing: install the program again`);
  process.argv = [process.argv[0] ?? process.execPath, fileURLToPath(file), ...rest];
  await import(file.href);
  return undefined;
}

const code = await run(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
