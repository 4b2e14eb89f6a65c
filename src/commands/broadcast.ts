/** `npm run broadcast -- create FILE.yaml`, `preview`, `test`, `start`, `pause`, `resume`, `stop`, `report`: broadcasts of the running program. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage } from '../command-table.ts';
import { readEnvironment } from '../config/environment.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { readDraftFile } from '../marketing/content/draft-file.ts';
import { troubleOf, withFile } from '../own-folder/file-failed.ts';
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
  begins: { zh: '将在 {at} 开始', en: 'begins at {at}' },
  again: { zh: '失败的里面有 {again} 条会重试', en: '{again} of those that had failed are tried again' },
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

function say(key: keyof typeof texts, fill: Record<string, string | number> = {}): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

class Refused extends Error {}

const errorShape = z.object({ error: z.object({ message: z.string() }) });
const rowShape = z.object({ id: z.string(), name: z.string(), state: z.string(), start: z.number().optional(), again: z.number().optional() });
const listShape = z.object({ items: z.array(rowShape) });
const previewShape = z.object({
  count: z.number(),
  reachable: z.number(),
  byChannel: z.record(z.string(), z.number()),
  excluded: z.record(z.string(), z.number()),
  notes: z.array(z.object({ account: z.string(), en: z.string(), zh: z.string() })),
  examples: z.array(z.object({ contact: z.string(), name: z.string().optional(), channel: z.string(), shown: z.array(z.string()) })),
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
  const read = readDraftFile(await withFile(file, () => readFile(file, 'utf8')));
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

function shown(row: z.output<typeof rowShape>): string {
  const state = stateWords[row.state]?.[lang] ?? row.state;
  const words = [say('state', { name: row.name, state })];
  if (row.state === 'scheduled' && row.start !== undefined) words.push(say('begins', { at: new Date(row.start).toISOString() }));
  if (row.again) words.push(say('again', { again: row.again }));
  return words.join(lang === 'zh' ? '，' : ', ');
}

async function preview(id: string): Promise<number> {
  const found = previewShape.parse(await ask('POST', `/broadcasts/${encodeURIComponent(id)}/preview`));
  console.log(say('who', { count: found.count, reachable: found.reachable }));
  for (const [channel, count] of Object.entries(found.byChannel)) console.log(`  ${channel}  ${count}`);
  for (const [reason, count] of Object.entries(found.excluded)) console.log(`  ${say('leftOut')}: ${reason}  ${count}`);
  for (const note of found.notes) console.log(`  ${note.account}: ${note[lang]}`);
  for (const { contact, name, channel, shown: lines } of found.examples) {
    console.log(`\n${name ?? contact} · ${channel}`);
    for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n  ')}`);
  }
  return 0;
}

async function reportOf(id: string): Promise<Record<string, unknown>> {
  return reportShape.parse(await ask('GET', `/broadcasts/${encodeURIComponent(id)}/report`));
}

function reportLines(report: Record<string, unknown>): string[] {
  const lines = reportWords.map(([key, words]) => `${words[lang]}  ${report[key] ?? 'n/a'}`);
  for (const key of ['excluded', 'failed']) {
    for (const [reason, count] of Object.entries(reportShape.catch({}).parse(report[key])))
      lines.push(`${key === 'failed' ? (lang === 'zh' ? '失败' : 'failed') : say('leftOut')}: ${reason}  ${String(count)}`);
  }
  return lines;
}

/** Shows the progress until the broadcast rests or ends. */
async function watch(id: string): Promise<void> {
  for (let last = ''; ; ) {
    const report = await reportOf(id);
    const number = (key: string): number => (typeof report[key] === 'number' ? report[key] : 0);
    const total = number('sent') + number('pending') + number('unknown') + number('stopped');
    const done = total === 0 ? 0 : (total - number('pending')) / total;
    const state = typeof report.state === 'string' ? report.state : '';
    const line = `${stateWords[state]?.[lang] ?? state} ${total - number('pending')}/${total}`;
    if (process.stdout.isTTY) process.stdout.write(`\r[${'#'.repeat(Math.round(done * 30)).padEnd(30, '.')}] ${line}   `);
    else if (line !== last) console.log(line);
    last = line;
    if (state !== 'sending') break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (process.stdout.isTTY) process.stdout.write('\n');
}

async function act(what: string, id: string, body?: object): Promise<number> {
  const row = rowShape.parse(await ask('POST', `/broadcasts/${encodeURIComponent(id)}/${what}`, body ?? {}));
  console.log(shown(row));
  if ((what === 'start' || what === 'resume') && row.state === 'sending') await watch(id);
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
  if (what === 'start' || what === 'pause' || what === 'stop') return act(what, id);
  if (what === 'resume') return act(what, id, { only: (values.only ?? 'pending').split(',') });
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
  else if (error instanceof TypeError && 'code' in error) misused();
  else {
    const trouble = troubleOf(error, lang);
    if (trouble === undefined) throw error;
    console.error(trouble);
  }
  process.exitCode ||= 1;
}
