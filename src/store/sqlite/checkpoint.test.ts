import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkpoints } from './checkpoint.ts';
import type { Driver } from './driver.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setup(bytes: number) {
  const said: string[] = [];
  const db: Driver = {
    name: '@photostructure/sqlite',
    exec: (sql) => void said.push(sql),
    prepare: () => ({ run: () => 0, get: () => undefined, all: () => [] }),
    close() {},
  };
  return {
    said,
    checks: checkpoints(
      db,
      () => bytes,
      () => {},
      () => Date.now(),
    ),
  };
}

it('waits for a pause between writes', () => {
  const { said, checks } = setup(1e6);
  for (let n = 0; n < 20; n++) {
    checks.committed();
    vi.advanceTimersByTime(100);
  }
  expect(said).toEqual([]);
  vi.advanceTimersByTime(250);
  expect(said).toEqual(['PRAGMA wal_checkpoint(PASSIVE)']);
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(1);
});

it('leaves a short log alone', () => {
  const { said, checks } = setup(1_000);
  checks.committed();
  vi.advanceTimersByTime(10_000);
  expect(said).toEqual([]);
});

it('copies the log of large writes in small parts, in a turn of its own', () => {
  const { said, checks } = setup(1e6);
  const write = (rows: number) => {
    checks.bulk(rows);
    checks.committed();
  };
  write(5_000);
  vi.advanceTimersByTime(1);
  expect(said).toEqual([]);
  write(1_000);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['PRAGMA wal_checkpoint(PASSIVE)']);
  write(5_000);
  vi.advanceTimersByTime(1);
  expect(said).toHaveLength(1);
});

it('does not let the log grow without end under load without a pause', () => {
  const { said, checks } = setup(1e9);
  for (let n = 0; n < 64; n++) checks.committed();
  expect(said).toHaveLength(1);
});
