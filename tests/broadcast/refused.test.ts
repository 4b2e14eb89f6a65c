/** What is wrong with a broadcast is refused before a single send, by the API and by the command, in both languages: what, where, and what to do. Nothing is kept of it. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { loadConfig } from '../../src/config/load.ts';
import { configSchema } from '../../src/config/schema.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { contacts } from '../../src/store/collections.ts';
import { freshFolder, type Program, startProgram, token } from '../e2e/program.ts';
import { quiet } from '../runtime/desk.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';

let api: BotApi;
let program: Program;
const folder = freshFolder();
const dataDir = join(folder.path, 'data');

beforeAll(async () => {
  api = await startBotApi();
  mkdirSync(dataDir, { recursive: true });
  const store = await openStore({ dataDir, now: Date.now, log: quiet });
  const row = { ...newContact('telegram:main:1', Date.now()), name: 'Ann', consent: { marketing: true } };
  await store.collection(contacts).insert(row);
  await store.close();
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'shop: { langs: [en, zh] }\n');
  program = await startProgram(dataDir, { CONFIG_FILE: config, TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url });
}, 120_000);
afterAll(async () => {
  // Nothing of all this was kept, and nobody got anything.
  const { body } = await program.api('/broadcasts');
  expect((body as { items: object[] }).items).toEqual([]);
  expect(api.messages).toEqual([]);
  await program.end('SIGKILL');
  await api.close();
  folder.clean();
});

const hi = 'content: { text: Hi }';
const all = 'name: Sale\nwhere: everyone\n';

/** The file as it is written, where the problem is, and the words for it. `json`: the same through the API, where that differs from what the file says. */
interface Wrong {
  what: string;
  file: string | Buffer;
  place: string;
  field?: string;
  en: RegExp;
  zh: RegExp;
}

const wrong: Wrong[] = [
  {
    what: 'an unknown variable',
    file: `${all}content:\n  text: Hi {{ nme }}`,
    place: '4:9',
    field: 'content.text',
    en: /"nme", did you mean "name"/,
    zh: /没有“nme”，是不是“name”/,
  },
  { what: 'no condition', file: `name: Sale\nwhere: ''\n${hi}`, place: '2:8', field: 'where', en: /condition is empty/, zh: /条件是空的|条件为空|空/ },
  {
    what: 'a condition on what nobody has',
    file: `name: Sale\nwhere: tag contains "x"\n${hi}`,
    place: '2:8',
    field: 'where',
    en: /did you mean "tags"/,
    zh: /是不是“tags”/,
  },
  {
    what: 'a segment that nobody saved',
    file: `name: Sale\nsegment: vip\n${hi}`,
    place: '2:10',
    field: 'segment',
    en: /no segment is saved as "vip"/,
    zh: /没有名为“vip”的人群/,
  },
  {
    what: 'a template that is not there',
    file: `${all}content:\n  template: { name: spring }`,
    place: '4:21',
    field: 'content.template.name',
    en: /template "spring"/,
    zh: /“spring”/,
  },
  {
    what: 'a day in the past',
    file: `${all}at: 2020-05-01 10:00\n${hi}`,
    place: '3:5',
    field: 'at',
    en: /2020-05-01 10:00 is in the past: write a later time/,
    zh: /已经过去：请写以后的时间/,
  },
  {
    what: 'a day that no month has',
    file: `${all}at: 2027-02-30 10:00\n${hi}`,
    place: '3:5',
    field: 'at',
    en: /a day and time such as 2026-12-01 10:00/,
    zh: /日期和时间，例如/,
  },
  { what: 'a budget of 0', file: `${all}budget: 0\n${hi}`, place: '3:9', field: 'budget', en: /more than 0/, zh: /大于 0/ },
  { what: 'an unknown zone', file: `${all}zone: Mars/Olympus\n${hi}`, place: '3:7', field: 'zone', en: /shop or customer/, zh: /只能写 shop 或 customer/ },
  { what: 'a currency that is none', file: `${all}budget: 20 DOLLARS\n${hi}`, place: '3:9', field: 'budget', en: /number|amount/, zh: /数字|金额/ },
  {
    what: 'no text in a language',
    file: `${all}content:\n  text: { en: Hi }`,
    place: '4:9',
    field: 'content.text',
    en: /no text for "zh".*write content\.text\.zh/,
    zh: /缺少店铺使用的语言“zh”：请补上 content\.text\.zh/,
  },
  {
    what: 'a flow at a button',
    file: `${all}content:\n  text: Hi\n  buttons:\n    - { label: More, flow: sizes }`,
    place: '6:28',
    field: 'content.buttons.0.flow',
    en: /no flow is called "sizes"/,
    zh: /没有名为“sizes”的流程/,
  },
  {
    what: 'a link that is none',
    file: `${all}content:\n  text: Hi\n  buttons:\n    - { label: More, link: shop }`,
    place: '6:28',
    field: 'content.buttons.0.link',
    en: /an address such as https/,
    zh: /网址，例如 https/,
  },
  {
    what: 'a picture that is not there',
    file: `${all}content:\n  text: Hi\n  image: gone.jpg`,
    place: '5:10',
    field: 'content.image',
    en: /no file "pictures\/gone\.jpg": put it into the folder pictures/,
    zh: /没有文件“pictures\/gone\.jpg”：请把它放到/,
  },
  {
    what: 'a picture outside of the folder',
    file: `${all}content:\n  text: Hi\n  image: ../secret.jpg`,
    place: '5:10',
    field: 'content.image',
    en: /no file/,
    zh: /没有文件/,
  },
  {
    what: 'a product that is not there',
    file: `${all}content:\n  text: Hi\n  products: [NO-1]`,
    place: '5:14',
    field: 'content.products.0',
    en: /no product "NO-1"/,
    zh: /没有“NO-1”/,
  },
  {
    what: '5,000 characters',
    file: `${all}content:\n  text: ${'x'.repeat(5_000)}`,
    place: '4:9',
    field: 'content.text',
    en: /5000 characters: shorten it to at most 4000/,
    zh: /5000 个字符，请缩短到最多 4000 个/,
  },
  {
    what: '5,000 characters in a language',
    file: `${all}content:\n  text: { en: Hi, zh: ${'字'.repeat(5_000)} }`,
    place: '4:23',
    field: 'content.text.zh',
    en: /5000 characters/,
    zh: /5000 个字符/,
  },
  { what: 'a rate of its own', file: `${all}rate: 0\n${hi}`, place: '3:7', field: 'rate', en: /no field is called "rate"/, zh: /没有“rate”这个字段/ },
  { what: 'no content', file: all, place: '1:1', field: 'content', en: /is missing: write it/, zh: /没有写，请补上/ },
  { what: 'an empty text', file: `${all}content:\n  text: ''`, place: '4:9', field: 'content.text', en: /is empty/, zh: /是空的/ },
];

async function command(lang: 'en' | 'zh', file: string): Promise<{ code: number | null; err: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: new URL(program.url).port, DATA_DIR: dataDir, ADMIN_TOKEN: token, LANG: lang === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8' };
  const child = spawn(process.execPath, ['bin/zhanggui.mjs', 'broadcast', 'create', file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, err };
}

test.each(wrong)('$what', async ({ file, place, field, en, zh }) => {
  const path = join(folder.path, 'sale.yaml');
  writeFileSync(path, file);
  const { parse } = await import('yaml');
  const { status, body } = await program.api('/broadcasts', { method: 'POST', body: parse(file.toString()) });
  const { error } = body as { error: { code: string; message: string; field?: string } };
  expect([status, error.code, error.field]).toEqual([422, 'problems', field]);
  expect(error.message).toMatch(en);
  expect(error.message).toMatch(zh);
  const [english, chinese] = await Promise.all([command('en', path), command('zh', path)]);
  expect([english.code, chinese.code]).toEqual([1, 1]);
  expect(english.err).toContain(`sale.yaml:${place}: ${field}: `);
  expect(chinese.err).toContain(`sale.yaml:${place}: ${field}: `);
  expect(english.err).toMatch(en);
  expect(chinese.err).toMatch(zh);
  expect(english.err).not.toMatch(/\p{Script=Han}/u);
});

/** Files that cannot be read at all: no API, for their bytes are no JSON. */
const gbk = Buffer.concat([Buffer.from('name: '), Buffer.from([0xb4, 0xba, 0xb2, 0xe8]), Buffer.from(`\nwhere: everyone\n${hi}\n`)]);
test.each<[what: string, file: string | Buffer, place: string, en: RegExp, zh: RegExp]>([
  ['no YAML', `${all}content: { text: "Hi }\n`, '4:1', /quote/, /引号/],
  ['a tab', `${all}content:\n\ttext: Hi\n`, '4:1', /a tab where spaces belong; indent with spaces/, /制表符.*缩进请用空格/],
  ['a list', '- name: Sale\n', '1:1', /written as fields/, /要写成字段/],
  ['nothing', '', '1:1', /written as fields/, /要写成字段/],
  ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), '1:1', /UTF-8|does not allow/, /UTF-8|不允许/],
  ['GBK', gbk, '1:7', /not saved as UTF-8.*save the file as UTF-8/, /不是 UTF-8 编码.*另存为 UTF-8/],
  ['10 MB', Buffer.alloc(10_000_000, 'x'), '1:1', /larger than 256 KB/, /超过 256 KB/],
])('a file that is %s', async (_, file, place, en, zh) => {
  const path = join(folder.path, 'sale.yaml');
  writeFileSync(path, file);
  const [english, chinese] = await Promise.all([command('en', path), command('zh', path)]);
  expect([english.code, chinese.code]).toEqual([1, 1]);
  for (const { err } of [english, chinese]) expect(err).toContain(`sale.yaml:${place}`);
  expect(english.err).toMatch(en);
  expect(chinese.err).toMatch(zh);
});

test.each<[what: string, body: string | Buffer, status: number, words: RegExp]>([
  ['10 MB', Buffer.alloc(10_000_000, ' '), 413, /at most 256 KB.*上限 256 KB/],
  ['no JSON', 'name: Sale', 400, /no JSON.*不是 JSON/],
  ['GBK', gbk, 400, /no JSON.*不是 JSON/],
])('a request of %s', async (_, body, status, words) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${program.url}/api/broadcasts`, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) });
  expect(response.status).toBe(status);
  expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(words);
});

test('one that nobody would get is not started, and stays a draft', async () => {
  const made = await program.api('/broadcasts', { method: 'POST', body: { name: 'Sale', where: 'tags contains "nobody"', content: { text: 'Hi' } } });
  const { id } = made.body as { id: string };
  const { status, body } = await program.api(`/broadcasts/${id}/start`, { method: 'POST', body: {} });
  expect([status, body]).toMatchObject([422, { error: { field: 'where', message: expect.stringMatching(/Nobody would get it.*没有人能收到/) } }]);
  expect((await program.api(`/broadcasts/${id}`)).body).toMatchObject({ state: 'draft' });
  // What is no longer right is not taken as a change either.
  expect((await program.api(`/broadcasts/${id}`, { method: 'PATCH', body: { at: '2020-01-01 10:00' } })).status).toBe(422);
  expect((await program.api(`/broadcasts/${id}`)).body).not.toHaveProperty('draft.at');
  expect((await program.api(`/broadcasts/${id}`, { method: 'DELETE' })).status).toBe(200);
});

test.each(['en', 'zh'] as const)('a rate of 0 in the config file, in %s', (lang) => {
  const read = loadConfig('rates:\n  telegram: { account: 0, conversation: 1, burst: 3 }\n', 'shop.yaml', configSchema, lang);
  expect(read).toMatchObject({
    ok: false,
    problems: [
      expect.stringMatching(lang === 'zh' ? /^shop\.yaml:2:\d+: rates\.telegram\.account.*\p{Script=Han}/u : /^shop\.yaml:2:\d+: rates\.telegram\.account: /),
    ],
  });
});
