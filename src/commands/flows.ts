/** `npm run flows [-- DIR] [--fix] [--lang zh]`: checks the flows of a folder and plays the transcripts beside them. Exit code 1 when anything is wrong. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checked, loadConfig } from '../config/load.ts';
import { withPhrases } from '../config/phrases.ts';
import type { Config } from '../config/schema.ts';
import { dayIn } from '../engine/faq-dates.ts';
import { applyFixes, type FlowFile, problemLine } from '../engine/flow.ts';
import type { CallSpec, Problem } from '../engine/flow-tree.ts';
import { fileTrouble } from '../file-trouble.ts';
import { defaultConfigFile } from '../root.ts';
import { listFlowFiles, readFlowFile } from '../runtime/flow-folder.ts';
import { httpCalls } from '../runtime/http-call.ts';
import { rehearseFolder } from '../runtime/rehearse-folder.ts';
import { shopCalls } from '../shop/calls.ts';
import { categories } from '../shop/categories.ts';
import { prepareLanguages } from '../understanding/index.ts';
import { noData } from './no-data.ts';
import { FileFailed, troubleOf } from './trouble.ts';

const texts = {
  usage: {
    en: 'npm run flows [-- DIR] [--fix] [--lang zh]\nChecks the flows of DIR (./flows, or FLOWS_DIR) and plays their transcripts. --fix writes the repairs that are shown.',
    zh: 'npm run flows [-- 目录] [--fix] [--lang zh]\n检查目录（默认 ./flows 或 FLOWS_DIR）里的流程，并运行对话测试。--fix 会写入显示的修改建议。',
  },
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
  errors: { en: 'errors: {errors}, warnings: {warnings}', zh: '{errors} 个错误，{warnings} 个提醒' },
} as const;

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

interface Settings {
  dir: string;
  fix: boolean;
  lang: 'en' | 'zh';
}

function settingsOf(args: string[]): Settings | undefined {
  const system = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en';
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { fix: { type: 'boolean', default: false }, lang: { type: 'string' } },
    });
    if (positionals.length > 1 || (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en')) return undefined;
    return {
      dir: positionals[0] ?? (process.env.FLOWS_DIR || './flows'),
      fix: values.fix,
      lang: values.lang === 'zh' || values.lang === 'en' ? values.lang : system,
    };
  } catch {
    return undefined;
  }
}

/** The merchant's config, or the one that ships: languages, templates and the shop's facts belong to the checks. */
function shopConfig(): Checked<Config> {
  const file = process.env.CONFIG_FILE || defaultConfigFile;
  try {
    const loaded = loadConfig(readFileSync(file, 'utf8'), file);
    return loaded.ok ? withPhrases(loaded.value, file) : loaded;
  } catch (error) {
    if (!process.env.CONFIG_FILE) return loadConfig('', file);
    throw new FileFailed(file, error);
  }
}

async function filesOf(dir: string, kind: 'flows' | 'transcripts'): Promise<FlowFile[]> {
  const { files } = await listFlowFiles(dir, kind);
  return await Promise.all(files.map(async ({ name }) => ({ file: name, text: (await readFlowFile(dir, name)) ?? '' })));
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

async function main(args: string[]): Promise<number> {
  const settings = settingsOf(args);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!settings) {
    process.stderr.write(`${texts.usage.en}\n\n${texts.usage.zh}\n`);
    return 2;
  }
  const { dir, fix, lang } = settings;
  const config = shopConfig();
  if (!config.ok) {
    for (const problem of config.problems) say(problem);
    return 1;
  }
  const { shop, phrases, templates, http_calls } = config.value;
  const calls = new Map<string, CallSpec>([...shopCalls(noData(), shop), ...httpCalls(http_calls)].map((call) => [call.name, call]));
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
  await prepareLanguages(shop.langs);
  const context = {
    lang,
    langs: shop.langs,
    calls,
    today: dayIn(shop.zone, Date.now()),
    templates: { names: new Set(Object.keys(templates)), severity: 'warning' as const },
  };
  const tty = process.stdout.isTTY === true;
  let done = 0;
  const options = {
    lang,
    shop: {
      name: shop.name,
      currency: shop.currency,
      zone: shop.zone,
      langs: shop.langs,
      categories: categories.map(({ name }) => name),
      ...(phrases && { phrases }),
    },
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
  return errors > 0 || failed.length > 0 ? 1 : 0;
}

const args = process.argv.slice(2);
process.exitCode = await main(args).catch((error: unknown) => {
  process.stderr.write(`${troubleOf(error, settingsOf(args)?.lang ?? 'en')}\n`);
  return 1;
});
