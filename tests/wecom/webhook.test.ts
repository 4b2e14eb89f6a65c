/** Callbacks: what is let in, and what it sets going. Sealed and signed by @wecom/crypto, Tencent's own. */
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWecom } from '../../channels/wecom/channel.ts';
import type { HookRequest } from '../../src/channel.ts';
import { openEnvelope, readAesKey, sealEnvelope, signCallback } from '../../src/channel-kit/wechat/callback.ts';
import { testContext } from '../channel-context.ts';
import { random } from '../contract/mutants.ts';
import { aesKey, corp, kf, type Qyapi, startQyapi, token } from './qyapi-server.ts';
import { emptyKept, type Kept, openShop, type Shop, settings, texts } from './shop.ts';

let api: Qyapi;
let kept: Kept;
let shop: Shop;

beforeEach(async () => {
  api = await startQyapi();
  kept = emptyKept();
  shop = await openShop(api, { kept, settings: { openKfId: kf } });
  api.onCallback = (request) => shop.hook(request);
});
afterEach(async () => {
  await shop.channel.stop();
  await api.close();
});

const answer = (request: HookRequest, now = Date.now()) => shop.channel.hook?.(request, now);
const refused = { ok: false, reason: 'signature' };

describe('the address is saved in the administration', () => {
  it('answers the decrypted echostr', () => {
    expect(answer(api.echo('1616140317555161061'))).toMatchObject({ ok: true, events: [], reply: { body: '1616140317555161061' } });
  });

  it("opens the sample of WeCom's documentation", async () => {
    const sample = new URLSearchParams({
      msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
      timestamp: '1409659589',
      nonce: '263014780',
      echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    });
    const channel = await createWecom(testContext({ name: 'wecom' }, { settings: { ...settings, corpId: 'wx5823bf96d3bd56c7' } }));
    expect(channel.hook?.({ method: 'GET', query: sample, headers: {}, body: Buffer.alloc(0) }, 1_409_659_589_000)).toMatchObject({
      ok: true,
      reply: { body: '1616140317555161061' },
    });
  });

  it('refuses an echostr that was changed, or signed with another token, or is old', () => {
    const changed = api.echo('x');
    changed.query.set('echostr', encrypt(aesKey, 'y', corp));
    expect(answer(changed)).toEqual(refused);
    expect(answer(api.echo('x'), Date.now() + 400_000)).toEqual({ ok: false, reason: 'time' });
    expect(answer({ ...api.echo('x'), query: new URLSearchParams() })).toEqual(refused);
  });
});

describe('sealing', () => {
  const key = { aesKey: readAesKey(aesKey) ?? Buffer.alloc(0), receiver: corp };

  it.each(['', 'x', '你好 <xml>', '字'.repeat(5_000), ...Array.from({ length: 40 }, (_, n) => 'a'.repeat(n))])('both ways with @wecom/crypto: %#', (text) => {
    expect(decrypt(aesKey, sealEnvelope(key, text))).toMatchObject({ message: text, id: corp });
    expect(openEnvelope(key, encrypt(aesKey, text, corp))).toEqual({ ok: true, text });
  });

  it('signs as @wecom/crypto does', () => {
    expect(signCallback(token, '1409659813', '1372623149', 'sealed')).toBe(getSignature(token, '1409659813', '1372623149', 'sealed'));
  });
});

describe('callbacks', () => {
  it('are answered at once with 200 and nothing, and what they announce is fetched', async () => {
    api.say('你好');
    expect(await api.statuses()).toEqual([200]);
    await expect.poll(() => texts(kept)).toEqual(['你好']);
    expect(kept.events[0]).toMatchObject({ type: 'message', from: { channel: 'wecom', account: 'main' } });
    expect(api.callsOf('sync_msg')[0]?.body).toMatchObject({ open_kfid: kf, voice_format: 0, token: expect.stringMatching(/^ENC/) });
  });

  it('are answered while WeCom does not answer us', async () => {
    api.fault('/cgi-bin/kf/sync_msg', 'hang');
    api.say('你好');
    expect(await api.statuses()).toEqual([200]);
  });

  it('of another kind, and of accounts that are not served, ask for nothing', async () => {
    const xml = `<xml><ToUserName><![CDATA[${corp}]]></ToUserName><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_account_auth_change]]></Event></xml>`;
    expect(await shop.hook(api.callback(kf, { xml }))).toBe(200);
    expect(await shop.hook(api.callback('wkSomebodyElse'))).toBe(200);
    await shop.channel.stop();
    expect(api.calls).toEqual([]);
  });

  const forged: [string, () => HookRequest][] = [
    ['signed with another token', () => api.callback(kf, { token: 'QDG6eL' })],
    ['sealed with another key', () => api.callback(kf, { key: `b${aesKey.slice(1)}` })],
    ['for another corporation', () => api.callback(kf, { corp: 'ww0000000000000000' })],
    ['six minutes old', () => api.callback(kf, { at: Date.now() - 360_000 })],
    ['six minutes ahead', () => api.callback(kf, { at: Date.now() + 360_000 })],
    ['without a signature', () => ({ ...api.callback(), query: new URLSearchParams() })],
    ['with the signature of another', () => ({ ...api.callback(), query: api.callback().query })],
    ['not sealed', () => ({ ...api.callback(), body: Buffer.from('<xml><Event>kf_msg_or_event</Event><Token>x</Token></xml>') })],
    ['empty', () => ({ ...api.callback(), body: Buffer.alloc(0) })],
    ['with an entity declaration', () => ({ ...api.callback(), body: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>') })],
    ['JSON', () => ({ ...api.callback(), body: Buffer.from('{"Encrypt":"x"}') })],
    ['larger than a callback can be', () => ({ ...api.callback(), body: Buffer.alloc(300_000, 'x') })],
  ];
  it.each(forged)('are refused when they are %s', async (_name, make) => {
    const outcome = answer(make());
    expect(outcome?.ok).toBe(false);
    await shop.channel.stop();
    expect(api.calls).toEqual([]);
  });

  it('10,000 forged ones: none is accepted, none asks for a pull', async () => {
    const next = random(7);
    const digits = '0123456789abcdef';
    const text = (length: number) => Array.from({ length }, () => digits[Math.floor(next() * 16)]).join('');
    let accepted = 0;
    for (let n = 0; n < 10_000; n++) {
      const real = api.callback();
      const signature = real.query.get('msg_signature') ?? '';
      if (n % 3 === 0) real.query.set('msg_signature', text(40));
      else if (n % 3 === 1) real.query.set('nonce', text(8));
      else {
        const at = n % 40;
        real.query.set('msg_signature', signature.slice(0, at) + (signature[at] === 'a' ? 'b' : 'a') + signature.slice(at + 1));
      }
      if ((await shop.hook(real)) === 200) accepted++;
    }
    await shop.channel.stop();
    expect(accepted).toBe(0);
    expect(api.calls).toEqual([]);
  });
});

describe('settings', () => {
  const create = (changed: Record<string, string>) => createWecom(testContext({ name: 'wecom' }, { settings: { ...settings, ...changed } }));

  it.each([
    ['corpId', '', 'WECOM_CORP_ID is missing'],
    ['secret', '', 'WECOM_KF_SECRET is missing'],
    ['token', '', 'WECOM_TOKEN is missing'],
    ['aesKey', '', 'WECOM_AES_KEY is missing'],
    ['aesKey', aesKey.slice(1), 'WECOM_AES_KEY'],
    ['corpId', 'my shop', 'WECOM_CORP_ID'],
    ['openKfId', 'https://work.weixin.qq.com/kfid/x', 'WECOM_OPEN_KFID'],
    ['apiRoot', 'not an address', 'WECOM_API_ROOT'],
  ])('%s "%s" is told as "%s", without its value', async (key, value, problem) => {
    const error: unknown = await create({ [key]: value }).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(problem);
    if (value) expect(String(error)).not.toContain(value);
  });
});
