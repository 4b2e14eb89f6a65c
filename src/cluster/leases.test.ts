import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, openDesk, quiet, rounds } from '../../tests/runtime/desk.ts';
import { ManualClock } from '../../tests/runtime/manual-clock.ts';
import { createChannelMemory } from '../channel-host/channel-memory.ts';
import { type Lease, leaseTimes, localLeases, sharedLeases } from './leases.ts';
import { createMembership } from './membership.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** A process with a clock of its own: one that stands still is a process that was paused. */
function processOn(clock: ManualClock, holder: string) {
  const leases = sharedLeases({ store: desk.store, holder, clock, log: quiet });
  const card = () => ({ role: 'all', host: 'h', pid: 1, version: '1', config: 'c', flows: 'f' });
  return { leases, membership: createMembership({ store: desk.store, leases, clock, log: quiet, card }) };
}

/** What a promise has come to by now; null when it is still open. */
async function soon<T>(promise: Promise<T>): Promise<T | null> {
  await rounds();
  return Promise.race([promise, Promise.resolve(null)]);
}

test('a lease is taken over after the term without a sign of life, and not before; its holder gave up believing earlier', async () => {
  const [first, second] = [new ManualClock(), new ManualClock(0)];
  const held = (await processOn(first, 'a').leases.hold('timers')) as Lease;
  const wanted = processOn(second, 'b').leases.hold('timers');
  await rounds();
  // Both live: the lease stays where it is, however long.
  for (let s = 0; s < 40; s++) {
    await first.turn(1_000, rounds);
    await second.turn(1_000, rounds);
  }
  expect(held.valid()).toBe(true);
  expect(await soon(wanted)).toBeNull();
  // The first one is paused: its clock stands still while that of the other goes on.
  await second.turn(leaseTimes.term - 2_000, rounds);
  expect(await soon(wanted)).toBeNull();
  await second.turn(4_000, rounds);
  const taken = await soon(wanted);
  expect(taken?.fence).toBe(held.fence + 1);
  // It wakes up and finds that so much time has gone: it must not act, though nobody told it.
  first.stall(leaseTimes.term);
  expect(held.valid()).toBe(false);
  await first.turn(leaseTimes.renew, rounds);
  await soon(held.over);
});

test.each([
  ['an hour back', [-3_600_000]],
  ['two days ahead', [172_800_000]],
  ['two days ahead and back', [172_800_000, -172_800_000]],
])('a clock that is set %s takes no lease, keeps none too long and ends no process', async (_, jumps) => {
  const [first, second] = [new ManualClock(), new ManualClock()];
  const [a, b] = [processOn(first, 'a'), processOn(second, 'b')];
  await Promise.all([a.membership.start(), b.membership.start()]);
  const held = (await a.leases.hold('timers')) as Lease;
  const name = a.membership.instanceId();
  const wanted = b.leases.hold('timers');
  await rounds();
  const pass = async (seconds: number, clocks = [first, second]) => {
    for (let s = 0; s < seconds; s++) for (const clock of clocks) await clock.turn(1_000, rounds);
  };
  await pass(3);
  for (const clock of [first, second])
    for (const by of jumps) {
      clock.jump(by);
      expect(await b.membership.isDead(name)).toBe(false);
      // Asked right after a jump ahead it looks at its row first, in case the machine slept.
      void [held.valid(), a.membership.alive()];
      await rounds();
      expect([held.valid(), a.membership.alive()]).toEqual([true, true]);
      await pass(12);
      expect([held.valid(), a.membership.instanceId(), await b.membership.isDead(name), await soon(wanted)]).toEqual([true, name, false, null]);
    }
  // The holder dies in the same second in which its clock is set: it stops believing and is replaced as ever.
  for (const by of jumps) first.jump(by);
  first.stall(leaseTimes.term);
  expect([held.valid(), a.membership.alive()]).toEqual([false, false]);
  await pass((leaseTimes.term + 2 * leaseTimes.look) / 1_000, [second]);
  expect((await soon(wanted))?.fence).toBe(held.fence + 1);
  expect(await b.membership.isDead(name)).toBe(true);
  await Promise.all([a.membership.stop(), b.membership.stop()]);
});

test('a machine that slept while another took over believes in nothing when it wakes up', async () => {
  const [first, second] = [new ManualClock(), new ManualClock()];
  const held = (await processOn(first, 'a').leases.hold('timers')) as Lease;
  const wanted = processOn(second, 'b').leases.hold('timers');
  await rounds();
  await second.turn(leaseTimes.term + 2_000, rounds);
  expect((await soon(wanted))?.valid()).toBe(true);
  // In sleep the monotonic clock stands still (CLOCK_MONOTONIC of Linux), the wall clock does not.
  first.jump(leaseTimes.term + 2_000);
  expect(held.valid()).toBe(false);
  await soon(held.over);
  expect(held.valid()).toBe(false);
});

test('what is given back is somebody else’s at the next look', async () => {
  const [first, second] = [new ManualClock(), new ManualClock()];
  const held = await processOn(first, 'a').leases.hold('clock');
  const wanted = processOn(second, 'b').leases.hold('clock');
  await rounds();
  await held?.release();
  await second.turn(leaseTimes.look, rounds);
  expect((await soon(wanted))?.valid()).toBe(true);
  expect(held?.valid()).toBe(false);
});

test('work under one name is never done by two at once, in one process or in several', async () => {
  const clock = new ManualClock();
  const [a, b] = [processOn(clock, 'a').leases, processOn(clock, 'b').leases];
  for (const [one, two] of [
    [a, b],
    [a, a],
    [localLeases(), null],
  ] as const) {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await rounds();
      inside -= 1;
      return 'done';
    };
    const all = Promise.all([one, two ?? one, one, two ?? one].map((leases) => leases.alone('contact:x', work)));
    for (let n = 0; n < 60 && (await soon(all)) === null; n++) await clock.turn(leaseTimes.look, rounds);
    expect(await soon(all)).toEqual(['done', 'done', 'done', 'done']);
    expect(most).toBe(1);
  }
});

test('a process that gives no sign of life is over, one that does is not, and one that was paused comes back under another name', async () => {
  const [first, second] = [new ManualClock(), new ManualClock()];
  const [a, b] = [processOn(first, 'a').membership, processOn(second, 'b').membership];
  await a.start();
  await b.start();
  const name = a.instanceId();
  for (let s = 0; s < 30; s++) {
    await first.turn(1_000, rounds);
    await second.turn(1_000, rounds);
  }
  expect(await b.isDead(name)).toBe(false);
  expect(b.others()).toHaveLength(2);
  expect(await b.isDead('never-heard-of')).toBe(true);
  await second.turn(leaseTimes.term + 2_000, rounds);
  expect(await b.isDead(name)).toBe(true);
  expect(b.others()).toHaveLength(1);
  // Until it runs again it cannot know; it must not believe in itself in the first moment either.
  first.stall(leaseTimes.term + 2_000);
  expect(a.alive()).toBe(false);
  await first.turn(leaseTimes.renew, rounds);
  expect(a.instanceId()).not.toBe(name);
  expect(a.alive()).toBe(true);
  expect(await b.isDead(a.instanceId())).toBe(false);
  await Promise.all([a.stop(), b.stop()]);
});

test('what a channel keeps is sealed, ends in its time, and is nothing to whoever has other secrets', async () => {
  let now = 1_000;
  const memoryOf = (secrets: string[]) => createChannelMemory({ store: desk.store, leases: localLeases(), account: 'wecom:main', secrets, now: () => now });
  const memory = memoryOf(['s3cret']);
  await memory.set('token', 'access-token-value', 5_000);
  await memory.set('cursor', 'c1');
  expect([await memory.get('token'), await memory.get('cursor'), await memory.get('none')]).toEqual(['access-token-value', 'c1', null]);
  expect(JSON.stringify(await desk.store.collection({ name: 'channel_memory', indexes: [] }).get('wecom:main:token'))).not.toContain('access-token');
  expect(await memoryOf(['other']).get('token')).toBeNull();
  now += 5_000;
  expect([await memory.get('token'), await memory.get('cursor')]).toEqual([null, 'c1']);
  await expect(memory.set('big', 'x'.repeat(70_000))).rejects.toThrow('65536');
});
