import { expect, test } from 'vitest';
import { isPrivateAddress } from './private-address.ts';

/** What may not be reached, each beside its nearest neighbour that may: the last address before a range or the first after it. */
const table: [kind: string, refused: string[], open: string[]][] = [
  ['this network', ['0.0.0.0', '0.255.255.255'], ['1.0.0.0']],
  ['private 10/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
  ['shared (CGNAT), with the metadata of Alibaba Cloud', ['100.64.0.0', '100.127.255.255', '100.100.100.200'], ['100.63.255.255', '100.128.0.0']],
  ['loopback', ['127.0.0.1', '127.255.255.255'], ['126.255.255.255', '128.0.0.0']],
  ['Azure wire server', ['168.63.129.16'], ['168.63.129.15', '168.63.129.17']],
  ['link-local, with the metadata of most clouds', ['169.254.0.0', '169.254.169.254', '169.254.170.2', '169.254.255.255'], ['169.253.255.255', '169.255.0.0']],
  ['private 172.16/12', ['172.16.0.0', '172.31.255.255'], ['172.15.255.255', '172.32.0.0']],
  ['protocol assignments, with the metadata of Oracle', ['192.0.0.0', '192.0.0.192', '192.0.0.255'], ['191.255.255.255', '192.0.1.0']],
  ['documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.1'], ['192.0.3.0', '198.51.101.0', '203.0.114.0']],
  ['6to4 relay', ['192.88.99.1'], ['192.88.98.255', '192.88.100.0']],
  ['private 192.168/16', ['192.168.0.0', '192.168.255.255'], ['192.167.255.255', '192.169.0.0']],
  ['benchmark', ['198.18.0.0', '198.19.255.255'], ['198.17.255.255', '198.20.0.0']],
  ['multicast, reserved, broadcast', ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'], ['223.255.255.255']],
  ['IPv6 unspecified and loopback', ['::', '::1', '0:0:0:0:0:0:0:1', '0000::0001'], ['2600::1']],
  ['IPv4-compatible', ['::127.0.0.1', '::7f00:1', '::10.0.0.1', '::8.8.8.8'], []],
  ['IPv4-mapped', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:a9fe:a9fe', '0:0:0:0:0:ffff:10.0.0.1'], ['::ffff:8.8.8.8', '::ffff:808:808']],
  ['IPv4-translated', ['::ffff:0:127.0.0.1', '::ffff:0:7f00:1', '::ffff:0:a9fe:a9fe', '::ffff:0:8.8.8.8'], []],
  ['NAT64', ['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::10.0.0.1', '64:ff9b:1:ffff::1'], []],
  ['discard, dummy, segments', ['100::1', '100:0:0:1::1', '5f00::1'], []],
  ['Teredo', ['2001::1', '2001:0:7f00:1::', '2001:0:4136:e378:8000:63bf:80ff:fffe'], ['2001:4860:4860::8888']],
  ['benchmark, ORCHID', ['2001:2::1', '2001:10::1', '2001:20::1', '2001:1ff:ffff::'], ['2001:200::1']],
  ['IPv6 documentation', ['2001:db8::1', '2001:db8:ffff:ffff::1', '3fff::1', '3fff:fff::1'], ['2001:db7:ffff::1', '2001:db9::1', '3fff:1000::1']],
  ['6to4', ['2002:7f00:1::', '2002:a00:1::1', '2002:a9fe:a9fe::', '2002:808:808::'], ['2003::1', '2001:ffff::1']],
  ['outside of what is public', ['1fff::1', '4000::1', '8000::1', 'e000::1'], ['2000::1', '3ffe:ffff::1']],
  ['unique local, with the metadata of AWS', ['fc00::1', 'fd00:ec2::254', 'fdff:ffff::1'], []],
  ['link-local and site-local', ['fe80::1', 'fe80::1%eth0', 'fe80::1%25eth0', 'febf::1', 'fec0::1'], []],
  ['IPv6 multicast', ['ff02::1', 'ff0e::1'], []],
  ['a zone changes nothing', ['::1%lo', '::ffff:127.0.0.1%1'], ['2606:4700::1111%eth0']],
  ['no address', ['', 'localhost', '127.1', '0x7f.1', '010.0.0.1', '1.1.1', '[::1]', '8.8.8.8 ', '８.８.８.８'], []],
];

test.each(table)('%s', (_, refused, open) => {
  expect(refused.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(open.filter(isPrivateAddress)).toEqual([]);
});
