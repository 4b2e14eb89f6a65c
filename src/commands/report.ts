/** `npm run report -- [NAME] [--from DAY] [--to DAY] [--by day|flow|channel|campaign] [--csv FILE] [--lang zh|en]`: what the program did for the shop. */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage } from '../command-table.ts';
import { readEnvironment } from '../config/environment.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { csvOf, isReportName, type ReportName, reportNames, tableOf } from './report-table.ts';
import { askProgram } from './running-program.ts';
import { drawTable } from './table.ts';

type Lang = 'en' | 'zh';

const texts = {
  unreachable: {
    zh: '连不上正在运行的程序。请先用 npm start 启动，并使用同样的 PORT、HOST、ADMIN_TOKEN。',
    en: 'The running program cannot be reached. Start it with npm start, with the same PORT, HOST and ADMIN_TOKEN.',
  },
  version: {
    zh: '正在运行的程序版本和这个命令不同，请重新启动程序。',
    en: 'The running program is of another version than this command: start it again.',
  },
  written: { zh: '已把 {count} 行写入 {file}', en: '{count} lines written to {file}' },
} as const;

const errorShape = z.object({ error: z.object({ message: z.string() }) });

async function main(args: string[]): Promise<number> {
  process.stdout.on('error', () => process.exit(0));
  let asked: { values: { from?: string; to?: string; by?: string; csv?: string; lang?: string }; positionals: string[] };
  const option = { type: 'string' } as const;
  try {
    asked = parseArgs({ args, allowPositionals: true, options: { from: option, to: option, by: option, csv: option, lang: option } });
  } catch {
    return misused(systemLanguage());
  }
  const { values, positionals } = asked;
  const lang: Lang = values.lang === 'zh' || values.lang === 'en' ? values.lang : systemLanguage();
  const name = positionals[0] ?? 'overview';
  if (positionals.length > 1 || !isReportName(name) || (values.lang !== undefined && values.lang !== lang)) return misused(lang);
  const say = (key: keyof typeof texts, fill: Record<string, string | number> = {}): string =>
    texts[key][lang].replace(/\{(\w+)\}/g, (_, word: string) => String(fill[word] ?? ''));
  const environment = readEnvironment(process.env);
  if (!environment.ok) {
    for (const problem of environment.problems) console.error(problem);
    return 1;
  }
  try {
    const pages = await read(environment.value, name, values);
    if (!pages.ok) {
      console.error(pages.why ?? say('unreachable'));
      return 1;
    }
    const table = tableOf(name, pages.bodies, lang, values.by);
    if (!table) {
      console.error(say('version'));
      return 1;
    }
    const { csv } = values;
    if (csv !== undefined) {
      const lines = csvOf(table);
      const handle = await withFile(csv, () => open(csv, 'w'));
      try {
        await handle.write(lines.join(''));
      } finally {
        await handle.close();
      }
      console.log(say('written', { count: lines.length - 1, file: csv }));
      return 0;
    }
    for (const line of drawTable(table, { isTerminal: process.stdout.isTTY === true, width: process.stdout.columns ?? 80 })) console.log(line);
    return 0;
  } catch (error) {
    console.error(troubleOf(error, lang));
    return 1;
  }
}

function misused(lang: Lang): number {
  console.error(usage('report', lang));
  return 2;
}

type Read = { ok: true; bodies: unknown[] } | { ok: false; why?: string };
/** Pages of orders at most: a file of more is no report any more. */
const mostPages = 500;

async function read(
  program: Parameters<typeof askProgram>[0],
  name: ReportName,
  { from, to, by, csv }: { from?: string; to?: string; by?: string; csv?: string },
): Promise<Read> {
  const bodies: unknown[] = [];
  for (let cursor: string | undefined; bodies.length < mostPages; ) {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries({ from, to, by, cursor, ...(reportNames[name] === 'pages' && { limit: csv === undefined ? '20' : '200' }) }))
      if (value !== undefined) query.set(key, value);
    const asked = await askProgram(program, 'GET', `/reports/${name}?${query}`);
    if (!asked.ok) return { ok: false };
    if (asked.status >= 400) {
      const told = errorShape.safeParse(asked.body);
      return { ok: false, why: told.success ? told.data.error.message : JSON.stringify(asked.body) };
    }
    bodies.push(asked.body);
    cursor = z.object({ next: z.string().optional() }).catch({}).parse(asked.body).next;
    if (cursor === undefined || csv === undefined || reportNames[name] !== 'pages') break;
  }
  return { ok: true, bodies };
}

process.exitCode = await main(process.argv.slice(2));
