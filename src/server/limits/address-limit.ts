import { addressKey, type Bucket, createRateLimit } from './rate-limit.ts';

/** Share of a whole IPv6 network of 48 bits, as a multiple of that of one address: a provider gives one to a site, and a site may be many people. */
const networkShare = 8;

/** Returns the network of 48 bits of an IPv6 address, null for any other. */
export function networkKey(ip: string | undefined): string | null {
  const key = addressKey(ip);
  return key.endsWith('::/64') ? `${key.slice(0, -'::/64'.length).split(':').slice(0, 3).join(':')}::/48` : null;
}

/**
 * Returns the key that a request's place is counted under: its address; of IPv6 the network of 48 bits, since places are few and one line may have
 * 65,536 networks of 64.
 */
export function placeKey(ip: string | undefined): string {
  return networkKey(ip) ?? addressKey(ip);
}

/**
 * Creates a limit for each address; IPv6 counts by /64 and, with eight times the share, by /48, since one line may have 65,536 of the former. Both
 * answer as a RateLimit does.
 */
export function createAddressLimit(
  bucket: Bucket,
  now: () => number,
): { take(ip: string | undefined, cost?: number): number; wait(ip: string | undefined): number } {
  const addresses = createRateLimit(bucket, now);
  const networks = createRateLimit({ burst: bucket.burst * networkShare, perSecond: bucket.perSecond * networkShare }, now);
  return {
    wait(ip) {
      const network = networkKey(ip);
      return addresses.wait(addressKey(ip)) || (network ? networks.wait(network) : 0);
    },
    take(ip, cost = 1) {
      const network = networkKey(ip);
      return addresses.take(addressKey(ip), cost) || (network ? networks.take(network, cost) : 0);
    },
  };
}
