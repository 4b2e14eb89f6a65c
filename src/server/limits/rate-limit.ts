import { isIP } from 'node:net';

export interface Bucket {
  /** Most at once. */
  burst: number;
  /** Refilled per second. */
  perSecond: number;
}

/** Longest wait that is asked of anybody, s: a client that obeys must not be gone for long, whatever went wrong here. */
const longestWait = 300;

/** Returns a wait in ms as the value of `Retry-After`: 1 to 300 seconds. */
export function retryAfter(ms: number): string {
  return String(Math.min(longestWait, Math.max(1, Math.ceil(ms / 1_000) || 1)));
}

/** Token buckets by key. `take` answers 0 when allowed, else the milliseconds until it will be; `cost` is 1 unless given, at most the burst. */
export interface RateLimit {
  take(key: string, cost?: number): number;
  /** Returns the answer that `take` would give, without taking. */
  wait(key: string): number;
}

/** Creates a limit. Memory is bounded: beyond `maxKeys` the buckets that are full again are dropped first, then the oldest. */
export function createRateLimit({ burst, perSecond }: Bucket, now: () => number, maxKeys = 20_000): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  // A bucket of the future was filled before the clock was set back: it goes on from now, or it would stay empty until that time comes again.
  const find = (key: string, at: number) => {
    const bucket = buckets.get(key);
    if (bucket && bucket.at > at) bucket.at = at;
    return bucket;
  };
  const level = (bucket: { left: number; at: number }, at: number) => Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
  const shrink = (at: number) => {
    for (const [key, bucket] of buckets) if (level(bucket, at) >= burst) buckets.delete(key);
    for (const key of buckets.keys()) {
      if (buckets.size <= maxKeys * 0.9) break;
      buckets.delete(key);
    }
  };
  const msUntilNext = (left: number, cost = 1) => (left >= cost ? 0 : Math.ceil(((cost - left) / perSecond) * 1_000));
  return {
    wait(key) {
      const at = now();
      const bucket = find(key, at);
      return bucket ? msUntilNext(level(bucket, at)) : 0;
    },
    take(key, cost = 1) {
      const at = now();
      const left = level(find(key, at) ?? { left: burst, at }, at);
      const allowed = left >= cost;
      buckets.delete(key);
      buckets.set(key, { left: allowed ? left - cost : left, at });
      if (buckets.size > maxKeys) shrink(at);
      return msUntilNext(left, cost);
    },
  };
}

/**
 * Returns the key of an address, one for all its spellings, with a port or without: an IPv6 network of 64 bits counts as one, since a single customer
 * has all of it. What is no address is nobody's own.
 */
export function addressKey(ip: string | undefined): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(ip ?? '')?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(ip ?? '')?.[1] ?? ip ?? '';
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return 'unknown';
  const written = new URL(`http://[${bare.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written) ?? [];
  if (high !== undefined && low !== undefined)
    return [high, low].flatMap((pair) => [Number.parseInt(pair, 16) >> 8, Number.parseInt(pair, 16) & 255]).join('.');
  const [head = '', tail] = written.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const groups = tail === undefined ? front : [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
