import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotPublic, publicOnly, publicRequest } from './public-request.ts';

let asked = 0;
let to = '';
const server = createServer((_, answer) => {
  asked += 1;
  answer.writeHead(302, { location: to }).end();
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

/** A resolver that answers these, one after the other, then the last. */
function resolver(...answers: string[][]) {
  const names: string[] = [];
  const resolve: LookupFunction = (name, _options, done) => {
    const addresses = answers[Math.min(names.length, answers.length - 1)] ?? [];
    names.push(name);
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { names, resolve };
}
const get = (url: string, allow: string[] = [], resolve?: LookupFunction) =>
  publicRequest({ method: 'GET', url: new URL(url), headers: {} }, allow, AbortSignal.timeout(30_000), resolve);

const hosts = [
  // decimal, octal, hexadecimal, short, mixed, longer than needed
  ...['127.0.0.1', '2130706433', '017700000001', '0x7f000001', '0x7F.0.0.1', '0177.0.0.1', '127.1', '127.0.1', '0x7f.1', '0177.1', '127.0x1'],
  ...['00000177.0.0.0x1', '0', '0.0.0.0', '0x0', '127.255.255.254', '3232235521', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '10.1', '172.16.1'],
  // dots and digits of other scripts, and what disappears
  ...[
    '127.0.0.1.',
    '127。0。0。1',
    '127．0．0．1',
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '１６９｡254｡169｡254',
    '12\u00ad7.0.0.1',
    '127.0.0\u200b.1',
    '%31%32%37.0.0.1',
    '0x7f%2e1',
  ],
  // IPv6
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:0x7f00:1]',
    '[::ffff:0:127.0.0.1]',
    '[::ffff:0:7f00:1]',
  ],
  ...[
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::a9fe:a9fe]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fe80::1%25lo]',
    '[fe80::1%lo]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fec0::1]',
    '[ff02::1]',
  ],
  // who is asked, and who only seems to be
  ...['8.8.8.8@127.0.0.1', 'example.com:80@127.0.0.1', 'example.com%40x@127.1', '127.0.0.1\\@example.com', 'user:p%40ss@[::1]', '8.8.8.8\t@127.0.0.1'],
  // clouds
  ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '192.0.0.192', '168.63.129.16', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
];

test(`${hosts.length} spellings of addresses of ours are refused, and nothing arrives`, async () => {
  const through: string[] = [];
  for (const host of hosts) {
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${host}:${port}/`;
      if (!URL.canParse(url)) continue;
      const outcome = await get(url).then(
        () => 'answered',
        (error: unknown) => (error instanceof NotPublic ? 'refused' : String(error)),
      );
      if (outcome !== 'refused') through.push(`${url}: ${outcome}`);
    }
  }
  expect(through).toEqual([]);
  expect(asked).toBe(0);
});

const names = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'metadata.google.internal',
  'metadata.google.internal.',
  'metadata',
  'redis',
  'xn--fiqs8s',
  '127.0.0.1.nip.io',
];
const inside = [
  '127.0.0.1',
  '10.0.0.1',
  '169.254.169.254',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  'fd00::1',
  'fe80::1%lo',
  '2002:7f00:1::',
  '0.0.0.0',
];
test.each(names)('the name %s is refused when it is at any of ours', async (name) => {
  for (const address of inside) {
    const { resolve, names: looked } = resolver([address]);
    await expect(get(`http://${name}:${port}/`, [], resolve)).rejects.toBeInstanceOf(NotPublic);
    expect(looked).toHaveLength(1);
  }
  expect(asked).toBe(0);
});

test('of a name at several addresses only the public ones are given to the connection', () => {
  const given: unknown[] = [];
  for (const all of [true, false]) {
    const { resolve } = resolver(['127.0.0.1', '93.184.216.34', '::1', '2606:4700::1111']);
    publicOnly(resolve)('shop.example', { all }, (error, addresses, family) => given.push([error, addresses, family]));
  }
  expect(given).toEqual([
    [
      null,
      [
        { address: '93.184.216.34', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
      undefined,
    ],
    [null, '93.184.216.34', 4],
  ]);
});

test('a name that changes its mind is looked up once: what was checked is what is connected to', async () => {
  // A public address without a route: the connection fails at once or at the abort, and nothing comes to ours.
  const { resolve, names: looked } = resolver(['2606:4700::1111'], ['127.0.0.1']);
  const abort = new AbortController();
  const request = publicRequest({ method: 'GET', url: new URL(`http://rebind.example:${port}/`), headers: {} }, [], abort.signal, resolve);
  setImmediate(() => abort.abort());
  await expect(request).rejects.not.toBeInstanceOf(NotPublic);
  expect([looked, asked]).toEqual([['rebind.example'], 0]);
  await expect(
    publicRequest({ method: 'GET', url: new URL(`http://rebind.example:${port}/`), headers: {} }, [], AbortSignal.timeout(30_000), resolve),
  ).rejects.toBeInstanceOf(NotPublic);
});

test('only http and https; a host that is allowed may be ours, at its port only where one is given', async () => {
  for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'data:text/plain,hi', 'gopher://127.0.0.1/', 'ws://127.0.0.1/'])
    await expect(get(url)).rejects.toBeInstanceOf(NotPublic);
  to = '/next';
  for (const allow of ['127.0.0.1', `127.0.0.1:${port}`]) {
    const answer = await get(`http://127.0.0.1:${port}/`, [allow]);
    answer.resume();
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/next']);
  }
  await expect(get(`http://127.0.0.1:${port}/`, ['127.0.0.1:1'])).rejects.toBeInstanceOf(NotPublic);
  await expect(get(`http://127.0.0.2:${port}/`, ['127.0.0.1'])).rejects.toBeInstanceOf(NotPublic);
});
