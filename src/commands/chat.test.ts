/** The real command in its own process, with input from a pipe. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCollections, openStore } from '../app/open-store.ts';
import type { ProductRow } from '../shop/shop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let flows: string;

beforeAll(async () => {
  flows = await mkdtemp(join(tmpdir(), 'zhanggui-chat-flows-'));
  const source = [
    'flow: tea',
    'start:',
    '  - says: [买茶, buy tea]',
    'steps:',
    '  - choose: { zh: 红茶还是绿茶？, en: Black or green? }',
    '    options:',
    '      - { label: { zh: 红茶, en: Black }, value: black }',
    '      - { label: { zh: 绿茶, en: Green }, value: green }',
    '    save: kind',
    '  - say: { zh: "好的，已记下：{{ kind }}", en: "Noted: {{ kind }}" }',
    '  - say: { zh: "第一行\\n第二行", en: "one\\ntwo" }',
    '',
  ];
  await writeFile(join(flows, 'tea.yaml'), source.join('\n'));
});
afterAll(() => rm(flows, { recursive: true, force: true }));

function chat(input: string, ...words: string[]): ReturnType<typeof chatWith> {
  return chatWith({}, input, ...words);
}

function chatWith(more: Record<string, string>, input: string, ...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const { DATA_DIR: _data, FLOWS_DIR: _flows, LOG_LEVEL: _level, CONFIG_FILE: _config, ...env } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/commands/chat.ts'), ...words], {
      cwd: root,
      env: { ...env, DATA_DIR: join(flows, 'none'), LANG: 'en_US.UTF-8', LC_ALL: '', ...more },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

describe('npm run chat', () => {
  it('answers line by line, each part on a line, and ends with the input', async () => {
    const { code, out, err } = await chat('买茶\n2\n', '--flows', flows, '--locale', 'zh', '--as', '小李');
    expect({ code, out, err }).toEqual({ code: 0, out: '红茶还是绿茶？  [1] 红茶  [2] 绿茶\n好的，已记下：green\n第一行 ⏎ 第二行\n', err: '' });
  });

  it('works on a copy of products and orders, also while the shop has them, and changes nothing there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhanggui-chat-data-'));
    const store = await openStore({ dataDir: folder, now: Date.now, log: { info() {}, warn() {} } });
    const tea: ProductRow = {
      _id: 'longjing',
      v: 1,
      title: { zh: '龙井' },
      text: {},
      category: '绿茶',
      currency: 'CNY',
      price: 12_800,
      image: '',
      url: '',
      tags: [],
      variants: [{ sku: 'longjing-50', price: 12_800, stock: 3, options: {} }],
      sold: 0,
    };
    await store.write([{ op: 'put', in: 'products', row: tea }]);
    const { code, out, err } = await chatWith({ DATA_DIR: folder }, '买茶\n2\n', '--flows', flows, '--locale', 'zh');
    expect({ code, out }).toEqual({ code: 0, out: '红茶还是绿茶？  [1] 红茶  [2] 绿茶\n好的，已记下：green\n第一行 ⏎ 第二行\n' });
    expect(err).toBe(`This chat works on a copy of the 1 products and 0 orders in ${folder}; nothing that you say changes the shop.\n`);
    for (const spec of allCollections)
      expect([spec.name, (await store.collection(spec).find({ limit: 5 })).length]).toEqual([spec.name, spec.name === 'products' ? 1 : 0]);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('speaks JSON', async () => {
    const { code, out } = await chat('buy tea\nBlack', '--flows', flows, '--locale', 'en', '--json');
    const lines: unknown[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines).toEqual([
      { from: 'customer', type: 'text', text: 'buy tea', choices: [], ms: 0 },
      { from: 'bot', type: 'text', text: 'Black or green?', choices: ['Black', 'Green'], ms: expect.any(Number) },
      { from: 'customer', type: 'text', text: 'Black', choices: [], ms: 0 },
      { from: 'bot', type: 'text', text: 'Noted: black', choices: [], ms: expect.any(Number) },
      { from: 'bot', type: 'text', text: 'one\ntwo', choices: [], ms: expect.any(Number) },
    ]);
  });

  it('a wrong argument is told in words, with exit code 1', async () => {
    const { code, err } = await chat('', '--locale', '中文');
    expect(code).toBe(1);
    expect(err).toMatch(/--locale/);
  });
});
