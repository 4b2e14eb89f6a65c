/** Texts on what was taken over from the program. */
import { join } from 'node:path';
import { called } from '../command-table.ts';
import { problemLine } from '../compiler/flow.ts';
import type { Conflict } from '../flow-folder/merge-text.ts';
import type { Fate } from './plan.ts';
import type { TakeOver } from './take-over.ts';

type Lang = 'en' | 'zh';

const words = {
  follows: { en: 'Flows that you had not changed are now as in version {version}: {files}', zh: '您没改过的流程已更新到 {version} 版：{files}' },
  added: { en: 'New flows that came along: {files}', zh: '一并加入的新流程：{files}' },
  waiting: {
    en: 'The program has news for flows that you changed: {files}. Bring them in: {update}',
    zh: '您改过的流程在新版程序里有更新：{files}。合并进来：{update}',
  },
  merged: {
    en: '{file}: {count} brought in from version {version}; what you changed stays.',
    zh: '{file}：已合入 {version} 版的 {count} 处改动，您的改动都保留。',
  },
  place: { en: '  line {line}: {text}', zh: '  第 {line} 行：{text}' },
  gone: { en: '(lines were removed here)', zh: '（这里删掉了几行）' },
  conflict: {
    en: '{file}:{line}: you changed these lines, and the program did too, in another way.',
    zh: '{file}:{line}: 这几行您改过，新版程序也改了，两边不一样。',
  },
  mine: { en: '  yours:', zh: '  您的：' },
  theirs: { en: '  the program’s:', zh: '  程序的：' },
  nothing: { en: '    (nothing)', zh: '    （没有内容）' },
  choose: {
    en: '{file} is as it was. Keep yours in these places and take the rest: {keep}\nTake the program’s in these places: {take}\nOr change the lines by hand and run it again.',
    zh: '{file} 没有改动。这几处保留您的、其余合入：{keep}\n这几处采用程序的：{take}\n也可以手动改好再运行一次。',
  },
  refused: { en: 'Nothing was written, because with it these flows would not load:', zh: '没有写入任何改动，因为合入后下面的流程会出错：' },
  orphaned: { en: '{file} is no longer part of the program; it stays in your folder as it is.', zh: '{file} 已不在程序里，仍按原样保留在您的目录中。' },
  new: { en: 'New in the program: {files}. Add what you like: {take}', zh: '程序新增的流程：{files}。需要的话添加：{take}' },
  even: { en: 'There is nothing to bring in: your flows are up to version {version}.', zh: '没有需要合入的改动，流程已是 {version} 版。' },
} as const;

const say = (key: keyof typeof words, lang: Lang, values: Record<string, string | number> = {}): string =>
  words[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

export interface ToldOptions {
  lang: Lang;
  /** Of the program. */
  version: string;
  /** The folder of the flows, as it is shown before their files. */
  flows: string;
}

const filesOf = ({ fates }: TakeOver, does: Fate['does']): string[] => [...fates].flatMap(([file, fate]) => (fate.does === does ? [file] : []));

function listed(files: readonly string[], lang: Lang): string {
  return files.join(lang === 'zh' ? '、' : ', ');
}

/** Returns the lines that a start prints: flows that follow the program by themselves, and those that wait for the merchant. */
export function followingTold(done: TakeOver, { lang, version, flows }: ToldOptions): string[] {
  const waiting = [...filesOf(done, 'merges'), ...filesOf(done, 'conflicts')];
  return [
    ...refusal(done, flows, lang),
    ...(done.refused.length === 0 ? cameTold(done, lang, version) : []),
    ...filesOf(done, 'orphaned').map((file) => say('orphaned', lang, { file })),
    ...(waiting.length > 0 ? [say('waiting', lang, { files: listed(waiting, lang), update: called('flows', '--update') })] : []),
  ];
}

function cameTold(done: TakeOver, lang: Lang, version: string): string[] {
  const follows = filesOf(done, 'follows');
  return [
    ...(follows.length > 0 ? [say('follows', lang, { version, files: listed(follows, lang) })] : []),
    ...(done.added.length > 0 ? [say('added', lang, { files: listed(done.added, lang) })] : []),
  ];
}

/** Returns the lines that `flows --update` and `flows --take` print. */
export function updateTold(done: TakeOver, options: ToldOptions): string[] {
  const { lang, version, flows } = options;
  if (done.refused.length > 0) return refusal(done, flows, lang);
  const lines = cameTold(done, lang, version);
  for (const [file, fate] of done.fates) {
    if (fate.does === 'merges') lines.push(...mergedTold(file, fate, options));
    else if (fate.does === 'conflicts') lines.push(...conflictsTold(file, fate.conflicts, options));
    else if (fate.does === 'orphaned') lines.push(say('orphaned', lang, { file }));
  }
  const fresh = filesOf(done, 'new').filter((file) => !done.added.includes(file));
  const names = fresh.map((file) => file.replace(/\.ya?ml$/, ''));
  if (lines.length === 0) lines.push(say('even', lang, { version }));
  if (names.length > 0) lines.push(say('new', lang, { files: listed(names, lang), take: called('flows', `--take ${names.join(',')}`) }));
  return lines;
}

function refusal({ refused }: TakeOver, flows: string, lang: Lang): string[] {
  if (refused.length === 0) return [];
  return [say('refused', lang), ...refused.map((problem) => problemLine({ ...problem, file: join(flows, problem.file) }))];
}

function mergedTold(file: string, { taken }: Extract<Fate, { does: 'merges' }>, { lang, version }: ToldOptions): string[] {
  const places = lang === 'en' ? `${taken.length} ${taken.length === 1 ? 'place' : 'places'}` : String(taken.length);
  const shown = taken.map(({ line, lines }) => say('place', lang, { line, text: lines.find((one) => one.trim() !== '')?.trim() ?? say('gone', lang) }));
  return [say('merged', lang, { file, version, count: places }), ...shown];
}

function conflictsTold(file: string, conflicts: readonly Conflict[], { lang, flows }: ToldOptions): string[] {
  const block = (lines: readonly string[]): string[] => (lines.length > 0 ? lines.map((line) => `    ${line}`) : [say('nothing', lang)]);
  return [
    ...conflicts.flatMap(({ line, mine, theirs }) => [
      say('conflict', lang, { file: join(flows, file), line }),
      say('mine', lang),
      ...block(mine),
      say('theirs', lang),
      ...block(theirs),
    ]),
    say('choose', lang, { file, keep: called('flows', `--update --mine ${file}`), take: called('flows', `--update --new ${file}`) }),
  ];
}
