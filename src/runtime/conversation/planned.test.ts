/** Planned acts and what is put off on the real runtime: by its timer, once, also over a kill. */
import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { advance } from '../../engine/advance.ts';
import { isOpen, type PlannedAct, plan, putOff, unplan, untilAnswered } from '../../store/planned-act.ts';

let desk: Desk;
afterEach(() => desk.close());
const id = 'test:main:ann';
const said = async () =>
  (await desk.messages('ann')).filter(({ author }) => author === 'Mei').map(({ parts }) => (parts[0]?.type === 'text' ? parts[0].text : ''));
const answer = (text: string, at: number, more: Partial<PlannedAct> = {}): PlannedAct => ({
  id: `m-${text}`,
  act: 'say',
  by: 'Mei',
  at,
  parts: [{ type: 'text', text }],
  ...more,
});
const planned = (act: PlannedAct) => desk.runtime.update(id, (row) => plan(row, act));

async function begin(): Promise<void> {
  desk = await openDesk({ advance, patience: { callMs: 10_000, handoffMs: 100 * 86_400_000 } });
  await desk.write('ann', 'hello');
  await desk.runtime.idle();
  await desk.runtime.takeOver(id, 'Mei');
  await desk.write('ann', 'anybody?');
  await desk.runtime.idle();
}

it('sends a held answer once its time has come, and not when it was taken back', async () => {
  await begin();
  const now = desk.clock.now();
  await planned(answer('one', now + 5_000));
  await planned(answer('two', now + 5_000));
  await desk.runtime.update(id, (row) => unplan(row, 'm-two'));
  expect([await said(), (await desk.row('ann')).waits]).toEqual([[], undefined]);
  await desk.pass(6_000);
  expect(await said()).toEqual(['one']);
  expect(await desk.row('ann')).toMatchObject({ owner: 'Mei', state: 'handoff' });
  expect((await desk.row('ann')).planned).toBeUndefined();
});

it('sends it once although the program was killed in between', async () => {
  await begin();
  await planned(answer('one', desk.clock.now() + 5_000));
  desk = await desk.restart();
  await desk.pass(6_000);
  await desk.pass(60_000);
  expect(await said()).toEqual(['one']);
});

it('asks before a later answer when the customer wrote first', async () => {
  await begin();
  await planned(answer('tomorrow', desk.clock.now() + 3_600_000, { scheduled: true }));
  await desk.write('ann', 'never mind');
  await desk.pass(7_200_000);
  expect(await said()).toEqual([]);
  expect((await desk.row('ann')).planned).toMatchObject([{ asks: true }]);
});

it('calls a close off when the customer writes within the time to undo it, and closes else', async () => {
  await begin();
  const close = (): PlannedAct => ({ id: `c${desk.clock.now()}`, act: 'close', by: 'Mei', at: desk.clock.now() + 5_000 });
  await planned(close());
  await desk.write('ann', 'one more thing');
  await desk.pass(10_000);
  expect((await desk.row('ann')).state).toBe('handoff');
  await planned(close());
  await desk.pass(10_000);
  expect((await desk.row('ann')).state).toBe('closed');
});

it('wakes what was put off at its time, or when the customer writes', async () => {
  await begin();
  const since = (await desk.row('ann')).waits;
  await desk.runtime.update(id, (row) => putOff(row, desk.clock.now() + 3_600_000));
  expect((await desk.row('ann')).waits).toBeUndefined();
  await desk.pass(3_500_000);
  expect((await desk.row('ann')).later).toBeDefined();
  await desk.pass(200_000);
  expect(await desk.row('ann')).toMatchObject({ waits: since });
  await desk.runtime.update(id, (row) => putOff(row, untilAnswered));
  await desk.pass(10_800_000);
  expect((await desk.row('ann')).later).toBe(untilAnswered);
  await desk.write('ann', 'I am back');
  await desk.runtime.idle();
  const row = await desk.row('ann');
  expect([row.later, row.waits]).toEqual([undefined, since]);
});

it('whoever takes an act back at any moment is told the truth', async () => {
  for (let turns = 0; turns < 12; turns++) {
    await begin();
    await planned(answer('one', desk.clock.now() + 5_000));
    const passing = desk.pass(5_000);
    for (let wait = 0; wait < turns; wait++) await new Promise((resolve) => setImmediate(resolve));
    let inTime = false;
    await desk.runtime.update(id, (row) => {
      inTime = isOpen(row, 'm-one');
      return unplan(row, 'm-one');
    });
    await passing;
    await desk.pass(10_000);
    expect([turns, await said()]).toEqual([turns, inTime ? [] : ['one']]);
    if (turns < 11) await desk.close();
  }
});
