import { expect, it } from 'vitest';
import type { Logger } from '../channel.ts';
import { createRefusedOrigins } from './refused-origins.ts';

function made() {
  const told: string[] = [];
  let clock = 0;
  const log = { warn: (about: { origin: string }) => told.push(about.origin) } as unknown as Logger;
  return { told, pass: (ms: number) => (clock += ms), refused: createRefusedOrigins(log, () => clock) };
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

it('keeps 20 sites at most and fills no log, whatever strangers name', () => {
  const { told, refused } = made();
  for (let n = 0; n < 1_000; n++) refused.note(`https://s${n}.example`);
  for (const odd of ['null', 'nonsense', 'file:///x', `https://${'x'.repeat(300)}.example`, '']) refused.note(odd);
  expect(refused.mind()).toHaveLength(20);
  expect(told).toEqual(['https://s0.example']);
});
