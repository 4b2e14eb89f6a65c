/** What is decided before anything runs, and what the channel makes of the answers of its process; no library is loaded here. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetOf, userOf } from '../../channels/wechaty/address.ts';
import { capabilities } from '../../channels/wechaty/capabilities.ts';
import { createWechaty } from '../../channels/wechaty/channel.ts';
import { connectionTrouble, failureOf, isUnsupported, troubleOf } from '../../channels/wechaty/failure.ts';
import wechaty from '../../channels/wechaty/index.ts';
import { linkTiming } from '../../channels/wechaty/link.ts';
import { fileName } from '../../channels/wechaty/mime.ts';
import { run } from '../../channels/wechaty/run.ts';
import { send } from '../../channels/wechaty/send.ts';
import { readSettings } from '../../channels/wechaty/settings.ts';
import type { ChannelContext, SendFailure } from '../../src/channel.ts';
import type { Program } from '../../src/channel-host/supervision/serve.ts';
import type { Answer, Supervisor } from '../../src/channel-host/supervision/supervise.ts';
import { testContext } from '../channel-context.ts';
import { hasOpenssl, makeCertificates } from './certificates.ts';
import { newFolder } from './stage.ts';

const id = '8d4f0a52-2f0c-4f1d-9c6b-0a1b2c3d4e5f';
const service = { puppet: 'wechaty-puppet-service', token: `shop_${id}` };
const problemOf = (raw: Record<string, string>) => {
  const read = readSettings(raw);
  return read.ok ? null : read.problem;
};

describe('settings of wechaty', () => {
  it.each([
    ['another puppet alone', { puppet: 'wechaty-puppet-wechat4u' }],
    ['a puppet of somebody', { puppet: '@shop/wechaty-puppet-mine', token: 'a-token' }],
    ['empty values', { puppet: 'wechaty-puppet-wechat4u', token: '', endpoint: '', tlsCa: '' }],
    ['a server on this machine', { ...service, endpoint: '127.0.0.1:8788' }],
    ['a server on this machine by name', { ...service, endpoint: 'localhost:8788' }],
    ['a server on this machine, IPv6', { ...service, endpoint: '[::1]:8788' }],
    ['the published name on this machine', { ...service, token: `insecure_${id}`, endpoint: '127.0.0.1:8788' }],
    ['a provider that is found by its token', { ...service, token: `puppet_provider_${id}` }],
  ])('takes %s', (_name, raw) => expect(problemOf(raw)).toBeNull());

  it.each([
    ['no puppet', { puppet: '' }, /^WECHATY_PUPPET is missing$/],
    ['a path as puppet', { puppet: '../../evil' }, /^WECHATY_PUPPET: /],
    ['an address as puppet', { puppet: 'https://evil.example/p.mjs' }, /^WECHATY_PUPPET: /],
    ['a file as puppet', { puppet: '/tmp/p.mjs' }, /^WECHATY_PUPPET: /],
    ['the service without a token', { puppet: 'wechaty-puppet-service' }, /^WECHATY_TOKEN is missing/],
    ['a token without a name', { ...service, token: id }, /^WECHATY_TOKEN: /],
    ['a token that leaves its folder', { ...service, token: '../x_y' }, /^WECHATY_TOKEN: /],
    ['an endpoint with a scheme', { ...service, endpoint: 'https://puppet.example:8788' }, /^WECHATY_ENDPOINT: /],
    ['an endpoint without a port', { ...service, endpoint: 'puppet.example' }, /^WECHATY_ENDPOINT: /],
    ['a server elsewhere with the default key', { ...service, endpoint: '10.0.0.5:8788' }, /^WECHATY_TLS_CA is missing.*published.*README/],
    ['a name that begins like this machine', { ...service, endpoint: '127.0.0.1.evil.example:8788' }, /^WECHATY_TLS_CA is missing/],
    ['localhost as part of a name', { ...service, endpoint: 'localhost.evil.example:8788' }, /^WECHATY_TLS_CA is missing/],
    ['the published name at a provider', { ...service, token: `insecure_${id}` }, /^WECHATY_TOKEN: the name insecure/],
    ['the published name in capitals', { ...service, token: `INSECURE_${id}` }, /^WECHATY_TOKEN: the name insecure/],
    ['a certificate that is not there', { ...service, endpoint: '10.0.0.5:8788', tlsCa: '/nowhere/ca.pem' }, /^WECHATY_TLS_CA: the file cannot be read/],
  ])('refuses %s', (_name, raw, problem) => {
    expect(problemOf(raw)).toMatch(problem);
    expect(problemOf(raw)).not.toContain(id);
  });

  it('reads the authority, and refuses what is none', () => {
    const folder = newFolder();
    const file = join(folder, 'x.pem');
    const remote = { ...service, endpoint: '10.0.0.5:8788' };
    writeFileSync(file, 'hello');
    expect(problemOf({ ...remote, tlsCa: file })).toMatch(/holds no certificate/);
    writeFileSync(file, '-----BEGIN PRIVATE KEY-----\n');
    expect(problemOf({ ...remote, tlsCa: file })).toMatch(/private key/);
    if (!hasOpenssl()) return;
    const { ca } = makeCertificates(folder, 'shop');
    expect(readSettings({ ...remote, tlsCa: ca })).toMatchObject({ ok: true, settings: { ca: expect.stringMatching(/^-----BEGIN CERTIFICATE/) } });
  });

  it('a channel with wrong settings is not made', async () => {
    await expect(createWechaty(testContext(wechaty, { settings: { puppet: '/tmp/p.mjs' } }))).rejects.toThrow(/^WECHATY_PUPPET/);
  });
});

describe('addresses', () => {
  it('of groups are reversible for any well-formed id', () => {
    const anyId = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(anyId, anyId, (room, contact) => {
        expect(targetOf(userOf(contact, room))).toEqual({ conversationId: room, mention: contact });
      }),
    );
    expect(targetOf(userOf('wxid_li'))).toEqual({ conversationId: 'wxid_li' });
    expect(targetOf('room:%E0%A4%A/x')).toEqual({ conversationId: 'room:%E0%A4%A/x' });
  });
});

describe('failures of puppets', () => {
  const cases: [string, unknown, Partial<SendFailure>][] = [
    [
      'no connection',
      { code: 14, details: 'No connection established. Last error: connect ECONNREFUSED', message: '14 UNAVAILABLE' },
      { code: 'network', notTaken: true },
    ],
    ['a connection that broke', { code: 14, details: 'Connection dropped', message: '14 UNAVAILABLE: Connection dropped' }, { code: 'timeout' }],
    ['a wrong token', { code: 16, details: 'Invalid Wechaty TOKEN', message: '16 UNAUTHENTICATED' }, { code: 'unauthorized' }],
    ['not logged in', new Error('not logged in'), { code: 'not_running', notTaken: true }],
    ['no friend any more', new Error('对方不是你的好友'), { code: 'blocked' }],
    ['friends only', new Error('张三开启了朋友验证，你还不是他（她）朋友'), { code: 'blocked' }],
    ['too often', new Error('操作过于频繁，请稍后再试'), { code: 'rate_limited' }],
    ['nobody of that id', new Error('no payload found for id x'), { code: 'unreachable' }],
    ['something else', new Error('boom'), { code: 'provider' }],
    ['no error at all', undefined, { code: 'provider' }],
  ];
  it.each(cases)('%s', (_name, error, failure) => {
    expect(failureOf(error)).toMatchObject(failure);
    if (!failure.notTaken) expect(failureOf(error).notTaken).toBeUndefined();
  });

  it('knows what cannot be sent at all', () => {
    expect(isUnsupported(failureOf(new Error('Wechaty Puppet Unsupported API Error. Learn More')))).toBe(true);
    expect(isUnsupported(failureOf(new Error('boom')))).toBe(false);
  });

  it('tells a certificate and a token from a connection, and keeps stacks to itself', () => {
    expect(connectionTrouble({ code: 14, details: 'No connection established. Last error: self-signed certificate in certificate chain' })).toBe('certificate');
    expect(connectionTrouble({ code: 14, details: "Hostname/IP does not match certificate's altnames" })).toBe('certificate');
    expect(connectionTrouble({ code: 16, details: 'x' })).toBe('token');
    expect(connectionTrouble({ code: 14, details: 'Connection dropped' })).toBe('lost');
    expect(connectionTrouble(new Error('message not found for id: 1'))).toBe('other');
    expect(troubleOf({ code: 2, message: 'boom', details: 'Error: boom\n    at x (/app/y.js:1:1)' }).words).toBe('boom');
  });
});

describe('file names', () => {
  it('end as the type does and cannot leave their folder', () => {
    expect(fileName('新款', 'image/jpeg')).toBe('新款.jpg');
    expect(fileName('a.png', 'image/jpeg')).toBe('a.png');
    expect(fileName(undefined, 'video/mp4')).toBe('file.mp4');
    expect(fileName('../../etc/passwd', 'application/x-unknown')).not.toMatch(/[/\\]|^\./);
    expect(fileName('', 'application/x-unknown')).toBe('file.bin');
  });
});

describe('sending', () => {
  const answers = (...given: Answer<{ messageId?: string }>[]) => {
    const asked: { method: string; params: unknown }[] = [];
    const supervisor: Pick<Supervisor, 'request'> = {
      async request(method, params, schema) {
        asked.push({ method, params });
        const next = given.shift() ?? { ok: true, value: {} };
        return next.ok ? { ok: true, value: schema.parse(next.value) } : next;
      },
    };
    const whole: Supervisor = { ...supervisor, start: () => undefined, stop: async () => undefined, health: () => ({ state: 'ready' }), pairing: () => null };
    return { asked, whole };
  };
  const parts = (supervisor: Supervisor, media?: ChannelContext['media']) => ({
    supervisor,
    context: testContext(wechaty, media ? { media } : {}),
    timing: { text: 1_000, upload: 1_000 },
  });
  const file = {
    method: 'messageSendFile',
    path: '/messageSendFile',
    body: { conversationId: 'wxid_li', instead: '图片：https://shop.example/a.jpg' },
    media: { fileBox: { url: 'https://shop.example/a.jpg' } },
  };
  const told = { method: 'messageSendText', params: { conversationId: 'wxid_li', text: '图片：https://shop.example/a.jpg' } };

  it('gives the id that the puppet tells', async () => {
    const { whole } = answers({ ok: true, value: { messageId: '682' } });
    expect(await send({ method: 'messageSendText', path: '', body: { conversationId: 'x', text: 'y' } }, parts(whole))).toEqual({ ok: true, ref: '682' });
  });

  it('a file that cannot be had, or is too large, goes as its link', async () => {
    const missing = answers();
    const broken: ChannelContext['media'] = async () => {
      throw new Error('404');
    };
    expect(await send(file, parts(missing.whole, broken))).toEqual({ ok: true });
    expect(missing.asked).toEqual([told]);
    const large = answers();
    const bytes = Buffer.alloc(capabilities.media.file + 1);
    expect(
      await send(
        file,
        parts(large.whole, async () => ({ bytes, mime: 'image/jpeg' })),
      ),
    ).toEqual({ ok: true });
    expect(large.asked).toEqual([told]);
  });

  it('doubt and a closed connection lead to no second form', async () => {
    for (const code of ['timeout', 'not_running', 'provider'] as const) {
      const { asked, whole } = answers({ ok: false, failure: { code } });
      expect(await send(file, parts(whole))).toEqual({ ok: false, failure: { code } });
      expect(asked).toHaveLength(1);
    }
  });

  it('refuses what is not its own', async () => {
    const { asked, whole } = answers();
    for (const body of [undefined, 1, [], {}, { conversationId: '' }])
      expect(await send({ method: 'messageSendText', path: '', body }, parts(whole))).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    expect(await send({ method: 'stop', path: '', body: { conversationId: 'x' } }, parts(whole))).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  });
});

describe('without the package', () => {
  it('says the one command to type', async () => {
    const left: string[] = [];
    const quiet = () => undefined;
    const program: Program = {
      folder: newFolder(),
      emit: async () => undefined,
      state: quiet,
      pairing: quiet,
      owns: quiet,
      leave: (why, detail) => void left.push(`${why}: ${detail}`),
      fail: quiet,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    };
    const given = { puppet: 'wechaty-puppet-service', rooms: 'ignore', friendRequests: 'ask', timing: linkTiming };
    const served = await run(program, given, undefined, async () => null);
    expect(left).toEqual(['failed: wechaty is not installed; type: npm ci (without --omit=dev), then start again']);
    await served.stop();
  });
});
