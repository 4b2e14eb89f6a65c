/** What an authenticator answers, made here with keys of its kinds: taken as it should be, refused where one thing is wrong. */
import { createHash, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { newPasskey, type PasskeyHost, usedPasskey } from './passkey.ts';

const host: PasskeyHost = { id: 'shop.example.com', origin: 'https://shop.example.com' };
const challenge = 'c2l4dGVlbiBieXRlcyBv';
const client = (set: object = {}, type = 'webauthn.get') =>
  Buffer.from(JSON.stringify({ type, challenge, origin: host.origin, crossOrigin: false, ...set })).toString('base64url');
const auth = ({ id = host.id, flags = 5, count = 1 } = {}) => {
  const tail = Buffer.alloc(5);
  tail[0] = flags;
  tail.writeUInt32BE(count, 1);
  return Buffer.concat([createHash('sha256').update(id).digest(), tail]).toString('base64url');
};
const pairs = {
  es256: { alg: -7, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  rs256: { alg: -257, ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) },
  eddsa: { alg: -8, ...generateKeyPairSync('ed25519') },
};
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64url');
const signed = (key: KeyObject, clientData: string, authData: string) => {
  const bytes = Buffer.concat([Buffer.from(authData, 'base64url'), createHash('sha256').update(Buffer.from(clientData, 'base64url')).digest()]);
  return (key.asymmetricKeyType === 'ed25519' ? sign(null, bytes, key) : createSign('sha256').update(bytes).sign(key)).toString('base64url');
};

it.each(Object.entries(pairs))('takes a new key and its signature: %s', (_name, { alg, publicKey, privateKey }) => {
  const known = newPasskey({ clientData: client({}, 'webauthn.create'), authData: auth({ count: 0 }), key: spki(publicKey), alg }, challenge, host);
  expect(known).toEqual({ key: spki(publicKey), alg, count: 0 });
  const [clientData, authData] = [client(), auth()];
  expect(known && usedPasskey({ clientData, authData, signature: signed(privateKey, clientData, authData) }, known, challenge, host)).toBe(1);
});

const { publicKey, privateKey, alg } = pairs.es256;
const known = { key: spki(publicKey), alg, count: 4 };
it.each([
  ['another challenge', client({ challenge: 'b3RoZXI' }), auth({ count: 5 })],
  ['another act', client({}, 'webauthn.create'), auth({ count: 5 })],
  ['another page', client({ origin: 'https://shop.example.org' }), auth({ count: 5 })],
  ['a frame of another page', client({ crossOrigin: true }), auth({ count: 5 })],
  ['another host', client(), auth({ id: 'example.org', count: 5 })],
  ['nobody present', client(), auth({ flags: 4, count: 5 })],
  ['nobody verified', client(), auth({ flags: 1, count: 5 })],
  ['a counter that stands still', client(), auth({ count: 4 })],
  ['no client data', 'bm90IGpzb24', auth({ count: 5 })],
  ['short data', client(), 'AAAA'],
])('refuses %s', (_what, clientData, authData) => {
  expect(usedPasskey({ clientData, authData, signature: signed(privateKey, clientData, authData) }, known, challenge, host)).toBeNull();
});

it('refuses the signature of another key, and a key that is none', () => {
  const [clientData, authData] = [client(), auth({ count: 5 })];
  expect(usedPasskey({ clientData, authData, signature: signed(pairs.rs256.privateKey, clientData, authData) }, known, challenge, host)).toBeNull();
  const create = { clientData: client({}, 'webauthn.create'), authData: auth(), alg };
  expect(newPasskey({ ...create, key: 'bm8ga2V5' }, challenge, host)).toBeNull();
  expect(newPasskey({ ...create, key: known.key, alg: -999 }, challenge, host)).toBeNull();
});

it('takes the origin it is asked for alone, and none where there is none', () => {
  const at = (origin: string, here: string) => {
    const given = { clientData: client({ origin }, 'webauthn.create'), authData: auth({ id: 'localhost' }), key: known.key, alg };
    return newPasskey(given, challenge, { id: 'localhost', origin: here }) !== null;
  };
  const origins = ['http://localhost:4123', 'http://localhost:4124', 'https://localhost:4123', 'http://evil.example.com', 'null', ''];
  expect(origins.map((origin) => at(origin, 'http://localhost:4123'))).toEqual([true, false, false, false, false, false]);
  expect(origins.map((origin) => at(origin, ''))).toEqual(origins.map(() => false));
});
