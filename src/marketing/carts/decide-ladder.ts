/** Decides the next act of a ladder. Pure: all that it looks at is in the situation. */
import { type Policy, quietUntil } from '../gate.ts';
import { isZone } from '../zone-time.ts';
import type { Ending, LadderRow, SentKind, StepKind } from './ladder-rows.ts';

const hour = 3_600_000;

/** A step is given up when it could not go out for this long after its time, ms. */
export const stale = 24 * hour;
/** A customer who wrote this long ago or less is talking, ms. */
export const talking = 30 * 60_000;
/** Time for which a ladder whose steps are all out still hears of an order, ms. */
export const afterwards = 3 * 24 * hour;
/** Pause until it is looked again whether somebody has become known, or has agreed, ms. */
const lookAgain = hour;

export interface LadderStep {
  do: StepKind;
  /** Time after the cart was left, ms. */
  after: number;
}

export interface LadderRules {
  steps: readonly LadderStep[];
  /** A person gets one ladder in this time, ms. */
  onceIn: number;
  soldOut: 'end' | 'alternatives';
}

export interface LadderSituation {
  ladder: Pick<LadderRow, 'step' | 'startedAt' | 'sentAt' | 'version' | 'sent'>;
  /** The cart as it is now; null when it is gone. `left`: pieces that can be had. */
  cart: { version: string; updatedAt: number; count: number; left: number } | null;
  /** An order came of the cart, or of the person since the cart was left. */
  ordered: boolean;
  /** The person; null: nobody knows who it is. */
  person: { marketing?: boolean; promos: readonly number[]; zone?: string } | null;
  /** All conversations of the person together; `reachable`: one of them can be written to. */
  talk: { reachable: boolean; taken: boolean; lastInAt: number };
  /** Another ladder wrote to the person within `onceIn`. */
  another: boolean;
  /** There are alternatives to what has sold out. */
  alternatives: boolean;
  now: number;
}

/** `wait`: look again at `until`, epoch ms. */
export type LadderDecision = { do: 'wait'; until: number } | { do: 'end'; why: Ending } | { do: 'send'; kind: SentKind };

const end = (why: Ending): LadderDecision => ({ do: 'end', why });
const wait = (until: number): LadderDecision => ({ do: 'wait', until });

/** Returns the time at which the next step is due, epoch ms: so long after the cart was left, and never closer to the step before than the two are planned apart. */
export function dueOf({ step, startedAt, sentAt }: LadderSituation['ladder'], updatedAt: number, steps: readonly LadderStep[]): number {
  const after = steps[step]?.after ?? 0;
  const left = sentAt === undefined ? Math.max(startedAt, updatedAt) : startedAt;
  const gap = after - (steps[step - 1]?.after ?? 0);
  return Math.max(left + after, sentAt === undefined ? 0 : sentAt + gap);
}

/** Decides; the first line that fits holds. What ends a ladder comes before what makes it wait. */
export function decideLadder(situation: LadderSituation, { steps, soldOut }: LadderRules, policy: Policy): LadderDecision {
  const { ladder, cart, person, talk, now } = situation;
  const { step, sentAt } = ladder;
  if (situation.ordered) return end('ordered');
  if (!cart || cart.count === 0) return end('emptied');
  if (cart.version !== ladder.version) return end('changed');
  if (person?.marketing === false) return end('opted_out');
  if (talk.taken) return end('taken_over');
  if (sentAt !== undefined && talk.lastInAt > sentAt) return end('replied');
  const next = steps[step];
  if (!next || ladder.sent.at(-1)?.do === 'alternatives') return now >= (sentAt ?? now) + afterwards ? end('done') : wait((sentAt ?? now) + afterwards);
  const due = dueOf(ladder, cart.updatedAt, steps);
  if (now < due) return wait(due);
  if (now >= due + stale) return end('late');
  if (now - talk.lastInAt < talking) return wait(Math.min(talk.lastInAt + talking, due + stale));
  if (person?.marketing !== true || !talk.reachable) return wait(Math.min(now + lookAgain, due + stale));
  if (situation.another) return end('recent');
  const quiet = policy.quiet?.classes.includes('promo') ? quietUntil(policy.quiet, zoneOf(person, policy), now) : undefined;
  if (quiet !== undefined) return wait(quiet);
  const free = capFree(person.promos, policy.caps, now);
  if (free > now) return wait(Math.min(free, due + stale));
  if (cart.left === 0) return soldOut === 'alternatives' && situation.alternatives ? { do: 'send', kind: 'alternatives' } : end('sold_out');
  return { do: 'send', kind: next.do };
}

const zoneOf = ({ zone }: { zone?: string }, policy: Policy): string => (zone !== undefined && isZone(zone) ? zone : policy.zone);

/** The first moment, epoch ms, at which no frequency cap refuses a promotion; `now` or earlier: it may go out. */
function capFree(promos: readonly number[], caps: Policy['caps'], now: number): number {
  let free = now;
  for (const { count, ms } of caps) {
    const within = promos.filter((at) => at > now - ms).sort((a, b) => a - b);
    if (within.length < count) continue;
    // Where none is allowed at all, no time makes it free.
    const oldest = count === 0 ? undefined : within[within.length - count];
    free = Math.max(free, oldest === undefined ? Number.MAX_SAFE_INTEGER : oldest + ms);
  }
  return free;
}
