import { expect, it } from 'vitest';
import { createAddressLimit, networkKey, placeKey } from './address-limit.ts';

it('names the network of an IPv6 address only', () => {
  expect(networkKey('2001:db8:1:2::7')).toBe('2001:db8:1::/48');
  expect(networkKey('2001:db8::1')).toBe('2001:db8:0::/48');
  expect([networkKey('203.0.113.7'), networkKey('::ffff:203.0.113.7'), networkKey(undefined)]).toEqual([null, null, null]);
});

it('lets a /48 have eight shares, however many /64 it speaks from', () => {
  const limit = createAddressLimit({ burst: 2, perSecond: 1 }, () => 0);
  let allowed = 0;
  for (let net = 0; net < 100; net += 1) if (limit.take(`2001:db8:1:${net.toString(16)}::1`) === 0) allowed += 1;
  expect(allowed).toBe(16);
  expect(limit.take('2001:db8:2::1')).toBe(0);
  expect([limit.take('203.0.113.7'), limit.take('203.0.113.7'), limit.take('203.0.113.7')]).toEqual([0, 0, 1_000]);
});

it('gives places to a whole /48 as to one address', () => {
  expect(placeKey('2001:db8:1:2::1')).toBe(placeKey('2001:db8:1:ffff::9'));
  expect(placeKey('2001:db8:1::1')).not.toBe(placeKey('2001:db8:2::1'));
  expect(placeKey('203.0.113.7')).toBe('203.0.113.7');
});
