/** Addresses that nobody from outside may have us reach: the machine itself, its network, and ranges that no public server has (IANA special-purpose registries). */
import { BlockList, isIP } from 'node:net';

const blocked = new BlockList();
const ranges4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // What a machine at Azure asks for its certificates and settings.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** The only range of public IPv6 addresses, and what in it is none or carries an IPv4 address inside (Teredo, 6to4). Mapped ones are checked as IPv4. */
const public6 = new BlockList();
public6.addSubnet('2000::', 3, 'ipv6');
const ranges6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
for (const [net, bits] of ranges4) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of ranges6) blocked.addSubnet(net, bits, 'ipv6');

/** Tells whether an address is private: one that is not public, and what is no address at all. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return blocked.check(bare, 'ipv4');
  if (family !== 6) return true;
  const inner = mapped4(bare);
  return inner ? blocked.check(inner, 'ipv4') : !public6.check(bare, 'ipv6') || blocked.check(bare, 'ipv6');
}

/** The IPv4 address inside `::ffff:a.b.c.d`, however it is written. */
function mapped4(address: string): string | undefined {
  const written = new URL(`http://[${address}]`).hostname;
  const match = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(written);
  if (!match) return undefined;
  const [high, low] = [Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
