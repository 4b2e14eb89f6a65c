import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchHeartbeats } from './heartbeats.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const client = new EventEmitter();
  let stuck = 0;
  const stop = watchHeartbeats(client as unknown as Parameters<typeof watchHeartbeats>[0], () => {
    stuck += 1;
  });
  const emit = (name: string, awaited = false) => client.emit(name, { connectionId: 'a:1', address: 'a:1', awaited });
  return { emit, stop, stuck: () => stuck };
}

it('calls once when a heartbeat does not end', () => {
  const { emit, stuck } = watched();
  emit('serverHeartbeatStarted');
  vi.advanceTimersByTime(6_000);
  expect(stuck()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(stuck()).toBe(1);
});

it.each(['serverHeartbeatSucceeded', 'serverHeartbeatFailed', 'serverClosed'])('is content after %s', (name) => {
  const { emit, stuck } = watched();
  emit('serverHeartbeatStarted');
  emit(name);
  vi.advanceTimersByTime(60_000);
  expect(stuck()).toBe(0);
});

it('waits longer for an answer that the server holds, and not at all when it is stopped', () => {
  const { emit, stuck, stop } = watched();
  emit('serverHeartbeatStarted', true);
  vi.advanceTimersByTime(15_000);
  expect(stuck()).toBe(0);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(stuck()).toBe(0);
});
