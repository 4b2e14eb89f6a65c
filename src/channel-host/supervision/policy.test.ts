import { describe, expect, it } from 'vitest';
import { type Effect, initialLife, type Life, type SupervisionEvent, step, supervisionTiming as timing } from './policy.ts';

const minute = 60_000;
/** Runs events, each at its time; answers the last state and what was to be done then. */
function live(...events: [at: number, SupervisionEvent][]): { life: Life; effects: Effect[] } {
  let life = initialLife;
  let effects: Effect[] = [];
  for (const [now, event] of events) [life, effects] = step(life, event, { now, chance: 0.999_999 }, timing);
  return { life, effects };
}
const start: SupervisionEvent = { type: 'start' };
const due: SupervisionEvent = { type: 'due' };
const crash: SupervisionEvent = { type: 'exited', detail: 'it crashed' };
const ready: SupervisionEvent = { type: 'reported', state: 'ready' };
const waitOf = (effects: Effect[]) => effects.flatMap((effect) => (effect.do === 'wait' ? [effect.ms] : []))[0];

describe('when a process is started', () => {
  it('at start, with a limit of 90 s until it is more than starting', () => {
    expect(live([0, start]).effects).toEqual([{ do: 'spawn' }, { do: 'limit', ms: 90_000 }]);
    expect(live([0, start], [1, { type: 'reported', state: 'need_qr' }]).effects).toEqual([{ do: 'limit', ms: null }]);
    expect(live([0, start], [1, { type: 'reported', state: 'need_qr' }], [2, { type: 'reported', state: 'authenticating' }]).effects).toEqual([
      { do: 'limit', ms: 90_000 },
    ]);
    expect(live([0, start], [1, { type: 'reported', state: 'authenticating' }], [2, { type: 'late' }]).life.health).toEqual({
      state: 'degraded',
      detail: 'it was not ready within 90 s (authenticating); starting again',
    });
  });

  it('the limit is not moved by the same state again', () => {
    expect(live([0, start], [1, { type: 'reported', state: 'starting', detail: 'half' }]).effects).toEqual([]);
  });

  it('after pauses from 1 s that double up to 5 min, and from 1 s again once it was ready', () => {
    const pauses: (number | undefined)[] = [];
    let life = initialLife;
    [life] = step(life, start, { now: 0, chance: 0 }, timing);
    for (let n = 1; n <= 12; n++) {
      const [next, effects] = step(life, crash, { now: n * 20 * minute, chance: 0.999_999 }, timing);
      pauses.push(waitOf(effects));
      [life] = step(next, due, { now: n * 20 * minute, chance: 0 }, timing);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000));
    [life] = step(life, ready, { now: 999 * minute, chance: 0 }, timing);
    expect(waitOf(step(life, crash, { now: 1_000 * minute, chance: 0.999_999 }, timing)[1])).toBe(1_000);
  });

  it('chance takes up to half of a pause, never below 1 s', () => {
    const life: Life = { ...initialLife, phase: 'running', inARow: 3 };
    expect(waitOf(step(life, crash, { now: 0, chance: 0 }, timing)[1])).toBe(4_000);
    expect(waitOf(step({ ...life, inARow: 0 }, crash, { now: 0, chance: 0 }, timing)[1])).toBe(1_000);
  });

  it('not after the fifth failure within 10 min; four and one later are fine', () => {
    const four: [number, SupervisionEvent][] = [1, 2, 3, 4].flatMap((n) => [
      [n * minute, crash],
      [n * minute, due],
    ]);
    const fifth = live([0, start], ...four, [10 * minute, crash]);
    expect(fifth.life).toMatchObject({ phase: 'ended', health: { state: 'failed' } });
    expect(fifth.life.health.detail).toContain('start the channel again');
    expect(waitOf(fifth.effects)).toBeUndefined();
    expect(live([0, start], ...four, [11 * minute, crash]).life.phase).toBe('waiting');
  });

  it.each(['logged_out', 'banned', 'failed'] as const)('not after it left as %s, until it is started anew', (why) => {
    const left = live([0, start], [1, { type: 'left', why, detail: 'so it is' }], [2, due], [3, crash]);
    expect(left.life).toMatchObject({ phase: 'ended', health: { state: why, detail: 'so it is' } });
    expect(left.effects).toEqual([]);
    expect(step(left.life, start, { now: 4, chance: 0 }, timing)[0]).toMatchObject({ phase: 'running', failures: [] });
  });

  it('after a conflict only when some time has passed, and it is no failure', () => {
    const { life, effects } = live([0, start], [1, { type: 'left', why: 'conflict', detail: 'open elsewhere' }]);
    expect(life).toMatchObject({ phase: 'waiting', health: { state: 'degraded', detail: 'open elsewhere' }, failures: [] });
    expect(waitOf(effects)).toBe(5 * minute);
  });

  it('a stuck one is ended without asking', () => {
    expect(live([0, start], [1, ready], [2, { type: 'silent' }]).effects).toContainEqual({ do: 'end', graceful: false });
  });

  it('stop ends everything, whatever is late to come', () => {
    const stopped = live([0, start], [1, { type: 'stop' }], [2, crash], [3, due], [4, ready]);
    expect(stopped.life).toEqual(initialLife);
    expect(stopped.effects).toEqual([]);
  });
});
