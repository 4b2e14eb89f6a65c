import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk, quiet } from '../../../tests/runtime/desk.ts';
import { noFlows } from '../../../tests/runtime/scripted-engine.ts';
import { parseFlow } from '../../compiler/flow.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { Schedules } from './schedules.ts';

let desk: Desk | undefined;
afterEach(() => desk?.close());

const flow = parseFlow('flow: weekly\nstart:\n  - schedule: "mon 09:00"\nsteps:\n  - say: Good morning\n', 'weekly.yaml');
if (Array.isArray(flow)) throw new Error('the flow is wrong');
const set: FlowSet = { ...noFlows, live: new Map([[flow.name, flow]]) };
const hour = 3_600_000;

it('reaches every conversation once, makes up for a stop, and skips who cannot be reached', async () => {
  desk = await openDesk();
  const { runtime, store, clock } = desk;
  for (const user of ['a', 'b', 'c']) await desk.write(user, 'hello');
  await runtime.idle();
  await runtime.update('test:main:c', (row) => ({ ...row, reachable: false }));
  const parts = { store, flows: { set: () => set }, runtime, zone: 'Asia/Shanghai', clock, log: quiet };
  const first = new Schedules(parts);
  expect(await first.raise()).toBe(0);
  // The desk's clock stands at Monday 10:00 in Shanghai: the next start is in six days and 23 hours.
  await desk.pass(6 * 24 * hour + 22 * hour);
  expect(await first.raise()).toBe(0);
  await desk.pass(2 * hour);
  const afterRestart = new Schedules(parts);
  expect(await afterRestart.raise()).toBe(2);
  expect(await first.raise()).toBe(0);
  expect(await afterRestart.raise()).toBe(0);
});

const daily = parseFlow('flow: daily\nstart:\n  - schedule: "02:30"\nsteps:\n  - say: Good night\n', 'daily.yaml');
if (Array.isArray(daily)) throw new Error(JSON.stringify(daily));
const every: FlowSet = { ...noFlows, live: new Map([[daily.name, daily]]) };
const day = 24 * hour;

it.each([
  ['an hour back', [-hour], [0, 1, 1, 1]],
  ['two days ahead and back', [2 * day, -2 * day], [0, 0, 1, 1, 1]],
])('starts once a day with a clock that is set %s', async (_, jumps, raised) => {
  desk = await openDesk();
  const { runtime, store, clock } = desk;
  await desk.write('a', 'hello');
  await runtime.idle();
  const schedules = new Schedules({ store, flows: { set: () => every }, runtime, zone: 'UTC', clock, log: quiet });
  const seen: number[] = [];
  const look = async (): Promise<void> => {
    seen.push(await schedules.raise());
  };
  await schedules.raise();
  // 02:00 UTC: what the jump back leaves to come again, or the jump ahead passes twice.
  for (const by of jumps) {
    clock.jump(by);
    await look();
  }
  for (let n = 0; n < 3; n++) {
    await desk.pass(n === 0 ? 2 * hour : day);
    await look();
  }
  expect(seen).toEqual(raised);
});

it('makes up for one start of a flow, however many were missed', async () => {
  desk = await openDesk();
  const { runtime, store, clock } = desk;
  await desk.write('a', 'hello');
  await runtime.idle();
  const parts = { store, flows: { set: () => every }, runtime, zone: 'UTC', clock, log: quiet };
  await new Schedules(parts).raise();
  await desk.pass(day);
  await new Schedules(parts).raise();
  await desk.pass(5 * day);
  expect(await new Schedules(parts).raise()).toBe(1);
});
