import { expect, it } from 'vitest';
import { ManualClock } from '../../tests/runtime/manual-clock.ts';
import { within } from './within.ts';

const settle = async (): Promise<void> => {};
const never = new Promise<string>(() => {});

it('settles as the work does, and leaves no timer', async () => {
  const clock = new ManualClock(0);
  await expect(within(clock, 100, Promise.resolve('done'), () => 'late')).resolves.toBe('done');
  await expect(within(clock, 100, Promise.reject(new Error('broken')), () => 'late')).rejects.toThrow('broken');
  expect(clock.waiting).toBe(0);
});

it('gives what stands for the work when the time is over', async () => {
  const clock = new ManualClock(0);
  const answer = within(clock, 100, never, () => 'late');
  await clock.turn(99, settle);
  await expect(Promise.race([answer, Promise.resolve('waiting')])).resolves.toBe('waiting');
  await clock.turn(1, settle);
  await expect(answer).resolves.toBe('late');
});

it('throws what it is told to throw when the time is over', async () => {
  const clock = new ManualClock(0);
  const answer = within(clock, 100, never, () => {
    throw new Error('no answer');
  });
  const failed = expect(answer).rejects.toThrow('no answer');
  await clock.turn(100, settle);
  await failed;
});
