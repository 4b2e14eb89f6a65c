import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk, quiet } from '../../tests/runtime/desk.ts';
import { noFlows } from '../../tests/runtime/scripted-engine.ts';
import { parseFlow } from '../engine/flow.ts';
import type { FlowSet } from '../engine/flow-tree.ts';
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
