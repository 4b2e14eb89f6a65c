import { expect, it } from 'vitest';
import { createLive, presenceMs } from '../console/live.ts';
import { showReading } from './read-marks.ts';

it('tells a visitor of the web chat when a person looks, and of what they write meanwhile', () => {
  let at = 1_000;
  const told: [string, number][] = [];
  const live = createLive(() => at);
  const end = showReading(live, 'webchat', { read: (user, when) => told.push([user, when]) }, () => at);
  live.changed('webchat:main:v-1');
  live.present('page', 'Mei', 'telegram:main:7', false);
  expect(told).toEqual([]);
  live.present('page', 'Mei', 'webchat:main:v-1', false);
  at = 2_000;
  live.changed('webchat:main:v-1');
  live.changed('webchat:main:v-2');
  at += presenceMs + 1;
  live.changed('webchat:main:v-1');
  live.present('page', 'Mei', 'webchat:main:u-a:b', false);
  live.present('page', 'Mei', null, false);
  end();
  live.present('page', 'Mei', 'webchat:main:v-3', false);
  expect(told).toEqual([
    ['v-1', 1_000],
    ['v-1', 2_000],
    ['u-a:b', at],
  ]);
});
