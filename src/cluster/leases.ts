/**
 * Leases on work that only one process at a time may do: timers, polling, a supervised account. They are kept in the store, so that no other server
 * is needed. Whoever wants a lease takes it over only after its row stayed unchanged for the whole term on its own clock, so that clocks need not
 * agree and may be set. The holder stops believing in it earlier than that.
 */

import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { type LeaseRow, leases } from '../store/process-rows.ts';
import { type Collection, type Store, StoreUnavailable } from '../store/store.ts';

export interface Lease {
  /** Number higher than that of every earlier holder. */
  readonly fence: number;
  /** Tells whether it is still held; false once it ran out or was given back. Asked before each thing that only the holder may do. */
  valid(): boolean;
  /** Resolves when it is no longer valid. */
  readonly over: Promise<void>;
  /** Gives it back, so that the next holder need not wait. */
  release(): Promise<void>;
}

export interface Leases {
  /** Resolves to the lease once this process has it; to null when `wanted` says that it is not wanted any more. `about` is kept with it. */
  hold(name: string, wanted?: () => boolean, about?: () => string): Promise<Lease | null>;
  /** Runs `work` while no one else runs work under this name. */
  alone<T>(name: string, work: (lease: Lease) => Promise<T>): Promise<T>;
  /** Gives everything back and takes nothing any more. */
  close(): Promise<void>;
}

export interface LeaseTimes {
  /** Others take over when they saw no sign of life for this long, ms. */
  term: number;
  /** A sign of life is given this often, ms. */
  renew: number;
  /** Interval between two looks at a lease of another process, ms. */
  look: number;
}

/** A dead holder is replaced within `term` + 2 x `look`, that is 10 s; a holder that was paused stops believing after `term` less one renewal. */
export const leaseTimes: LeaseTimes = { term: 8_000, renew: 2_000, look: 1_000 };

/** Creates the leases of a process that is alone: it has all of them, and only its own callers wait for each other. */
export function localLeases(): Leases {
  const held = new Map<string, Promise<void>>();
  const hold = async (name: string): Promise<Lease> => {
    const before = held.get(name);
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const mine = (before ?? Promise.resolve()).then(() => over);
    held.set(name, mine);
    await before;
    let valid = true;
    const release = async (): Promise<void> => {
      valid = false;
      if (held.get(name) === mine) held.delete(name);
      end();
    };
    return { fence: 1, valid: () => valid, over, release };
  };
  return { hold, alone: (name, work) => withLease(hold, name, work), close: async () => {} };
}

async function withLease<T>(hold: Leases['hold'], name: string, work: (lease: Lease) => Promise<T>): Promise<T> {
  const lease = await hold(name);
  if (!lease) throw new StoreUnavailable('the program is stopping');
  try {
    return await work(lease);
  } finally {
    await lease.release();
  }
}

export interface SharedLeasesOptions {
  store: Store;
  /** Instance id of this process. */
  holder: string;
  clock: Clock;
  log: Logger;
  times?: LeaseTimes;
}

/** Leases between processes that share a store. */
export function sharedLeases({ store, holder, clock, log, times = leaseTimes }: SharedLeasesOptions): Leases {
  const rows: Collection<LeaseRow> = store.collection(leases);
  const local = localLeases();
  const held = new Set<Lease>();
  let closed = false;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

  /** One try; null when somebody else has it or was faster. `seen`: the row as it was found `since` this time. */
  const take = async (name: string, seen: LeaseRow | null, since: number, about?: string): Promise<LeaseRow | null> => {
    if (!seen) return (await rows.insert({ _id: name, holder, fence: 1, about })) === 'done' ? rows.get(name) : null;
    const free = seen.holder === '' || clock.monotonic() - since >= times.term;
    return free ? rows.replace({ ...seen, holder, fence: seen.fence + 1, about }) : null;
  };

  const keep = (first: LeaseRow, takenAt: number, done: () => Promise<void>, about?: () => string): Lease => {
    let row = first;
    let believed = takenAt + times.term - times.renew;
    let apart = clock.now() - clock.monotonic();
    let ended = false;
    let beating = false;
    let cancel = (): void => {};
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const finish = (): void => {
      if (ended) return;
      ended = true;
      held.delete(lease);
      end();
      void done();
    };
    const lease: Lease = {
      fence: first.fence,
      valid() {
        if (ended || clock.monotonic() >= believed) return false;
        // A wall clock that went ahead was set, or the machine slept, which no other clock tells: the row knows.
        if (clock.now() - clock.monotonic() - apart <= times.renew) return true;
        void beat();
        return false;
      },
      over,
      async release() {
        if (ended) return;
        finish();
        await rows.replace({ ...row, holder: '' }).catch(() => null);
      },
    };
    const beat = async (): Promise<void> => {
      if (ended || beating) return;
      cancel();
      const began = clock.monotonic();
      if (began >= believed) return finish();
      const apartThen = clock.now() - began;
      beating = true;
      try {
        const next = await rows.replace(about ? { ...row, about: about() } : row);
        if (ended) return;
        if (!next) {
          log.warn({ lease: row._id }, 'another process has taken this over');
          return finish();
        }
        row = next;
        believed = began + times.term - times.renew;
        apart = apartThen;
      } catch (error) {
        log.warn({ lease: row._id, err: error }, 'no sign of life could be given; tried again');
      } finally {
        beating = false;
      }
      cancel = clock.after(Math.max(0, Math.min(times.renew, believed - clock.monotonic())), () => void beat());
    };
    cancel = clock.after(times.renew, () => void beat());
    held.add(lease);
    return lease;
  };

  const hold: Leases['hold'] = async (name, wanted = () => true, about) => {
    const own = await local.hold(name);
    let version = -1;
    let since = 0;
    while (!closed && wanted()) {
      try {
        const began = clock.monotonic();
        const seen = await rows.get(name);
        if ((seen?.v ?? 0) !== version) [version, since] = [seen?.v ?? 0, clock.monotonic()];
        const row = await take(name, seen, since, about?.());
        if (row?.holder === holder) return keep(row, began, own ? () => own.release() : async () => {}, about);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
      await pause(times.look);
    }
    await own?.release();
    return null;
  };

  return {
    hold,
    alone: (name, work) => withLease(hold, name, work),
    async close() {
      closed = true;
      await Promise.all([...held].map((lease) => lease.release()));
    },
  };
}
