import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reportJumps } from './clock-watch.ts';

const hour = 3_600_000;
const day = 24 * hour;
const log = { warn: vi.fn<(fields: object, text: string) => void>() };
let set = 0;
let run = 0;
const pass = async (ms: number, drift = 0): Promise<void> => {
  for (let n = 0; n < ms / 5_000; n++) {
    run += 5_000;
    set += drift;
    await vi.advanceTimersByTimeAsync(5_000);
  }
};

beforeEach(() => {
  [set, run] = [1_800_000_000_000, 0];
  log.warn.mockClear();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => vi.useRealTimers());

test('each jump is logged once, with its size', async () => {
  const end = reportJumps({ now: () => set + run, monotonic: () => run, log });
  for (const by of [-hour, 2 * day, -2 * day, 25 * hour + 90_000, -20_000]) {
    set += by;
    await pass(hour);
  }
  const said = log.warn.mock.calls.map(([fields, text]) => [fields, /went (.*?):/.exec(text)?.[1]]);
  expect(said).toEqual([
    [{ byMs: -hour }, 'back by 1 h'],
    [{ byMs: 2 * day }, 'ahead by 2 d'],
    [{ byMs: -2 * day }, 'back by 2 d'],
    [{ byMs: 25 * hour + 90_000 }, 'ahead by 1 d 1 h 2 min'],
    [{ byMs: -20_000 }, 'back by 20 s'],
  ]);
  end();
  set += day;
  await pass(hour);
  expect(log.warn).toHaveBeenCalledTimes(5);
});

test('a clock that is slewed is none that was set', async () => {
  const end = reportJumps({ now: () => set + run, monotonic: () => run, log });
  await pass(6 * hour, 3);
  expect(log.warn).not.toHaveBeenCalled();
  end();
});
