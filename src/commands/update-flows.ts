/** `flows --update` and `flows --take`: what the program has newer, or more of, brought into a shop's folder. */
import { join } from 'node:path';
import { called } from '../command-table.ts';
import type { Side } from '../flow-folder/merge-text.ts';
import { programVersion } from '../machine/program-version.ts';
import { bringUp, flowsFolder } from '../own-folder/bring-up.ts';
import { ownBase } from '../own-folder/own-folder.ts';
import { readFolder, shippedFlows } from '../own-folder/stored.ts';
import { takeOver } from '../own-folder/take-over.ts';
import { updateTold } from '../own-folder/update-told.ts';
import { nearest } from '../reading/nearest.ts';

type Lang = 'en' | 'zh';

const words = {
  no_base: {
    en: `This folder has no ${join(ownBase, 'flows.json')}, so nobody knows which flows are the program's. Copy ${ownBase} from where the folder was made, or make a new one: {init}`,
    zh: `目录里没有 ${join(ownBase, 'flows.json')}，分不清哪些流程来自程序。请从原目录把 ${ownBase} 复制过来，或新建一个：{init}`,
  },
  no_file: { en: 'There is no {file} in {flows}.', zh: '{flows} 里没有 {file}。' },
  no_flow: { en: 'The program has no flow "{name}".{meant}', zh: '程序里没有“{name}”这个流程。{meant}' },
  meant: { en: ' Did you mean "{name}"?', zh: '您是不是想写“{name}”？' },
  there: { en: 'You have {file} already.', zh: '{file} 已经有了。' },
} as const;

const filled = (key: keyof typeof words, lang: Lang, values: Record<string, string>): string =>
  words[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const fileOf = (name: string): string => (/\.ya?ml$/.test(name) ? name : `${name}.yaml`).replace(/^.*[\\/]/, '');

export interface UpdateWish {
  /** Files whose conflicts the merchant decides, and how. */
  mine: readonly string[];
  theirs: readonly string[];
  /** Names of flows to add; undefined: bring up those that are there. */
  take?: readonly string[];
}

/** Updates the flows as wished and prints the result; resolves to the exit code. */
export async function updateFlows({ mine, theirs, take }: UpdateWish, lang: Lang, say: (line: string) => void): Promise<number> {
  const options = bringUp(lang);
  const state = await readFolder(options.folder, options.flows);
  const refuse = (key: keyof typeof words, values: Record<string, string>): number => {
    say(filled(key, lang, values));
    return 1;
  };
  if (!state.kept) return refuse('no_base', { init: called('init', 'DIR') });
  const told = { lang, version: programVersion(), flows: flowsFolder() };
  if (take !== undefined) {
    const shipped = await shippedFlows();
    const files = take.map(fileOf);
    for (const file of files) {
      const name = file.replace(/\.ya?ml$/, '');
      const meant = nearest(
        name,
        [...shipped.keys()].map((one) => one.replace(/\.ya?ml$/, '')),
      );
      if (!shipped.has(file)) return refuse('no_flow', { name, meant: meant ? filled('meant', lang, { name: meant }) : '' });
      if (state.own.has(file)) return refuse('there', { file });
    }
    const done = await takeOver({ only: 'new', files }, options);
    for (const line of updateTold(done, told)) say(line);
    return done.refused.length > 0 ? 1 : 0;
  }
  const sides: [readonly string[], Side][] = [
    [mine, 'mine'],
    [theirs, 'theirs'],
  ];
  const prefer = new Map(sides.flatMap(([names, side]) => names.map((name) => [fileOf(name), side] as const)));
  for (const file of prefer.keys()) if (!state.own.has(file)) return refuse('no_file', { file, flows: told.flows });
  const done = await takeOver({ prefer }, options);
  for (const line of updateTold(done, told)) say(line);
  return done.refused.length > 0 || [...done.fates.values()].some(({ does }) => does === 'conflicts') ? 1 : 0;
}
