/** `npm run understand -- "text" [--state menu] [--lang zh] [--dir DIR]`: what a message would mean to the flows of a folder, and why. */
import { parseArgs } from 'node:util';
import { called, usage } from '../command-table.ts';
import { variableValue } from '../config/variable-value.ts';
import { demoGoods } from '../demo-goods.ts';
import { checkFlows } from '../engine/flow.ts';
import { type State, states, type Understanding, understand } from '../engine/transcripts/understand.ts';
import { fileTrouble } from '../file-trouble.ts';
import { flowSet } from '../runtime/flow-set.ts';
import { systemLanguage } from '../system-language.ts';
import { checksFor, filesOf, shopConfig } from './flow-files.ts';
import { troubleOf } from './trouble.ts';

const words = {
  usage: { en: usage('understand', 'en'), zh: usage('understand', 'zh') },
  no_folder: { en: 'The folder {dir} cannot be read: {why}', zh: '无法读取目录 {dir}：{why}' },
  errors: { en: '{errors} errors in these files: {check}', zh: '流程文件里有 {errors} 个错误：{check}' },
  language: { en: 'language', zh: '语言' },
  unclear: { en: 'not clear', zh: '看不出来' },
  courtesies: { en: 'courtesies', zh: '客套' },
  part: { en: 'part', zh: '分句' },
  nothing: { en: 'near to nothing', zh: '没有相近的' },
  opts_out: { en: 'wants no more promotions', zh: '要退订' },
  person: { en: 'wants a person', zh: '要找人工' },
  command: { en: 'command', zh: '指令' },
  sure: { en: '{sure} and more: answered; {maybe} and more: asked back', zh: '{sure} 以上直接回答，{maybe} 以上会反问' },
  rule: { en: 'understood as', zh: '理解为' },
  would: { en: 'would', zh: '会' },
  say: { en: 'say', zh: '回复' },
  call: { en: 'ask the shop', zh: '查询' },
  handoff: { en: 'call a person', zh: '转人工' },
} as const;
type Lang = 'en' | 'zh';

const filled = (text: string, values: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

interface Settings {
  text: string;
  state: State;
  dir: string;
  lang: Lang;
  /** Of the customer, where it is said. */
  speaks?: Lang;
}

function settingsOf(args: string[]): Settings | undefined {
  const system: Lang = systemLanguage();
  try {
    const options = { state: { type: 'string', default: 'idle' }, lang: { type: 'string' }, dir: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const state = states.find((known) => known === values.state);
    const { lang } = values;
    if (!state || positionals.length === 0 || (lang !== undefined && lang !== 'zh' && lang !== 'en')) return undefined;
    const dir = values.dir ?? variableValue(process.env.FLOWS_DIR) ?? './flows';
    return { text: positionals.join(' '), state, dir, lang: lang ?? system, ...(lang && { speaks: lang }) };
  } catch {
    return undefined;
  }
}

/** The understanding as lines for a terminal. */
function shown(found: Understanding, lang: Lang): string[] {
  const word = (key: keyof typeof words): string => words[key][lang];
  const percent = (score: number): string => `${Math.round(score * 100)} %`.padStart(5);
  const lines = [`${word('language')}: ${found.language ?? word('unclear')}`];
  if (found.courtesies.length > 0) lines.push(`${word('courtesies')}: ${found.courtesies.join(', ')}`);
  if (found.command) lines.push(`${word('command')}: ${found.command}`);
  if (found.optsOut) lines.push(word('opts_out'));
  if (found.wantsPerson) lines.push(word('person'));
  for (const { text, candidates } of found.clauses) {
    lines.push(`${word('part')}: ${text}`);
    for (const { kind, id, title, score } of candidates) lines.push(`  ${percent(score)}  ${kind} ${id}${title === id ? '' : `: ${title}`}`);
    if (candidates.length === 0) lines.push(`  ${word('nothing')}`);
  }
  lines.push(`  (${filled(word('sure'), { sure: percent(found.sure).trim(), maybe: percent(found.maybe).trim() })})`);
  lines.push(`${word('rule')}: ${found.rule ?? '-'}${found.notes.length > 0 ? ` (${found.notes.join(', ')})` : ''}`);
  for (const done of found.would) {
    if ('say' in done) lines.push(`${word('would')} ${word('say')}: ${done.say}${done.choices ? `  [${done.choices.join('] [')}]` : ''}`);
    else if ('call' in done) lines.push(`${word('would')} ${word('call')}: ${done.call}`);
    else lines.push(`${word('would')} ${word('handoff')}: ${done.handoff}`);
  }
  return lines;
}

async function main(args: string[]): Promise<number> {
  const settings = settingsOf(args);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!settings) {
    process.stderr.write(`${words.usage.en}\n\n${words.usage.zh}\n`);
    return 2;
  }
  const { text, state, dir, lang, speaks } = settings;
  const config = shopConfig();
  if (!config.ok) {
    for (const problem of config.problems) say(problem);
    return 1;
  }
  const { context, shop } = await checksFor(config.value, lang, dir);
  const files = await filesOf(dir, 'flows').catch((error: unknown) => {
    say(filled(words.no_folder[lang], { dir, why: fileTrouble(error)?.[lang] ?? String(error) }));
    return undefined;
  });
  if (!files) return 1;
  const { flows, faqs, problems } = checkFlows(files, context);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) say(filled(words.errors[lang], { errors, check: called('flows') }));
  const set = flowSet({ flows, faqs, calls: context.calls, goods: demoGoods() });
  for (const line of shown(understand(set, text, { state, shop, ...(speaks && { lang: speaks }) }), lang)) say(line);
  return 0;
}

const args = process.argv.slice(2);
process.exitCode = await main(args).catch((error: unknown) => {
  process.stderr.write(`${troubleOf(error, settingsOf(args)?.lang ?? 'en')}\n`);
  return 1;
});
