/** Addresses whose signed requests fail. Behind a proxy everybody may share one, so that what is cheap to check is checked all the same. */
import type { IncomingMessage } from 'node:http';
import { createAddressLimit } from './address-limit.ts';
import { callerAddress } from './caller-address.ts';

/** Rate of failures that are nothing to mind: a wrong secret makes the provider try again. */
const failures = { burst: 30, perSecond: 0.5 };
/** Largest body that is still taken from an address with more failures, bytes. Its signature is checked in well under a millisecond. */
const cheapBytes = 64 * 1024;

export interface FailingCallers {
  /** Largest body to read for this request, at most `limit`, and when more may come again, seconds (1 to 60). */
  room(request: IncomingMessage, limit: number): { bytes: number; retryAfter: number };
  /** Counts a request that was refused. */
  failed(request: IncomingMessage): void;
}

export function createFailingCallers(proxies: number, now: () => number): FailingCallers {
  const limit = createAddressLimit(failures, now);
  return {
    room(request, most) {
      const wait = limit.wait(callerAddress(request, proxies));
      return { bytes: wait > 0 ? Math.min(most, cheapBytes) : most, retryAfter: Math.min(60, Math.max(1, Math.ceil(wait / 1_000))) };
    },
    failed(request) {
      limit.take(callerAddress(request, proxies));
    },
  };
}
