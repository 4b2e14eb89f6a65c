import { expect, it } from 'vitest';
import type { Logger } from '../../logger.ts';
import { createRefusedOrigins } from './refused-origins.ts';

function made(lang: 'en' | 'zh' = 'en') {
  const told: string[] = [];
  const said: string[] = [];
  let clock = 0;
  const log = {
    warn: (about: { origin: string }, text: string) => {
      told.push(about.origin);
      said.push(text);
    },
  } as unknown as Logger;
  return { told, said, pass: (ms: number) => (clock += ms), refused: createRefusedOrigins(log, () => clock, lang) };
}

it('tells a site once a day, and lists it for a day', () => {
  const { told, pass, refused } = made();
  refused.note('https://tea.example');
  refused.note('https://tea.example');
  expect(told).toEqual(['https://tea.example']);
  expect(refused.mind()).toEqual(['a page of https://tea.example asked for the chat; if the site is yours, add it to web_chat.origins in the config file']);
  pass(86_400_001);
  expect(refused.mind()).toEqual([]);
  refused.note('https://tea.example');
  expect(told).toHaveLength(2);
});

it.each([
  ['en', /^a page of this site asked for the chat, .* If the site is yours, add it$/, /^a page of https:\/\/tea\.example asked for the chat/],
  ['zh', /^这个网站的页面想打开聊天窗口.*请加进去$/, /^https:\/\/tea\.example 的页面想打开聊天窗口/],
] as const)('speaks the language of the shop: %s', (lang, logged, minded) => {
  const { said, refused } = made(lang);
  refused.note('https://tea.example/page');
  expect(said).toEqual([expect.stringMatching(logged)]);
  expect(refused.mind()).toEqual([expect.stringMatching(minded)]);
});

it('keeps 20 sites at most and fills no log, whatever strangers name', () => {
  const { told, refused } = made();
  for (let n = 0; n < 1_000; n++) refused.note(`https://s${n}.example`);
  for (const odd of ['null', 'nonsense', 'file:///x', `https://${'x'.repeat(300)}.example`, '']) refused.note(odd);
  expect(refused.mind()).toHaveLength(20);
  expect(told).toEqual(['https://s0.example']);
});
