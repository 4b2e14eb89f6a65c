import { describe, expect, it } from 'vitest';
import { addressKey, createRateLimit } from './rate-limit.ts';

describe('rate limit', () => {
  it('allows a burst, then as fast as it refills', () => {
    let now = 0;
    const limit = createRateLimit({ burst: 2, perSecond: 1 }, () => now);
    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 1_000, 0]);
    now = 1_000;
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 1_000]);
  });

  it.each([-3_600_000, 2 * 86_400_000])('refills at its pace when the clock is set by %i ms and back', (jump) => {
    let now = 1_000 * 86_400_000;
    const limit = createRateLimit({ burst: 2, perSecond: 1 }, () => now);
    const drain = () => [1, 2, 3].map(() => limit.take('a'));
    drain();
    now += jump;
    drain();
    expect([limit.wait('a'), limit.take('a')]).toEqual([1_000, 1_000]);
    now -= jump;
    drain();
    expect([limit.wait('a'), limit.take('a')]).toEqual([1_000, 1_000]);
    now += 1_000;
    expect(limit.take('a')).toBe(0);
  });

  it('goes on from now for who only asks how long, after the clock was set back', () => {
    let now = 1_000 * 86_400_000;
    const limit = createRateLimit({ burst: 1, perSecond: 1 }, () => now);
    limit.take('a');
    now -= 3_600_000;
    expect(limit.wait('a')).toBe(1_000);
    now += 1_000;
    expect(limit.wait('a')).toBe(0);
  });

  it('counts what costs more', () => {
    let now = 0;
    const limit = createRateLimit({ burst: 100, perSecond: 10 }, () => now);
    expect([limit.take('a', 80), limit.take('a', 30), limit.take('a', 20)]).toEqual([0, 1_000, 0]);
    now = 3_000;
    expect(limit.take('a', 30)).toBe(0);
  });

  it('forgets the oldest when there are too many', () => {
    const limit = createRateLimit({ burst: 1, perSecond: 0.001 }, () => 0, 10);
    for (let i = 0; i < 20; i += 1) limit.take(`k${i}`);
    expect(limit.take('k19')).toBeGreaterThan(0);
    expect(limit.take('k0')).toBe(0);
  });

  it('counts an IPv6 network as one address', () => {
    expect(addressKey('2001:db8:1:2:3::4')).toBe(addressKey('2001:db8:1:2:ffff::1'));
    expect(addressKey('2001:db8:1:3::4')).not.toBe(addressKey('2001:db8:1:2::4'));
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
    expect(addressKey('::ffff:10.0.0.1')).toBe('10.0.0.1');
    expect(addressKey(undefined)).toBe('unknown');
    for (const same of ['203.0.113.7', '203.0.113.7:1001', '::ffff:203.0.113.7', '::FFFF:cb00:7107', '[::ffff:203.0.113.7]:80', '0:0:0:0:0:ffff:203.0.113.7'])
      expect([same, addressKey(same)]).toEqual([same, '203.0.113.7']);
    for (const same of ['2001:DB8::1', '2001:0db8:0:0::2', '[2001:db8::3]:443', '2001:db8:0:0:0:0:0:4', '2001:db8::5%eth0'])
      expect([same, addressKey(same)]).toEqual([same, '2001:db8:0:0::/64']);
    for (const none of ['', ' ', 'unknown', '_hidden', '1.2.3', '1.2.3.4.5', '01.2.3.4', '<script>']) expect(addressKey(none)).toBe('unknown');
  });
});
