/**
 * When a supervised process is started, ended and started again, as data: {@link step} takes what happened and tells what to do. Pure; the
 * clock and chance come in. The effects are carried out by supervise.ts.
 */

import type { Health, HealthState } from '../../channel.ts';
import { backOff } from '../../event-loop/back-off.ts';

/** All in ms, unless said otherwise. */
export interface SupervisionTiming {
  /** Longest time in `starting` or `authenticating`. */
  startLimit: number;
  /** Between two questions whether the child is alive; it has as long to answer. */
  heartbeat: number;
  /** Pause before the second start; doubles with each failure in a row, up to `mostWait`. */
  firstWait: number;
  mostWait: number;
  /** So many failures within `within` are too many. */
  mostFailures: number;
  within: number;
  /** Somebody else uses the session: how long we stay away. */
  conflictWait: number;
  /** Another program of ours uses the account's folder: when to look again. */
  lockedWait: number;
  /** Longest time that the child may take to end when asked. */
  stopLimit: number;
}

export const supervisionTiming: SupervisionTiming = {
  startLimit: 90_000,
  heartbeat: 30_000,
  firstWait: 1_000,
  mostWait: 300_000,
  mostFailures: 5,
  within: 600_000,
  conflictWait: 300_000,
  lockedWait: 10_000,
  stopLimit: 10_000,
};

/** States that a child tells of itself while it runs. */
export const reportedStates = ['starting', 'need_qr', 'authenticating', 'ready', 'degraded'] as const satisfies readonly HealthState[];
/**
 * Why a child ends on purpose. `logged_out`, `banned` and `failed` are final until the merchant starts the channel again; after `conflict` and
 * `locked` we wait; `rebuild` is a fresh start that is no failure.
 */
export const exitReasons = ['logged_out', 'banned', 'failed', 'conflict', 'locked', 'rebuild'] as const;
export type ExitReason = (typeof exitReasons)[number];

export interface Life {
  phase: 'stopped' | 'running' | 'waiting' | 'ended';
  health: Health;
  /** Times at which it failed lately, ms on the monotonic clock. */
  failures: readonly number[];
  /** Failures since it was last ready. */
  inARow: number;
}

export const initialLife: Life = { phase: 'stopped', health: { state: 'stopped' }, failures: [], inARow: 0 };

export type SupervisionEvent =
  | { type: 'start' }
  | { type: 'stop' }
  /** A pause is over. */
  | { type: 'due' }
  | { type: 'reported'; state: (typeof reportedStates)[number]; detail?: string }
  | { type: 'left'; why: ExitReason; detail: string }
  /** It ended by itself, or said that it cannot go on. */
  | { type: 'exited'; detail: string }
  /** `starting` or `authenticating` lasted too long. */
  | { type: 'late' }
  /** No answer to the heartbeat. */
  | { type: 'silent' };

export type Effect =
  | { do: 'spawn' }
  /** `graceful`: asks first. */
  | { do: 'end'; graceful: boolean }
  /** After `ms` comes `due`. */
  | { do: 'wait'; ms: number }
  /** After `ms` comes `late`; null: the limit is lifted. */
  | { do: 'limit'; ms: number | null };

export interface Moment {
  /** Ms on a monotonic clock: a wall clock that is set must neither forget failures nor keep them. */
  now: number;
  /** 0 up to 1. */
  chance: number;
}

type Next = [Life, Effect[]];

function begin(life: Life, timing: SupervisionTiming): Next {
  return [{ ...life, phase: 'running', health: { state: 'starting' } }, [{ do: 'spawn' }, { do: 'limit', ms: timing.startLimit }]];
}

/** Half of the pause is chance, so that several accounts do not start at once after the same fault. */
function restartPause(inARow: number, chance: number, timing: SupervisionTiming): number {
  const full = backOff(inARow, { first: timing.firstWait, most: timing.mostWait });
  return Math.max(timing.firstWait, Math.round(full / 2 + (full / 2) * chance));
}

function fail(life: Life, detail: string, graceful: boolean, { now, chance }: Moment, timing: SupervisionTiming): Next {
  const failures = [...life.failures.filter((at) => at > now - timing.within), now];
  const end: Effect[] = [
    { do: 'limit', ms: null },
    { do: 'end', graceful },
  ];
  if (failures.length >= timing.mostFailures) {
    const minutes = Math.round(timing.within / 60_000);
    const words = `${detail}. It failed ${failures.length} times within ${minutes} minutes and is not tried again: put it right, then start the channel again`;
    return [{ phase: 'ended', health: { state: 'failed', detail: words }, failures, inARow: life.inARow + 1 }, end];
  }
  const ms = restartPause(life.inARow, chance, timing);
  const health: Health = { state: 'degraded', detail: `${detail}; starting again` };
  return [{ phase: 'waiting', health, failures, inARow: life.inARow + 1 }, [...end, { do: 'wait', ms }]];
}

function leave(life: Life, why: ExitReason, detail: string, timing: SupervisionTiming): Next {
  const end: Effect[] = [
    { do: 'limit', ms: null },
    { do: 'end', graceful: true },
  ];
  if (why === 'logged_out' || why === 'banned' || why === 'failed') return [{ ...life, phase: 'ended', health: { state: why, detail } }, end];
  const waits = { conflict: timing.conflictWait, locked: timing.lockedWait, rebuild: timing.firstWait } as const;
  const health: Health = { state: why === 'rebuild' ? 'starting' : 'degraded', detail };
  return [{ ...life, phase: 'waiting', health }, [...end, { do: 'wait', ms: waits[why] }]];
}

function report(life: Life, state: (typeof reportedStates)[number], detail: string | undefined, timing: SupervisionTiming): Next {
  const health: Health = detail === undefined ? { state } : { state, detail };
  const limited = state === 'starting' || state === 'authenticating';
  const same = state === life.health.state;
  return [{ ...life, health, inARow: state === 'ready' ? 0 : life.inARow }, same ? [] : [{ do: 'limit', ms: limited ? timing.startLimit : null }]];
}

/** Decides what follows from what happened. Whatever does not fit the phase (a late word of a process that was given up) changes nothing. */
export function step(life: Life, event: SupervisionEvent, moment: Moment, timing: SupervisionTiming): Next {
  if (event.type === 'stop')
    return [
      initialLife,
      [
        { do: 'limit', ms: null },
        { do: 'end', graceful: true },
      ],
    ];
  if (event.type === 'start') return life.phase === 'stopped' || life.phase === 'ended' ? begin(initialLife, timing) : [life, []];
  if (event.type === 'due') return life.phase === 'waiting' ? begin(life, timing) : [life, []];
  if (life.phase !== 'running') return [life, []];
  switch (event.type) {
    case 'reported':
      return report(life, event.state, event.detail, timing);
    case 'left':
      return leave(life, event.why, event.detail, timing);
    case 'exited':
      return fail(life, event.detail, true, moment, timing);
    case 'late':
      return fail(life, `it was not ready within ${Math.round(timing.startLimit / 1000)} s (${life.health.state})`, true, moment, timing);
    case 'silent':
      return fail(life, `it gave no sign of life for ${Math.round(timing.heartbeat / 1000)} s`, false, moment, timing);
  }
}
