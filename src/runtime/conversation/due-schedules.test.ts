import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../compiler/flow.ts';
import { advance } from '../../engine/advance.ts';
import { newSession } from '../../engine/model/session.ts';
import type { Flow, FlowSet } from '../../flow-tree/flow-tree.ts';
import { dueSchedules } from './due-schedules.ts';

const scheduled = (name: string, times: readonly string[]): Flow => {
  const starts = times.map((time) => `  - schedule: "${time}"\n`).join('');
  const flow = parseFlow(`flow: ${name}\nstart:\n${starts}steps:\n  - say: Good morning\n`, `${name}.yaml`);
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  return flow;
};
const flow = scheduled('weekly', ['mon 09:00']);
const flows: FlowSet = {
  live: new Map([[flow.name, flow]]),
  faqs: new Map(),
  rules: [],
  pinned: () => flow,
  calls: new Map(),
  rank: () => [],
  sure: 1,
  maybe: 1,
  anger: () => 0,
  runningAnger: () => 0,
  angryFrom: 1,
  language: () => undefined,
  foreign: () => false,
  tongue: () => undefined,
};
/** Monday, 23 November 2026, 09:00 in Shanghai. */
const monday = Date.UTC(2026, 10, 23, 1);
const minute = 60_000;
const day = 1_440 * minute;

describe('schedules', () => {
  it('are due once, at their hour in the zone of the shop', () => {
    expect(dueSchedules(flows, 'Asia/Shanghai', monday - 60_000, monday)).toEqual([{ flow: 'weekly', at: monday }]);
    expect(dueSchedules(flows, 'Asia/Shanghai', monday, monday + 3_600_000)).toEqual([]);
    expect(dueSchedules(flows, 'UTC', monday - 60_000, monday)).toEqual([]);
  });

  it.each<[string, string[], [after: number, until: number], number[]]>([
    ['every day, at the minute', ['09:30'], [monday, monday + day], [monday + 30 * minute]],
    ['of several days that were missed the last', ['09:00'], [monday, monday + 3 * day], [monday + 3 * day]],
    ['of two weeks that were missed the last', ['mon 09:00'], [monday - 1, monday + 14 * day], [monday + 14 * day]],
    ['oldest first', ['mon 10:00', 'mon 09:00'], [monday - 1, monday + day], [monday, monday + 60 * minute]],
    ['not at the moment that was looked at before', ['mon 09:00'], [monday, monday + minute], []],
    ['not later than looked at', ['mon 09:00'], [monday - day, monday - 1], []],
    ['not on another day', ['tue 09:00'], [monday - minute, monday + minute], []],
    ['a week ago and not more', ['tue 09:00'], [monday - 30 * day, monday], [monday - 6 * day]],
  ])('%s', (_, times, [after, until], due) => {
    const set = { ...flows, live: new Map([['f', scheduled('f', times)]]) };
    expect(dueSchedules(set, 'Asia/Shanghai', after, until)).toEqual(due.map((at) => ({ flow: 'f', at })));
  });

  it('start their flow in the background', () => {
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
    const facts = { now: monday, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 9 }, shop, seed: '' };
    const { effects } = advance(flows, newSession(), { type: 'event', id: 'e', name: 'schedule', data: { flow: 'weekly' } }, facts);
    expect(effects).toMatchObject([{ type: 'send', class: 'service', parts: [{ text: 'Good morning' }] }]);
  });
});
