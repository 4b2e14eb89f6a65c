/** `npm run channel -- new NAME`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../scripts/channel-template/decode.ts';
import { encode } from '../scripts/channel-template/encode.ts';
import { hook } from '../scripts/channel-template/webhook.ts';
import { createChannel } from '../scripts/new-channel.ts';

/** A copy of the program with no channels but those that are made here. */
const root = mkdtempSync(join(tmpdir(), 'zhanggui-new-channel-'));
const channels = join(root, 'channels');

beforeAll(() => {
  mkdirSync(channels);
  for (const shared of ['src', 'node_modules', 'package.json']) symlinkSync(resolve(shared), join(root, shared));
  const options = { extends: resolve('tsconfig.json'), compilerOptions: { typeRoots: [resolve('node_modules/@types')] }, include: ['channels'] };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(options));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('npm run channel -- new', () => {
  it('makes a folder that compiles, named after the channel everywhere, and says what to do next', { timeout: 180_000 }, () => {
    const made = createChannel('line-works', channels);
    expect(made).toMatchObject({ ok: true, next: expect.stringMatching(/channels\/line-works.*fixtures\/in\/text\.json.*docs\/adding-a-channel\.md/s) });
    const files = readdirSync(join(channels, 'line-works'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
    const texts = files.map((file) => readFileSync(join(channels, 'line-works', file), 'utf8'));
    expect(texts.filter((text) => /sample.?channel/i.test(text))).toEqual([]);
    expect(texts.join('\n')).toMatch(/'LINE_WORKS_'/);
    expect(texts.join('\n')).toMatch(/createLineWorks\(/);
    const { stdout, status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', root], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it.each([
    ['', /Write the name of the channel/],
    ['Line', /small letters.*for example: line$/],
    ['my channel!', /for example: my-channel$/],
    ['../evil', /for example: evil$/],
    ['7eleven', /for example: eleven$/],
    ['微信', /a letter first$/],
    ['a--b', /for example: a-b$/],
    ['x'.repeat(31), /at most 30/],
  ])('refuses "%s" with a cure', (name, problem) => {
    const before = readdirSync(channels);
    expect(createChannel(name, channels)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
    expect(readdirSync(channels)).toEqual(before);
    expect(existsSync(join(root, 'evil'))).toBe(false);
  });

  it('leaves a channel that is there alone', () => {
    expect(createChannel('telegram', 'channels')).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/channels\/telegram is there already.*whatsapp-web/),
    });
  });
});

describe('the folder to start from', () => {
  const fixture = (path: string) => JSON.parse(readFileSync(`scripts/channel-template/fixtures/${path}`, 'utf8'));

  it('has a fixture that fails until decode.ts reads the provider', () => {
    const { raw, events } = fixture('in/text.json');
    expect(events).toHaveLength(1);
    expect(decode(raw, { account: 'main', now: 0 })).not.toEqual(events);
  });

  it('has a fixture that holds for what it sends', () => {
    const { message, requests } = fixture('out/text.json');
    expect(encode(message, { account: 'main' })).toEqual(requests);
  });

  it('takes no webhook without its signature', () => {
    const request = { method: 'POST' as const, query: new URLSearchParams(), headers: { 'x-signature': '00' }, body: Buffer.from('{}') };
    expect(hook(request, 'a-secret-of-the-shop', 'main', 0)).toEqual({ ok: false, reason: 'signature' });
    expect(hook(request, '', 'main', 0)).toEqual({ ok: false, reason: 'no_secret' });
  });
});
