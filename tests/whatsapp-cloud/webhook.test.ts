/** Verification, signatures and what webhooks tell of the account. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HookOutcome } from '../../src/channel.ts';
import { type Graph, startGraph } from './graph-server.ts';
import { deliver, openShop, type Shop } from './shop.ts';

let graph: Graph;
let shop: Shop;
const now = 1_795_399_200_000;

beforeEach(async () => {
  graph = await startGraph();
  shop = await openShop(graph);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await shop.channel.stop();
  await graph.close();
});

const raw = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../channels/whatsapp-cloud/fixtures/in/${name}.json`, import.meta.url), 'utf8')).raw;
const get = (query: Record<string, string>) =>
  shop.channel.hook?.({ method: 'GET', query: new URLSearchParams(query), headers: {}, body: Buffer.alloc(0) }, now);
const post = (body: Buffer, signature: unknown): HookOutcome | undefined =>
  shop.channel.hook?.({ method: 'POST', query: new URLSearchParams(), headers: { 'x-hub-signature-256': signature as string }, body }, now);
const question = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'the-word-of-the-merchant' };
const wabaChange = (field: string, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: graph.businessId, time: 1, changes: [{ field, value }] }],
});

describe('verification of the address', () => {
  it('echoes the challenge as plain text', () => {
    expect(get(question)).toEqual({ ok: true, events: [], reply: { type: 'text/plain', body: '1158201444' } });
  });

  it.each([
    ['wrong word', { 'hub.verify_token': 'the-word-of-the-merchanT' }, 'verify_token'],
    ['longer word', { 'hub.verify_token': 'the-word-of-the-merchant ' }, 'verify_token'],
    ['no word', { 'hub.verify_token': '' }, 'verify_token'],
    ['another mode', { 'hub.mode': 'unsubscribe' }, 'malformed'],
    ['no challenge', { 'hub.challenge': '' }, 'malformed'],
    ['a challenge that is a page', { 'hub.challenge': '<script>alert(1)</script>' }, 'malformed'],
    ['a challenge without end', { 'hub.challenge': '1'.repeat(10_000) }, 'malformed'],
  ])('refuses: %s', (_name, change, reason) => {
    expect(get({ ...question, ...change })).toEqual({ ok: false, reason });
  });
});

describe('signatures', () => {
  it('takes a genuine webhook and every event of its batch', async () => {
    const outcome = await deliver(shop.channel, graph.signed(raw('batch-of-entries-changes-and-messages')));
    expect(outcome?.ok && outcome.events.map((event) => event.type)).toEqual(['message', 'message', 'receipt', 'message']);
  });

  it('signs the raw bytes: another spelling of the same JSON is another body', () => {
    const { body, headers } = graph.signed(raw('text'));
    const spelled = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1));
    expect(post(spelled, headers['x-hub-signature-256'])).toEqual({ ok: false, reason: 'signature' });
  });

  it('the bytes count as they are, also those that are no UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"object":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect(post(body, `sha256=${createHmac('sha256', graph.appSecret).update(body).digest('hex')}`)).toMatchObject({ ok: true, events: [] });
    expect(post(body, `sha256=${createHmac('sha256', graph.appSecret).update(body.toString()).digest('hex')}`)).toEqual({ ok: false, reason: 'signature' });
  });

  it('of 10,000 forged signatures none is taken and no event comes out', () => {
    const { body, headers } = graph.signed(raw('text'));
    const genuine = headers['x-hub-signature-256'] ?? '';
    const hex = genuine.slice('sha256='.length);
    const forged = (n: number): unknown => {
      const at = n % 64;
      const other = ((Number.parseInt(hex[at] ?? '0', 16) + 1 + (n % 15)) % 16).toString(16);
      const secret = ['', 'app-secret', graph.verifyToken, graph.token, `${graph.appSecret}${n}`][n % 5] ?? '';
      const made = [
        `sha256=${hex.slice(0, at)}${other}${hex.slice(at + 1)}`,
        `sha256=${createHmac('sha256', secret || 'x')
          .update(body)
          .digest('hex')}`,
        `sha1=${createHmac('sha1', graph.appSecret).update(body).digest('hex')}`,
        hex,
        genuine.slice(0, -1 - (n % 60)),
        `${genuine}${n}`,
        genuine.toUpperCase(),
        `sha256=${'0'.repeat(64)}`,
        [genuine, genuine],
        undefined,
      ];
      return made[n % made.length];
    };
    const outcomes = Array.from({ length: 10_000 }, (_, n) => post(body, forged(n)));
    expect(outcomes.filter((outcome) => outcome?.ok !== false)).toEqual([]);
    expect(post(body, genuine)?.ok).toBe(true);
  });

  it('of 2,000 changed bodies none is taken', () => {
    const { body, headers } = graph.signed(raw('text'));
    const taken = Array.from({ length: 2_000 }, (_, n) => {
      const changed = Buffer.from(body);
      const at = n % changed.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << (n % 8));
      return post(changed, headers['x-hub-signature-256']);
    }).filter((outcome) => outcome?.ok !== false);
    expect(taken).toEqual([]);
  });

  it('signed junk is malformed, signed JSON of something else gives nothing', () => {
    const sign = (text: string) => post(Buffer.from(text), `sha256=${createHmac('sha256', graph.appSecret).update(text).digest('hex')}`);
    expect(sign('{')).toEqual({ ok: false, reason: 'malformed' });
    expect(sign('')).toEqual({ ok: false, reason: 'malformed' });
    expect(sign('[1,2]')).toMatchObject({ ok: true, events: [] });
    expect(sign('null')).toMatchObject({ ok: true, events: [] });
  });

  it('leaves events of another number of the same app alone', async () => {
    const outcome = await deliver(shop.channel, graph.signed(raw('message-to-another-number-of-the-account')));
    expect(outcome).toMatchObject({ ok: true, events: [] });
  });

  it('a webhook that comes twice has the same ids', async () => {
    const ids = async () => {
      const outcome = await deliver(shop.channel, graph.signed(raw('statuses-out-of-order-and-twice-keep-their-ids')));
      return outcome?.ok ? outcome.events.map((event) => event.id) : [];
    };
    const first = await ids();
    expect(new Set(first).size).toBe(3);
    expect(await ids()).toEqual(first);
  });
});

describe('what webhooks tell of the account', () => {
  beforeEach(async () => {
    await shop.channel.start();
    await expect.poll(() => shop.channel.health().state).toBe('ready');
  });

  it.each([
    ['phone_number_quality_update', { display_phone_number: '15550783881', event: 'FLAGGED', current_limit: 'TIER_2K' }, 'degraded', /TIER_2K/],
    ['account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ADULT' } }, 'degraded', /Business Support Home/],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'x' } }, 'banned', /disabled/],
    [
      'messages',
      { messaging_product: 'whatsapp', metadata: { phone_number_id: '106540352242922' }, errors: [{ code: 131031, title: 'Account has been locked' }] },
      'banned',
      /locked/,
    ],
  ])('%s %j shows in the health', async (field, value, state, detail) => {
    await deliver(shop.channel, graph.signed(wabaChange(field, value)));
    expect(shop.channel.health()).toMatchObject({ state, detail: expect.stringMatching(detail) });
  });

  it('is well again when Meta says so', async () => {
    await deliver(shop.channel, graph.signed(wabaChange('phone_number_quality_update', { event: 'FLAGGED' })));
    await deliver(shop.channel, graph.signed(wabaChange('account_update', { event: 'X', ban_info: { waba_ban_state: 'DISABLE' } })));
    expect(shop.channel.health().state).toBe('banned');
    await deliver(shop.channel, graph.signed(wabaChange('account_update', { event: 'X', ban_info: { waba_ban_state: 'REINSTATE' } })));
    expect(shop.channel.health().state).toBe('degraded');
    await deliver(shop.channel, graph.signed(wabaChange('phone_number_quality_update', { event: 'UNFLAGGED' })));
    expect(shop.channel.health().state).toBe('ready');
  });

  it('a payment that fails is told by a status, and counts for an hour', async () => {
    const errors = [{ code: 131042, title: 'Business eligibility payment issue' }];
    const status = { id: 'wamid.X', status: 'failed', timestamp: '1749416383', recipient_id: '16505551234', errors };
    const outcome = await deliver(
      shop.channel,
      graph.signed(wabaChange('messages', { messaging_product: 'whatsapp', metadata: { phone_number_id: graph.phoneId }, statuses: [status] })),
    );
    expect(outcome).toMatchObject({ ok: true, events: [{ type: 'receipt', status: 'failed', code: 'quota', scope: 'account' }] });
    expect(shop.channel.health()).toMatchObject({ state: 'degraded', detail: expect.stringMatching(/payment method/) });
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_001);
    expect(shop.channel.health().state).toBe('ready');
  });

  it('what it does not know changes nothing', async () => {
    for (const [field, value] of [
      ['account_update', { event: 'PARTNER_ADDED' }],
      ['account_alerts', { alert_severity: 'INFO' }],
      ['phone_number_name_update', { decision: 'APPROVED' }],
      ['message_template_status_update', { event: 5 }],
      ['template_category_update', { message_template_id: 1 }],
    ] as const) {
      await deliver(shop.channel, graph.signed(wabaChange(field, value)));
    }
    expect(shop.channel.health()).toEqual({ state: 'ready' });
  });
});
