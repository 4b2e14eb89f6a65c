/** The processes that share MongoDB and Redis: what this one does, and how the others hear of work. */
import { createHash } from 'node:crypto';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { accountId } from '../message.ts';
import type { Cluster } from '../runtime/base/cluster.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { Lease, Leases } from './leases.ts';
import type { Membership } from './membership.ts';
import type { RedisJobs } from './redis-jobs.ts';
import { sendQueue } from './send-queue.ts';

export const roles = ['all', 'ingress', 'worker', 'sender'] as const;
export type Role = (typeof roles)[number];

const doesTurns = (role: string): boolean => role === 'all' || role === 'worker';
const doesSends = (role: string): boolean => role === 'all' || role === 'sender';

/** Longest time that a job may hold its conversation, ms; work that takes longer goes on without the job. */
const jobMost = 300;
/** Interval of the sweep, which asks the store for work that no wake-up announced, ms: while Redis is there, and while it is away. */
const sweepEvery = { ready: 10_000, away: 1_000 };
const sweepMost = { ready: 1_000, away: 200 };

export interface SharedClusterOptions {
  role: Role;
  jobs: RedisJobs;
  membership: Membership;
  leases: Leases;
  clock: Clock;
  log: Logger;
  /** Conversations worked on at once. */
  atOnce: number;
  /** Tells whether only the process that started the account sends for it. */
  attached(account: string): boolean;
}

export interface SharedCluster extends Cluster {
  readonly role: Role;
  /** Begins to work; `runtime` is started by then. */
  start(runtime: Runtime): void;
  /** Runs work that only one process may do: `begin` is called once the lease is this process's, and the function it returns when the lease is over. */
  lead(name: string, begin: (lease: Lease) => Promise<() => Promise<void>>): void;
  /** Notes whether this process has the account's connection: it then sends for it. */
  attach(account: string, here: boolean): void;
  stop(): Promise<void>;
}

/** Creates the cluster of several processes; it begins nothing before `start`. */
export function createSharedCluster(options: SharedClusterOptions): SharedCluster {
  const { role, jobs, membership, leases, clock, log, atOnce, attached } = options;
  const turns = doesTurns(role);
  const here = new Map<string, () => Promise<void>>();
  const ends: (() => Promise<void>)[] = [];
  let runtime: Runtime | undefined;
  let leader: Lease | null = null;
  let stopped = false;
  let sweptAt = Number.NEGATIVE_INFINITY;
  let cancel = (): void => {};
  const work = {
    run: async (id: string) => runtime?.work(id, jobMost),
    again: async (id: string) => (stopped ? false : ((await runtime?.wants(id)) ?? false)),
  };

  const wake: Cluster['wake'] = (conversation, purpose, to) => {
    const queue = purpose === 'turn' ? 'turns' : sendQueue(to && attached(accountId(to)) ? accountId(to) : null);
    void jobs.add(queue, conversation).then((added) => {
      // Without Redis each process does what it hears of; the others' part is found by their sweep.
      if (!added && !stopped && (purpose === 'turn' ? turns : to && cluster.sends(to))) void runtime?.work(conversation, 0);
    });
  };

  /** Tells whether the conversation falls to this process, among those that do the work (`does`), while nobody hands jobs out. */
  const isMine = (conversation: string, does: (role: string) => boolean): boolean => {
    const workers = membership.others().filter((one) => does(one.role));
    const place = workers.findIndex(({ instanceId }) => instanceId === membership.instanceId());
    if (place < 0) return false;
    return createHash('sha1').update(conversation).digest().readUInt32BE(0) % workers.length === place;
  };

  const sweep = async (): Promise<void> => {
    const away = !jobs.ready();
    try {
      if (away && runtime) {
        const found = turns ? (await runtime.pending(sweepMost.away)).filter((id) => isMine(id, doesTurns)) : [];
        const unsent = doesSends(role) ? (await runtime.unsent(sweepMost.away)).filter((id) => isMine(id, doesSends)) : [];
        for (const id of new Set([...found, ...unsent])) void runtime.work(id, 0);
      } else if (!away && leader?.valid() && clock.monotonic() - sweptAt >= sweepEvery.ready) {
        sweptAt = clock.monotonic();
        for (const id of await (runtime?.pending(sweepMost.ready) ?? [])) await jobs.add('turns', id);
      }
    } catch (error) {
      log.debug({ err: error }, 'the store could not be swept; tried again soon');
    }
    if (!stopped) cancel = clock.after(sweepEvery.away, () => void sweep());
  };

  const cluster: SharedCluster = {
    role,
    shared: true,
    instanceId: membership.instanceId,
    alive: membership.alive,
    isDead: membership.isDead,
    turns,
    sends: (to) => doesSends(role) && (!attached(accountId(to)) || here.has(accountId(to))),
    leads: () => leader?.valid() ?? false,
    wake,
    take: jobs.take,
    pause: jobs.pause,
    start(started) {
      runtime = started;
      if (turns) ends.push(jobs.work('turns', atOnce, work));
      if (doesSends(role)) ends.push(jobs.work('sends', atOnce, work));
      if (turns)
        cluster.lead('timers', async (lease) => {
          leader = lease;
          sweptAt = Number.NEGATIVE_INFINITY;
          return async () => {};
        });
      // What was stored while Redis was away, or forgot everything, is found at once.
      jobs.onReady(() => {
        sweptAt = Number.NEGATIVE_INFINITY;
      });
      void sweep();
    },
    lead(name, begin) {
      const go = async (): Promise<void> => {
        while (!stopped) {
          const lease = await leases.hold(name, () => !stopped);
          if (!lease) return;
          let end = async (): Promise<void> => {};
          try {
            end = await begin(lease);
          } catch (error) {
            log.error({ lease: name, err: error }, 'could not be begun; tried again soon');
            await lease.release();
            await new Promise<void>((resolve) => clock.after(1_000, resolve));
          }
          const over = lease.over.then(end);
          ends.push(async () => {
            await lease.release();
            await over;
          });
          await over;
        }
      };
      void go().catch((error: unknown) => log.error({ lease: name, err: error }, 'given up'));
    },
    attach(account, isHere) {
      if (!isHere) {
        void here.get(account)?.();
        here.delete(account);
      } else if (!here.has(account)) here.set(account, attached(account) ? jobs.work(sendQueue(account), atOnce, work) : async () => {});
    },
    async stop() {
      stopped = true;
      cancel();
      await Promise.all([...ends, ...here.values()].map((end) => end()));
    },
  };
  return cluster;
}
