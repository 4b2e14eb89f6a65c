import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../compiler/flow.ts';
import { advance } from '../advance.ts';
import type { FlowSet } from './flow-tree.ts';
import { dueSchedules } from './schedule.ts';
import { newSession } from './session.ts';

const flow = parseFlow('flow: weekly\nstart:\n  - schedule: "mon 09:00"\nsteps:\n  - say: Good morning\n', 'weekly.yaml');
if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
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

describe('schedules', () => {
  it('are due once, at their hour in the zone of the shop', () => {
    expect(dueSchedules(flows, 'Asia/Shanghai', monday - 60_000, monday)).toEqual([{ flow: 'weekly', at: monday }]);
    expect(dueSchedules(flows, 'Asia/Shanghai', monday, monday + 3_600_000)).toEqual([]);
    expect(dueSchedules(flows, 'UTC', monday - 60_000, monday)).toEqual([]);
  });

  it('start their flow in the background', () => {
    const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
    const facts = { now: monday, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 9 }, shop, seed: '' };
    const { effects } = advance(flows, newSession(), { type: 'event', id: 'e', name: 'schedule', data: { flow: 'weekly' } }, facts);
    expect(effects).toMatchObject([{ type: 'send', class: 'service', parts: [{ text: 'Good morning' }] }]);
  });
});
