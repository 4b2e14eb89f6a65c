import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { typingSoon } from './typing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it is shown where no message has gone out within 300 ms, once for the newest', () => {
  const shown: string[] = [];
  const typing = typingSoon((user) => shown.push(user));
  typing.soon('ann');
  typing.soon('bob');
  vi.advanceTimersByTime(200);
  typing.answered('bob');
  typing.answered('nobody');
  typing.soon('ann');
  vi.advanceTimersByTime(299);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(shown).toEqual(['ann']);
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual(['ann']);
});

test('it is shown to nobody after the channel has stopped', () => {
  const shown: string[] = [];
  const typing = typingSoon((user) => shown.push(user));
  typing.soon('ann');
  typing.stop();
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual([]);
});
