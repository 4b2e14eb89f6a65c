import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callbackWindowMs, openEnvelope, readAesKey, sealEnvelope, signCallback, verifyCallback } from './callback.ts';
import { readXml } from './xml.ts';

/** The sample values of Tencent's own WXBizMsgCrypt libraries: https://developer.work.weixin.qq.com/document/path/90307 */
const sample = {
  token: 'QDG6eK',
  receiver: 'wx5823bf96d3bd56c7',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  address: {
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    timestamp: '1409659589',
    nonce: '263014780',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  },
  message: {
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    timestamp: '1409659813',
    nonce: '1372623149',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
};
const aesKey = readAesKey(sample.encodingAesKey) ?? Buffer.alloc(32);
const key = { aesKey, receiver: sample.receiver };
const at = (timestamp: string) => Number(timestamp) * 1000;

describe('the published samples', () => {
  it('of the address check: signature and echo', () => {
    expect(verifyCallback(sample.token, sample.address, at(sample.address.timestamp))).toEqual({ ok: true });
    expect(openEnvelope(key, sample.address.encrypted)).toEqual({ ok: true, text: '1616140317555161061' });
  });

  it('of a message: signature and content', () => {
    expect(verifyCallback(sample.token, sample.message, at(sample.message.timestamp))).toEqual({ ok: true });
    const opened = openEnvelope(key, sample.message.encrypted);
    expect(readXml(opened.ok ? opened.text : '')).toMatchObject({
      ok: true,
      value: { ToUserName: sample.receiver, FromUserName: 'mycreate', MsgType: 'text', Content: 'hello', MsgId: '4561255354251345929', AgentID: '218' },
    });
  });
});

describe('the signature', () => {
  const signed = (timestamp: string) => ({ timestamp, nonce: 'n', signature: signCallback('t', timestamp, 'n') });
  const now = 1_795_399_200_000;
  const second = (ms: number) => String(Math.floor(ms / 1000));

  it('holds within five minutes either way, no longer', () => {
    expect(verifyCallback('t', signed(second(now)), now)).toEqual({ ok: true });
    for (const away of [-callbackWindowMs, callbackWindowMs]) {
      expect(verifyCallback('t', signed(second(now + away)), now)).toEqual({ ok: true });
      expect(verifyCallback('t', signed(second(now + away + Math.sign(away) * 1_000)), now)).toEqual({ ok: false, reason: 'expired' });
    }
  });

  it('is needed: nothing missing, no other token, no empty token, no other content', () => {
    const good = { ...signed(second(now)), encrypted: 'AAAA', signature: signCallback('t', second(now), 'n', 'AAAA') };
    expect(verifyCallback('t', good, now).ok).toBe(true);
    for (const [token, part] of [
      ['', {}],
      ['u', {}],
      ['t', { signature: undefined }],
      ['t', { signature: '' }],
      ['t', { signature: good.signature.toUpperCase() }],
      ['t', { nonce: null }],
      ['t', { timestamp: `${good.timestamp}.0` }],
      ['t', { timestamp: `-${good.timestamp}` }],
      ['t', { nonce: 'm' }],
      ['t', { encrypted: 'AAAB' }],
      ['t', { encrypted: undefined }],
    ] as const) {
      expect(verifyCallback(token, { ...good, ...part }, now).ok, JSON.stringify([token, part])).toBe(false);
    }
  });

  it('agrees with @wecom/crypto', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.string(), fc.base64String(), (token, timestamp, nonce, encrypted) => {
        expect(signCallback(token, String(timestamp), nonce, encrypted)).toBe(getSignature(token, timestamp, nonce, encrypted));
      }),
    );
  });
});

describe('the envelope', () => {
  it('is read by @wecom/crypto, and reads what that makes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(decrypt(sample.encodingAesKey, sealEnvelope(key, text))).toMatchObject({ message: text, id: sample.receiver });
        expect(openEnvelope(key, encrypt(sample.encodingAesKey, text, sample.receiver))).toEqual({ ok: true, text });
      }),
    );
  });

  it('for another receiver, or with another key, is refused', () => {
    expect(openEnvelope({ ...key, receiver: 'wx5823bf96d3bd56c8' }, sample.message.encrypted)).toEqual({ ok: false, reason: 'receiver' });
    expect(openEnvelope({ ...key, aesKey: Buffer.alloc(32, 7) }, sample.message.encrypted).ok).toBe(false);
  });

  it('has a padding of 1 to 32 equal bytes', () => {
    for (let length = 0; length < 70; length++) expect(openEnvelope(key, sealEnvelope(key, 'x'.repeat(length)))).toMatchObject({ ok: true });
    const broken = Buffer.from(sealEnvelope(key, 'x'.repeat(40)), 'base64');
    broken[broken.length - 20] = (broken.at(-20) ?? 0) ^ 1;
    expect(openEnvelope(key, broken.toString('base64'))).toEqual({ ok: false, reason: 'padding' });
  });

  it('of any junk gives a failure and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.uint8Array({ maxLength: 320 }).map((bytes) => Buffer.from(bytes).toString('base64')),
        ),
        (junk) => {
          expect(openEnvelope(key, junk).ok).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

it('a key of the console has 43 letters and digits', () => {
  expect(aesKey).toHaveLength(32);
  for (const wrong of ['', 'a-secret', sample.encodingAesKey.slice(1), `${sample.encodingAesKey}=`, `${sample.encodingAesKey.slice(1)}-`])
    expect(readAesKey(wrong)).toBeNull();
});
