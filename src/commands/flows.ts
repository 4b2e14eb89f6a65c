/** `npm run flows [-- DIR] [--fix] [--lang zh]`: checks the flows of a folder and plays the transcripts beside them. Exit code 1 when anything is wrong. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { called, usage } from '../command-table.ts';
import { applyFixes, checkFlows, type FlowFile, type LoadContext, problemLine } from '../compiler/flow.ts';
import { loadConfig } from '../config/load.ts';
import { variableValue } from '../config/variable-value.ts';
import { demoGoods } from '../demo/demo-goods.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { atOnce } from '../event-loop/slices.ts';
import { asked } from '../flow-folder/flow-set.ts';
import { rehearseFolder } from '../flow-folder/rehearse-folder.ts';
import { shippedNames } from '../flow-folder/shipped-names.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import { fileTrouble } from '../machine/file-trouble.ts';
import { root } from '../machine/root.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { followProgram } from '../own-folder/bring-up.ts';
import { troubleOf } from '../own-folder/file-failed.ts';
import { checksFor, filesOf, shopConfig } from '../own-folder/flow-checks.ts';
import { isOwnFolder, ownConfigFile } from '../own-folder/own-folder.ts';
import { type Played, playShipped } from '../own-folder/shipped-conversations.ts';
import { readFolder, shippedTranscripts } from '../own-folder/stored.ts';
import { findingConfusions, maybe, sure } from '../understanding/index.ts';
import { answering } from './answering.ts';
import { flowList } from './flow-list.ts';
import { type UpdateWish, updateFlows } from './update-flows.ts';

const texts = {
  usage: { en: usage('flows', 'en'), zh: usage('flows', 'zh') },
  no_folder: { en: 'The folder {dir} cannot be read: {why}', zh: '无法读取目录 {dir}：{why}' },
  empty: { en: 'There are no flows in {dir}.', zh: '{dir} 里没有流程文件。' },
  fixed: { en: '{file}: {count} repaired', zh: '{file}：已修改 {count} 处' },
  failed: { en: 'failed: {name}', zh: '未通过：{name}' },
  warning: { en: 'warning: ', zh: '提醒：' },
  summary: {
    en: '{flows} flows, {entries} FAQ entries, {passed} transcripts passed, {failed} failed',
    zh: '{flows} 个流程，{entries} 条常见问题，{passed} 个对话测试通过，{failed} 个未通过',
  },
  skipped: { en: ', {skipped} skipped because of these errors', zh: '，{skipped} 个因上述错误没有运行' },
  taken: {
    en: '“{phrase}” of {own} would be answered by {other} ({score} %), were it not written there',
    zh: '{own} 的“{phrase}”，要不是写在那里，会由 {other} 回答（{score} %）',
  },
  lone: {
    en: '“{phrase}” of {own} is near to nothing else there: customers who ask in other words will not get it',
    zh: '{own} 的“{phrase}”和其他问法都不像，顾客换个说法就找不到了',
  },
  further: {
    en: 'and {count} more, less likely ones. All of them: {all}',
    zh: '另有 {count} 处，抢的可能更小。全部列出：{all}',
  },
  no_confusions: { en: 'No entry takes the question of another.', zh: '没有条目会抢别的条目的问题。' },
  otherwise: {
    en: 'Of the {all} conversations that come with the program, {count} go otherwise with your changes. They are shown by {shipped}',
    zh: '程序自带的 {all} 个对话里，有 {count} 个因您的改动而不一样了。逐条查看：{shipped}',
  },
  as_meant: {
    en: 'The {all} conversations that come with the program and concern flows that you did not change go as they did.',
    zh: '程序自带的 {all} 个对话（未改动的流程）都和原来一样。',
  },
  own_only: { en: '--shipped, --update and --take belong into a folder of your own: {init}', zh: '--shipped、--update、--take 要在自己的店铺目录里用：{init}' },
  not_own: {
    en: 'These transcripts are the program’s own. For flows of your own make a folder of your own: {init}',
    zh: '这些是程序自带的对话测试。要改成自己的流程，请先建自己的店铺目录：{init}',
  },
  errors: { en: 'errors: {errors}, warnings: {warnings}', zh: '{errors} 个错误，{warnings} 个提醒' },
} as const;

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

interface Settings {
  dir: string;
  /** Instead of checking: list them. */
  list: boolean;
  fix: boolean;
  confusions: boolean;
  /** All of them, not the likeliest alone. */
  all: boolean;
  /** Show the conversations of the program that go otherwise. */
  shipped: boolean;
  /** Instead of checking: bring in what the program has. */
  update?: UpdateWish;
  lang: 'en' | 'zh';
}

function settingsOf(args: string[]): Settings | undefined {
  const system = systemLanguage();
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ fix: { type: 'boolean', default: false }, confusions: { type: 'boolean', default: false }, shipped: { type: 'boolean', default: false } },
        ...{ all: { type: 'boolean', default: false }, update: { type: 'boolean', default: false }, take: { type: 'string' } },
        ...{ mine: { type: 'string', multiple: true, default: [] }, new: { type: 'string', multiple: true, default: [] } },
        lang: { type: 'string' },
      },
    });
    const named = (words: readonly string[]): string[] => words.flatMap((word) => word.split(/[,，\s]+/)).filter((word) => word !== '');
    const { take } = values;
    if (values.all && !values.confusions) return undefined;
    if (!values.update && values.mine.length + values.new.length > 0) return undefined;
    const list = positionals[0] === 'list';
    if (list) positionals.shift();
    if (positionals.length > 1 || (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en')) return undefined;
    return {
      list,
      dir: positionals[0] ?? variableValue(process.env.FLOWS_DIR) ?? './flows',
      fix: values.fix,
      confusions: values.confusions,
      all: values.all,
      shipped: values.shipped,
      ...(values.update || take !== undefined
        ? { update: { mine: named(values.mine), theirs: named(values.new), ...(take === undefined ? {} : { take: named([take]) }) } }
        : {}),
      lang: values.lang === 'zh' || values.lang === 'en' ? values.lang : system,
    };
  } catch {
    return undefined;
  }
}

function repair(dir: string, files: readonly FlowFile[], problems: readonly Problem[], say: (line: string) => void, lang: 'en' | 'zh'): boolean {
  let repaired = false;
  for (const { file, text } of files) {
    const mine = problems.filter((problem) => problem.file === file && problem.fix);
    const fixed = applyFixes(text, mine);
    if (fixed === text) continue;
    writeFileSync(join(dir, file), fixed);
    say(filled(texts.fixed[lang], { file, count: mine.length }));
    repaired = true;
  }
  return repaired;
}

/** Number of confusions that are shown by default. */
const mostShown = 20;

/** Returns the phrases that entries and flows take from each other, a line each, the likeliest first. Answers that this shop never gives are left out. */
function confusionsIn(files: readonly FlowFile[], context: LoadContext, shop: Partial<ShopFacts>, isAll: boolean, lang: 'en' | 'zh'): string[] {
  const { flows, faqs: written } = checkFlows(files, context);
  const faqs = answering(written, shop);
  const titles = new Map(faqs.flatMap(({ name, entries }) => entries.map(({ id, q }) => [id, `${name}: ${q[0] ?? id}`] as const)));
  const titled = (id: string): string => titles.get(id) ?? id;
  const found = atOnce(findingConfusions(asked({ flows, faqs }), { sure, maybe }));
  if (found.length === 0) return [texts.no_confusions[lang]];
  const shown = isAll ? found : found.slice(0, mostShown);
  const lines = shown.map(({ id, phrase, taken }) =>
    taken
      ? filled(texts.taken[lang], { phrase, own: titled(id), other: titled(taken.id), score: Math.round(taken.score * 100) })
      : filled(texts.lone[lang], { phrase, own: titled(id) }),
  );
  if (shown.length < found.length) lines.push(filled(texts.further[lang], { count: found.length - shown.length, all: called('flows', '--confusions --all') }));
  return lines;
}

/** Plays the program's own conversations against the folder and returns what goes differently; undefined where the program did not make the folder. */
async function conversations(dir: string, lang: 'en' | 'zh'): Promise<Played | undefined> {
  if (!isOwnFolder('.')) return undefined;
  const [folder, transcripts] = [await readFolder('.', dir), await shippedTranscripts()];
  // They are about the shop that ships.
  const demo = loadConfig('', ownConfigFile);
  if (!folder.kept || !demo.ok) return undefined;
  const { context, shop } = await checksFor(demo.value, lang, dir);
  return playShipped(folder, transcripts, context, { lang, shop });
}

function conversationsTold({ same, otherwise }: Played, isShown: boolean, lang: 'en' | 'zh'): string[] {
  const all = same + otherwise.length;
  if (otherwise.length === 0) return isShown ? [filled(texts.as_meant[lang], { all })] : [];
  const lines = isShown
    ? otherwise.flatMap(({ name, problem }) => (problem ? [problemLine({ ...problem, file: join(root, 'flows', problem.file) }), `  ${name}`] : []))
    : [];
  return [...lines, filled(texts.otherwise[lang], { all, count: otherwise.length, shipped: called('flows', '--shipped') })];
}

async function main(args: string[]): Promise<number> {
  const settings = settingsOf(args);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!settings) {
    process.stderr.write(`${texts.usage.en}\n\n${texts.usage.zh}\n`);
    return 2;
  }
  const { dir, fix, confusions, all, shipped, update, lang } = settings;
  if (!isOwnFolder('.') && (shipped || update)) {
    say(filled(texts.own_only[lang], { init: called('init', '../my-shop') }));
    return 2;
  }
  if (update) return updateFlows(update, lang, say);
  if (isOwnFolder('.')) for (const line of await followProgram(lang)) process.stderr.write(`${line}\n`);
  const config = shopConfig();
  if (!config.ok) {
    for (const problem of config.problems) say(problem);
    return 1;
  }
  let files: FlowFile[];
  let transcripts: FlowFile[];
  try {
    [files, transcripts] = await Promise.all([filesOf(dir, 'flows'), filesOf(dir, 'transcripts')]);
  } catch (error) {
    say(filled(texts.no_folder[lang], { dir, why: fileTrouble(error)?.[lang] ?? String(error) }));
    return 1;
  }
  if (files.length === 0) {
    say(filled(texts.empty[lang], { dir }));
    return 1;
  }
  const { context, shop } = await checksFor(config.value, lang, dir);
  if (settings.list) {
    for (const line of flowList(files, context, config.value.flows.use, await shippedNames(), lang)) say(line);
    return 0;
  }
  const tty = process.stdout.isTTY === true;
  let done = 0;
  const options = {
    lang,
    shop,
    goods: demoGoods(),
    played: () => {
      done++;
      if (tty) process.stdout.write(`\r${done} `);
    },
  };
  let result = rehearseFolder(files, transcripts, context, options);
  if (tty) process.stdout.write('\r');
  // A repair can bring the next problem to light; each round is shown.
  for (let round = 0; fix && round < 5 && repair(dir, files, result.problems, say, lang); round++) {
    files = await filesOf(dir, 'flows');
    result = rehearseFolder(files, transcripts, context, options);
  }
  const at = (problem: Problem): Problem => ({ ...problem, file: join(dir, problem.file) });
  for (const problem of result.problems)
    say(problemLine(at(problem.severity === 'warning' ? { ...problem, message: texts.warning[lang] + problem.message } : problem)));
  const failed = result.cases.filter(({ passed }) => !passed);
  for (const { name, problem } of failed) if (problem) say(`${problemLine(at(problem))}\n  ${filled(texts.failed[lang], { name })}`);
  const errors = result.problems.filter(({ severity }) => severity === 'error').length;
  if (result.problems.length > 0) say(filled(texts.errors[lang], { errors, warnings: result.problems.length - errors }));
  const counts = { flows: result.flows, entries: result.entries, passed: result.cases.length - failed.length, failed: failed.length, skipped: result.skipped };
  say(filled(texts.summary[lang] + (result.skipped > 0 ? texts.skipped[lang] : ''), counts));
  if (failed.length > 0 && resolve(dir) === join(root, 'flows')) say(filled(texts.not_own[lang], { init: 'npx zhanggui init ../my-shop' }));
  const played = errors > 0 ? undefined : await conversations(dir, lang);
  if (played) for (const line of conversationsTold(played, shipped, lang)) say(line);
  if (confusions) for (const line of confusionsIn(files, context, shop, all, lang)) say(line);
  return errors > 0 || failed.length > 0 ? 1 : 0;
}

const args = process.argv.slice(2);
process.exitCode = await main(args).catch((error: unknown) => {
  process.stderr.write(`${troubleOf(error, settingsOf(args)?.lang ?? 'en')}\n`);
  return 1;
});
