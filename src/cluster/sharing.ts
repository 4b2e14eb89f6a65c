/** Sharing of the work between processes: leases and signs of life in the store, wake-ups by Redis. */
import { randomUUID } from 'node:crypto';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import { type Leases, sharedLeases } from './leases.ts';
import { createMembership, type Membership, type ProcessCard } from './membership.ts';
import { openRedisJobs, type RedisJobs } from './redis-jobs.ts';
import { createSharedCluster, type Role, type SharedCluster } from './shared-cluster.ts';

export interface SharingOptions {
  redisUrl: string;
  role: Role;
  store: Store;
  log: Logger;
  now(): number;
  /** Conversations worked on at once. */
  atOnce: number;
  card(): ProcessCard;
  /** Tells whether only the process that started the account (`channel:account`) sends for it. */
  attached(account: string): boolean;
}

export interface Sharing {
  leases: Leases;
  membership: Membership;
  jobs: RedisJobs;
  cluster: SharedCluster;
  /** Closes it; called after the runtime has stopped. */
  close(): Promise<void>;
}

/** Resolves when this process is known to the others; Redis may still be away. */
export async function openSharing({ redisUrl, role, store, log, now, atOnce, card, attached }: SharingOptions): Promise<Sharing> {
  const clock = realClock(now);
  const leases = sharedLeases({ store, holder: randomUUID(), clock, log });
  const membership = createMembership({ store, leases, clock, log, card });
  await membership.start();
  const jobs = openRedisJobs({ url: redisUrl, log });
  const cluster = createSharedCluster({ role, jobs, membership, leases, clock, log, atOnce, attached });
  return {
    leases,
    membership: membership,
    jobs,
    cluster,
    async close() {
      await jobs.close();
      await membership.stop();
      await leases.close();
    },
  };
}
