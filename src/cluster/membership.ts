/** Membership of the processes that are alive: each writes a sign of life to the store, and each watches the others' on its own clock. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { type LeaseRow, leases as leaseRows } from '../store/process-rows.ts';
import type { Store } from '../store/store.ts';
import { type Lease, type Leases, type LeaseTimes, leaseTimes } from './leases.ts';

const prefix = 'process:';
/** Rows of processes that are over are removed after this time, ms. */
const forgetAfter = 600_000;
const most = 1000;

/** Description that a process publishes of itself. A process of another version may leave fields out; it counts as alive all the same. */
const cardSchema = z.object({
  role: z.string().catch(''),
  host: z.string().catch(''),
  pid: z.int().catch(0),
  version: z.string().catch(''),
  /** Hash of the config and of the flows that are live there. */
  config: z.string().catch(''),
  flows: z.string().catch(''),
});
export type ProcessCard = z.infer<typeof cardSchema>;

export interface Membership {
  /** Resolves when this process is known to the others. */
  start(): Promise<void>;
  instanceId(): string;
  alive(): boolean;
  isDead(instanceId: string): Promise<boolean>;
  /** Processes that give signs of life, this one included, by name. */
  others(): readonly (ProcessCard & { instanceId: string })[];
  stop(): Promise<void>;
}

export interface MembershipOptions {
  store: Store;
  leases: Leases;
  clock: Clock;
  log: Logger;
  card(): ProcessCard;
  times?: LeaseTimes;
}

/** Creates the membership; other processes do not see this one before `start`. */
export function createMembership({ store, leases, clock, log, card, times = leaseTimes }: MembershipOptions): Membership {
  const rows = store.collection(leaseRows);
  const seen = new Map<string, { row: LeaseRow; since: number }>();
  let instanceId = randomUUID();
  let lease: Lease | null = null;
  let stopped = false;
  let cancel = (): void => {};

  const note = (row: LeaseRow): void => {
    const before = seen.get(row._id);
    if (!before || before.row.v !== row.v) seen.set(row._id, { row, since: clock.monotonic() });
  };
  const over = (id: string): boolean => {
    const known = seen.get(id);
    return !known || known.row.holder === '' || clock.monotonic() - known.since >= times.term;
  };

  /** Takes a name; a new one whenever others may have given the old one up. */
  const appear = async (): Promise<void> => {
    const mine = instanceId;
    lease = await leases.hold(
      prefix + mine,
      () => !stopped,
      () => JSON.stringify(card()),
    );
    void lease?.over.then(() => {
      if (stopped || instanceId !== mine) return;
      log.warn({ instanceId: mine }, 'this process gave no sign of life for too long; others take over what it was working on');
      instanceId = randomUUID();
      void appear().catch((error: unknown) => log.error({ err: error }, 'this process could not be made known again'));
    });
  };

  const look = async (): Promise<void> => {
    try {
      const found = await rows.find({ where: { _id: { gt: prefix, lt: 'process;' } }, limit: most });
      const there = new Set(found.map((row) => row._id));
      for (const row of found) note(row);
      for (const [id, { row, since }] of seen) {
        if (!there.has(id)) seen.delete(id);
        else if (over(id) && clock.monotonic() - since > forgetAfter) await rows.delete(row._id);
      }
    } catch (error) {
      log.debug({ err: error }, 'the other processes could not be looked at');
    }
    if (!stopped) cancel = clock.after(times.look, () => void look());
  };

  return {
    async start() {
      await appear();
      await look();
    },
    instanceId: () => instanceId,
    alive: () => lease?.valid() ?? false,
    async isDead(other) {
      if (other === instanceId) return false;
      const id = prefix + other;
      if (!seen.has(id)) {
        const row = await rows.get(id);
        if (!row) return true;
        note(row);
      }
      return over(id);
    },
    others: () =>
      [...seen]
        .filter(([id]) => !over(id))
        .map(([id, { row }]) => ({ instanceId: id.slice(prefix.length), ...cardSchema.parse(JSON.parse(row.about ?? '{}')) }))
        .sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1)),
    async stop() {
      stopped = true;
      cancel();
      await lease?.release();
    },
  };
}
