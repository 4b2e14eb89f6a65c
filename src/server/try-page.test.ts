import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tryPage } from './try-page.ts';

const name = { zh: '<茶>&"铺"', en: "Tom's <Tea>" };
const server = createServer(
  express()
    .get('/', tryPage(name, ['zh', 'en']))
    .get('/public', tryPage(name, ['zh', 'en'], 'https://chat.tea.example')),
);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<unknown>((resolve) => server.close(resolve)));
const page = async (lang: string, path = '/') => {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { 'accept-language': lang } });
  return { text: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
};

it('shows the chat under the shop’s name, and the line that embeds it, in the reader’s language', async () => {
  const en = await page('en-US,en;q=0.9');
  expect(en.text).toContain('Tom&#39;s &#60;Tea&#62;');
  expect(en.text).toContain('&#60;script src=&#34;http://127.0.0.1:');
  expect(en.text).toContain('<script src="/widget/chat.js" defer></script>');
  expect(en.policy).toContain("script-src 'self'");
  const zh = await page('zh-CN,zh');
  expect(zh.text).toContain('lang="zh"');
  expect(zh.text).toContain('&#60;茶&#62;&#38;&#34;铺&#34;');
  expect(zh.text).not.toContain('<茶>');
});

it('the line names PUBLIC_URL where it is set, whatever address the page was asked at', async () => {
  const { text } = await page('en', '/public');
  expect(text).toContain('&#60;script src=&#34;https://chat.tea.example/widget/chat.js&#34; defer&#62;');
  expect(text).not.toContain('127.0.0.1');
});
