/** `npm run broadcast -- create FILE.yaml`, `preview`, `test`, `start`, `pause`, `resume`, `retry`, `stop`, `report`: broadcasts of the running program. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage } from '../command-table.ts';
import { readEnvironment } from '../config/environment.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { longest, readDraftFile, tooLarge } from '../marketing/content/draft-file.ts';
import { reasonText } from '../marketing/report/recipient-lists.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
import { showMoney } from '../text/money.ts';
import { askProgram } from './running-program.ts';

type Lang = 'en' | 'zh';
const lang: Lang = systemLanguage();

const texts = {
  unreachable: {
    zh: '连不上正在运行的程序。请先用 npm start 启动，并使用同样的 PORT、HOST、ADMIN_TOKEN。',
    en: 'The running program cannot be reached. Start it with npm start, with the same PORT, HOST and ADMIN_TOKEN.',
  },
  none: { zh: '还没有群发。', en: 'There are no broadcasts yet.' },
  who: { zh: '符合条件 {count} 人，其中能收到 {reachable} 人', en: '{count} people fit, {reachable} of them would get it' },
  leftOut: { zh: '收不到', en: 'left out' },
  state: { zh: '“{name}”：{state}', en: '"{name}": {state}' },
  onChannel: { zh: '在 {channel} 上的样子：', en: 'on {channel} it would look like this:' },
  deleted: { zh: '已删除', en: 'Deleted' },
  goesOn: {
    zh: '其余的稍后发送（免打扰时间、每天人数或版本比较）。进度：npm run broadcast -- report {id}',
    en: 'The others follow later (quiet hours, people a day, or a test of texts). How far it is: npm run broadcast -- report {id}',
  },
  version: {
    zh: '正在运行的程序版本和这个命令不同，请重新启动程序。',
    en: 'The running program is of another version than this command: start it again.',
  },
  later: { zh: '其中 {later} 人因免打扰时间稍后收到', en: '{later} of them get it later, after quiet hours' },
  cost: { zh: '预计花费 {sum}', en: 'it would cost {sum}' },
  begins: { zh: '将在 {at} 开始', en: 'begins at {at}' },
  beginsThere: { zh: '按每位顾客当地的 {wall} 发送，最早的在 {at}', en: 'goes out at {wall} of each customer, the first at {at}' },
  beginsHere: { zh: '将在店铺时间 {wall} 开始（{at}）', en: 'begins at {wall} of the shop ({at})' },
  next: { zh: '接下来：{times}（{zone}）', en: 'next: {times} ({zone})' },
  customerZone: { zh: '按每位顾客的当地时间', en: "each customer's time" },
  occurrence: { zh: '{of} 的第 {n} 次', en: 'no. {n} of {of}' },
  again: { zh: '失败的里面有 {again} 条会重试', en: '{again} of those that had failed are tried again' },
  variant: { zh: '版本', en: 'text' },
  revenue: { zh: '销售额', en: 'revenue' },
  written: { zh: '已把 {count} 行写入 {file}', en: '{count} lines written to {file}' },
  testSent: { zh: '已发给 {address} 试看', en: 'Sent to {address} for a look' },
} as const;

const stateWords: Record<string, Record<Lang, string>> = {
  draft: { zh: '草稿', en: 'draft' },
  scheduled: { zh: '已定时', en: 'scheduled' },
  sending: { zh: '发送中', en: 'sending' },
  paused: { zh: '已暂停', en: 'paused' },
  awaiting_staff: { zh: '等待员工确认', en: 'awaiting staff' },
  stopped: { zh: '已停止', en: 'stopped' },
  completed: { zh: '已完成', en: 'completed' },
};

const reportWords: readonly [string, Record<Lang, string>][] = [
  ['planned', { zh: '符合条件', en: 'planned' }],
  ['pending', { zh: '待发', en: 'pending' }],
  ['sent', { zh: '已发', en: 'sent' }],
  ['delivered', { zh: '送达', en: 'delivered' }],
  ['read', { zh: '已读', en: 'read' }],
  ['replied', { zh: '回复', en: 'replied' }],
  ['clicked', { zh: '点击', en: 'clicked' }],
  ['ordered', { zh: '下单', en: 'ordered' }],
  ['opted_out', { zh: '退订', en: 'opted out' }],
  ['unknown', { zh: '不确定是否送达', en: 'not known whether it arrived' }],
  ['stopped', { zh: '停止后未发', en: 'not sent, as it was stopped' }],
];

const moneyWords: readonly [string, Record<Lang, string>][] = [
  ['revenue', { zh: '销售额', en: 'revenue' }],
  ['cost', { zh: '花费', en: 'cost' }],
];

function say(key: keyof typeof texts, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

class Refused extends Error {}

const errorShape = z.object({ error: z.object({ message: z.string() }) });
const nextShape = z.array(z.object({ wall: z.string(), zone: z.string() })).optional();
const rowShape = z.object({
  draft: z.object({ at: z.string().optional(), zone: z.string().optional() }).optional(),
  id: z.string(),
  name: z.string(),
  state: z.string(),
  start: z.number().optional(),
  again: z.number().optional(),
  next: nextShape,
  series: z.object({ of: z.string(), n: z.number() }).optional(),
});
const listShape = z.object({ items: z.array(rowShape) });
const moneyShape = z.object({ amount: z.number(), currency: z.string() });
const previewShape = z.object({
  count: z.number(),
  reachable: z.number(),
  byChannel: z.record(z.string(), z.number()),
  later: z.number(),
  forms: z.record(z.string(), z.array(z.string())),
  excluded: z.record(z.string(), z.number()),
  cost: z.object({ sums: z.array(moneyShape), unknown: z.record(z.string(), z.number()) }),
  warnings: z.array(z.object({ account: z.string().optional(), en: z.string(), zh: z.string() })),
  next: nextShape,
  examples: z.array(
    z.object({ contact: z.string(), name: z.string().optional(), channel: z.string(), variant: z.string().optional(), shown: z.array(z.string()) }),
  ),
});
const reportShape = z.record(z.string(), z.unknown());

const environment = readEnvironment(process.env);

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  if (!environment.ok) throw new Refused(environment.problems.join('\n'));
  const asked = await askProgram(environment.value, method, path, body);
  if (!asked.ok) throw new Refused(say('unreachable'));
  if (asked.status < 400) return asked.body;
  const told = errorShape.safeParse(asked.body);
  throw new Refused(told.success ? told.data.error.message : JSON.stringify(asked.body));
}

/** The words in the language of the system, where a message has both. */
const inLang = (message: string): string => {
  const [en, zh] = message.split(' / ');
  return (lang === 'zh' ? zh : en) ?? message;
};

async function create(file: string): Promise<number> {
  const { size } = await withFile(file, () => stat(file));
  const read = size > longest ? tooLarge(lang) : readDraftFile(await withFile(file, () => readFile(file)), lang);
  if (!read.ok) {
    console.error(`${file}:${read.line}:${read.column}: ${read.reason}`);
    return 1;
  }
  try {
    const row = rowShape.parse(await ask('POST', '/broadcasts', z.object({}).catchall(z.unknown()).catch({}).parse(read.value)));
    console.log(row.id);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const line of error.message.split('\n')) {
      const [, field, , message] = /^([\w.-]*)(:\d+)?: (.*)$/.exec(line) ?? [];
      const place = read.placeOf(field ?? '');
      console.error(message === undefined ? inLang(line) : `${file}:${place.line}:${place.column}: ${field}: ${inLang(message)}`);
    }
    return 1;
  }
}

/** The next times of one that comes again, by the clock of the shop or of each customer. */
function comingTimes(next: NonNullable<z.output<typeof nextShape>>): string {
  const zone = next[0]?.zone ?? '';
  return say('next', { times: next.map(({ wall }) => wall).join(lang === 'zh' ? '、' : ', '), zone: zone === 'customer' ? say('customerZone') : zone });
}

function shown(row: z.output<typeof rowShape>): string {
  const state = stateWords[row.state]?.[lang] ?? row.state;
  const words = [say('state', { name: row.name, state })];
  if (row.series) words.push(say('occurrence', row.series));
  if (row.next) words.push(comingTimes(row.next));
  else if (row.state === 'scheduled' && row.start !== undefined) {
    const at = new Date(row.start).toISOString();
    const { at: wall, zone } = row.draft ?? {};
    words.push(wall === undefined ? say('begins', { at }) : say(zone === 'customer' ? 'beginsThere' : 'beginsHere', { wall, at }));
  }
  if (row.again) words.push(say('again', { again: row.again }));
  return words.join(lang === 'zh' ? '，' : ', ');
}

/** A reason of the API, `missing_variable: name`, in words. */
function inWords(reason: string): string {
  const [code = '', ...detail] = reason.split(': ');
  const words = reasonText(code, lang).replace(/[.。]$/, '');
  return detail.length > 0 ? `${words} (${detail.join(': ')})` : words;
}

const moneys = (sums: readonly z.output<typeof moneyShape>[]): string => sums.map((sum) => showMoney(sum, lang, sum.currency)).join(' + ');

async function preview(id: string): Promise<number> {
  const found = previewShape.parse(await ask('POST', `/broadcasts/${encodeURIComponent(id)}/preview`));
  console.log(say('who', { count: found.count, reachable: found.reachable }));
  for (const [channel, count] of Object.entries(found.byChannel)) console.log(`  ${channel}  ${count}`);
  for (const [reason, count] of Object.entries(found.excluded)) console.log(`  ${say('leftOut')}: ${inWords(reason)}  ${count}`);
  if (found.later > 0) console.log(say('later', { later: found.later }));
  const costs = found.cost.sums.filter(({ amount }) => amount > 0);
  if (costs.length > 0) console.log(say('cost', { sum: moneys(costs) }));
  for (const warning of found.warnings) console.log(`! ${warning.account === undefined ? '' : `${warning.account}: `}${warning[lang]}`);
  if (found.next) console.log(comingTimes(found.next));
  for (const { contact, name, channel, variant, shown: lines } of found.examples) {
    console.log(`\n${[name ?? contact, channel, variant].filter(Boolean).join(' · ')}`);
    for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n  ')}`);
  }
  const seen = new Set(found.examples.map(({ channel }) => channel));
  for (const [channel, lines] of Object.entries(found.forms)) {
    if (seen.has(channel)) continue;
    console.log(`\n${say('onChannel', { channel })}`);
    for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n  ')}`);
  }
  return 0;
}

async function reportOf(id: string): Promise<Record<string, unknown>> {
  return reportShape.parse(await ask('GET', `/broadcasts/${encodeURIComponent(id)}/report`));
}

const variantColumns = ['planned', 'sent', 'delivered', 'read', 'replied', 'clicked', 'ordered'] as const;
const number = z.number().nullable();
const variantShape = z.object({
  variant: z.string(),
  won: z.boolean(),
  planned: number,
  sent: number,
  delivered: number,
  read: number,
  replied: number,
  clicked: number,
  ordered: number,
  revenue: z.array(z.object({ amount: z.number(), currency: z.string() })),
});

/** A table of the texts that were tried, one line each; `*` stands at the one that went to the others. */
function variantLines(variants: readonly z.output<typeof variantShape>[]): string[] {
  if (variants.length === 0) return [];
  const title = (key: string): string => reportWords.find(([name]) => name === key)?.[1][lang] ?? key;
  const head = [say('variant'), ...variantColumns.map(title), say('revenue')];
  const rows = variants.map(({ variant, won, revenue, ...counts }) => [
    won ? `${variant} *` : variant,
    ...variantColumns.map((key) => String(counts[key] ?? 'n/a')),
    revenue.map((money) => showMoney(money, lang)).join(' + ') || '0',
  ]);
  const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffe6]/u.test(sign) ? 2 : 1), 0);
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((row) => wide(row[n] ?? ''))));
  return [
    '',
    ...[head, ...rows].map((row) =>
      row
        .map((cell, n) => cell + ' '.repeat((widths[n] ?? 0) - wide(cell)))
        .join('  ')
        .trimEnd(),
    ),
  ];
}

function reportLines(report: Record<string, unknown>): string[] {
  const lines = reportWords.map(([key, words]) => `${words[lang]}  ${report[key] ?? 'n/a'}`);
  for (const [key, words] of moneyWords) {
    const sums = z.array(moneyShape).catch([]).parse(report[key]);
    if (sums.length > 0) lines.push(`${words[lang]}  ${moneys(sums)}`);
  }
  for (const key of ['excluded', 'failed']) {
    for (const [reason, count] of Object.entries(reportShape.catch({}).parse(report[key])))
      lines.push(`${key === 'failed' ? (lang === 'zh' ? '失败' : 'failed') : say('leftOut')}: ${inWords(reason)}  ${String(count)}`);
  }
  return [...lines, ...variantLines(z.array(variantShape).catch([]).parse(report.variants))];
}

/** Shows the progress until the broadcast rests or ends. */
async function watch(id: string): Promise<void> {
  let movedAt = Date.now();
  for (let last = ''; ; ) {
    const report = await reportOf(id);
    const number = (key: string): number => (typeof report[key] === 'number' ? report[key] : 0);
    const total = number('sent') + number('pending') + number('unknown') + number('stopped');
    const done = total === 0 ? 0 : (total - number('pending')) / total;
    const state = typeof report.state === 'string' ? report.state : '';
    const line = `${stateWords[state]?.[lang] ?? state} ${total - number('pending')}/${total}`;
    if (process.stdout.isTTY) process.stdout.write(`\r[${'#'.repeat(Math.round(done * 30)).padEnd(30, '.')}] ${line}   `);
    else if (line !== last) console.log(line);
    if (line !== last) movedAt = Date.now();
    last = line;
    if (state !== 'sending') break;
    // Quiet hours, a ration or a test of two texts may take hours: a script is not held up by them.
    if (!process.stdout.isTTY && Date.now() - movedAt > 60_000) {
      console.log(say('goesOn', { id }));
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (process.stdout.isTTY) process.stdout.write('\n');
}

async function act(what: string, id: string, body?: object): Promise<number> {
  const row = rowShape.parse(await ask('POST', `/broadcasts/${encodeURIComponent(id)}/${what}`, body ?? {}));
  console.log(shown(row));
  if ((what === 'start' || what === 'resume' || what === 'retry') && row.state === 'sending') await watch(id);
  return 0;
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, json: { type: 'boolean' } } });
  const [what, id, address] = positionals;
  if (what === 'list' && id === undefined) {
    const { items } = listShape.parse(await ask('GET', '/broadcasts?limit=50'));
    if (items.length === 0) console.log(say('none'));
    for (const row of items) console.log(`${row.id}  ${shown(row)}`);
    return 0;
  }
  if (id === undefined) return misused();
  if (what === 'create') return create(id);
  if (what === 'preview') return preview(id);
  if (what === 'test' && address !== undefined) {
    await ask('POST', `/broadcasts/${encodeURIComponent(id)}/test`, { address });
    console.log(say('testSent', { address }));
    return 0;
  }
  if (what === 'start' || what === 'pause' || what === 'retry' || what === 'stop') return act(what, id);
  if (what === 'resume') return act(what, id, { only: (values.only ?? 'pending').split(',') });
  if (what === 'delete' && address === undefined) {
    await ask('DELETE', `/broadcasts/${encodeURIComponent(id)}`);
    console.log(say('deleted'));
    return 0;
  }
  if (what === 'not-sent' && address !== undefined) {
    const { csv } = z.object({ csv: z.string() }).parse(await ask('GET', `/broadcasts/${encodeURIComponent(id)}/unsent?lang=${lang}`));
    await withFile(address, () => writeFile(address, csv, { mode: 0o600 }));
    console.log(say('written', { file: address, count: Math.max(0, csv.split('\r\n').length - 2) }));
    return 0;
  }
  if (what === 'report') {
    const report = await reportOf(id);
    if (values.json) console.log(JSON.stringify(report));
    else for (const line of reportLines(report)) console.log(line);
    return 0;
  }
  return misused();
}

function misused(): number {
  console.error(usage('broadcast', lang));
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof Refused) console.error(inLang(error.message));
  else if (error instanceof z.ZodError) console.error(say('version'));
  else if (error instanceof TypeError && 'code' in error) misused();
  else {
    const trouble = troubleOf(error, lang);
    if (trouble === undefined) throw error;
    console.error(trouble);
  }
  process.exitCode ||= 1;
}
