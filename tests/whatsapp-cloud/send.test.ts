/** Sending through the real client: messages, files, and every error of Meta's in our words. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, type Graph, startGraph } from './graph-server.ts';
import { deliver, openShop, quick, reply, type Shop, sendAll } from './shop.ts';

let graph: Graph;
let shop: Shop;
const png = Buffer.from('89504e470d0a1a0a', 'hex');
const media = async () => ({ bytes: png, mime: 'image/png', name: '裙子; "红".png' });

beforeEach(async () => {
  graph = await startGraph();
  shop = await openShop(graph);
});
afterEach(() => graph.close());

const hello = () => sendAll(shop.channel, reply([{ type: 'text', text: 'hi' }]));
const messagesCall = () => graph.calls.filter((call) => call.endsWith('/messages'));

describe('sending to WhatsApp', () => {
  it('sends text and returns the message id', async () => {
    expect(await sendAll(shop.channel, reply([{ type: 'text', text: '<b>您好</b> & {{x}}' }]))).toEqual({ ok: true, ref: expect.stringMatching(/^wamid\./) });
    expect(graph.messages[0]).toMatchObject({ to: '16505551234', type: 'text', text: { body: '<b>您好</b> & {{x}}' } });
  });

  it('sends to a hidden number by its id', async () => {
    const to = { channel: 'whatsapp-cloud', account: 'main', user: 'US.13491208655302741918' };
    expect(await sendAll(shop.channel, reply([{ type: 'text', text: 'hi' }], { to }))).toMatchObject({ ok: true });
    expect(graph.messages[0]).toMatchObject({ recipient: to.user });
    expect(graph.messages[0]).not.toHaveProperty('to');
  });

  it('buttons and list rows carry the tokens', async () => {
    const choices = (count: number) => Array.from({ length: count }, (_, n) => ({ token: `1.${n}`, label: `Choice ${n}` }));
    await sendAll(shop.channel, reply([{ type: 'text', text: 'Which?' }], { choices: choices(3) }));
    await sendAll(shop.channel, reply([{ type: 'text', text: 'Which?' }], { choices: choices(10) }));
    expect(graph.messages.map((message) => JSON.stringify(message).match(/"id":"1\.\d"/g)?.length)).toEqual([3, 10]);
  });

  it('shows typing and marks as read, for the message behind a start too; nothing for other ids', async () => {
    const { to } = reply([]);
    await shop.channel.typing?.(to, 'wamid.IN1');
    await shop.channel.typing?.(to, 'started:wamid.IN2');
    await shop.channel.typing?.(to, 'preference:1:stop:1');
    expect(graph.reads).toEqual(
      ['wamid.IN1', 'wamid.IN2'].map((message_id) => ({ messaging_product: 'whatsapp', status: 'read', message_id, typing_indicator: { type: 'text' } })),
    );
    await graph.close();
    await expect(shop.channel.typing?.(to, 'wamid.IN3')).resolves.toBeUndefined();
    await graph.up();
  });

  it('a message that the stand-in finds malformed is refused, with its words', async () => {
    const { to } = reply([]);
    const body = { messaging_product: 'whatsapp', to: to.user, type: 'text', text: { body: 'x'.repeat(4_097) } };
    const result = await shop.channel.send({ method: 'POST', path: '/messages', body }, to, 'k');
    expect(result).toMatchObject({ ok: false, failure: { code: 'rejected', detail: expect.stringContaining('4096') } });
  });

  it('never throws for a request that is not its own', async () => {
    for (const body of [null, 1, 'x', [], { type: 'text' }, { type: 'template', template: 5 }]) {
      expect(await shop.channel.send({ method: 'POST', path: '/messages', body }, reply([]).to, 'k')).toMatchObject({ ok: false });
    }
    expect(await shop.channel.send({ method: 'DELETE', path: '/x', body: { type: 'text' } }, reply([]).to, 'k')).toMatchObject({ ok: false });
    expect(graph.calls.filter((call) => !call.endsWith('/messages'))).toEqual([]);
  });
});

/** What each code must become, whether it comes in the answer or in a status. */
const codes: [code: number, title: string, failure: object][] = [
  [0, 'AuthException', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [3, 'API Method', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [10, 'Permission Denied', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [190, 'Access token has expired', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [200, 'API Permission', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [299, 'API Permission', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [33, 'Parameter value is not valid', { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 }],
  [4, 'API Too Many Calls', { code: 'rate_limited', scope: 'account', retryAfterMs: 300_000 }],
  [80007, 'Rate limit issues', { code: 'rate_limited', scope: 'account', retryAfterMs: 300_000 }],
  [130429, 'Rate limit hit', { code: 'rate_limited', scope: 'account', retryAfterMs: 5_000 }],
  [131056, 'Pair rate limit hit', { code: 'rate_limited', scope: 'customer', retryAfterMs: 6_000 }],
  [131048, 'Spam rate limit hit', { code: 'spam_limited', scope: 'promotions', retryAfterMs: 3_600_000 }],
  [368, 'Temporarily blocked for policies violations', { code: 'spam_limited', scope: 'account', retryAfterMs: 3_600_000 }],
  [131031, 'Business Account locked', { code: 'spam_limited', scope: 'account', retryAfterMs: 3_600_000 }],
  [131042, 'Business eligibility payment issue', { code: 'quota', scope: 'account', retryAfterMs: 3_600_000 }],
  [131037, 'Display name approval', { code: 'not_running', scope: 'account', retryAfterMs: 300_000 }],
  [131045, 'Incorrect certificate', { code: 'not_running', scope: 'account', retryAfterMs: 300_000 }],
  [133010, 'Phone number not registered', { code: 'not_running', scope: 'account', retryAfterMs: 300_000 }],
  [1, 'API Unknown', { code: 'provider' }],
  [2, 'API Service', { code: 'provider' }],
  [131000, 'Something went wrong', { code: 'provider' }],
  [131016, 'Service unavailable', { code: 'provider' }],
  [131057, 'Account in maintenance mode', { code: 'provider', scope: 'account', retryAfterMs: 300_000 }],
  [133004, 'Server temporarily unavailable', { code: 'provider' }],
  [131021, 'Recipient cannot be sender', { code: 'unreachable' }],
  [131026, 'Message undeliverable', { code: 'unreachable' }],
  [131030, 'Recipient phone number not in allowed list', { code: 'unreachable' }],
  [130497, 'Restricted from messaging users in this country', { code: 'unreachable' }],
  [131047, 'Re-engagement message', { code: 'window_closed' }],
  [131049, 'Meta chose not to deliver', { code: 'marketing_limited' }],
  [130472, "User's number is part of an experiment", { code: 'marketing_limited' }],
  [131050, 'User has stopped marketing messages', { code: 'marketing_refused', refusedMarketing: true }],
  [132000, 'Template param count mismatch', { code: 'template_refused' }],
  [132001, 'Template does not exist', { code: 'template_refused' }],
  [132005, 'Template hydrated text too long', { code: 'template_refused' }],
  [132007, 'Template format character policy violated', { code: 'template_refused' }],
  [132012, 'Template parameter format mismatch', { code: 'template_refused' }],
  [132015, 'Template is paused', { code: 'template_refused' }],
  [132016, 'Template is disabled', { code: 'template_refused' }],
  [132018, 'Template parameter text', { code: 'template_refused' }],
  [131052, 'Media download error', { code: 'media_unavailable' }],
  [131053, 'Media upload error', { code: 'media_unavailable' }],
  [100, 'Invalid parameter', { code: 'rejected' }],
  [131008, 'Required parameter is missing', { code: 'rejected' }],
  [131009, 'Parameter value is not valid', { code: 'rejected' }],
  [131051, 'Unsupported message type', { code: 'rejected' }],
  [131062, 'Business-scoped user id recipients are not supported for this message', { code: 'rejected' }],
  [999999, 'A code to come', { code: 'rejected' }],
];

describe('errors of the Cloud API', () => {
  it.each(codes)('%i %s, in the answer and in a status', async (code, title, failure) => {
    graph.fault('/messages', { status: 400, code, message: title, details: `about ${code}` });
    const result = await hello();
    expect(result).toEqual({ ok: false, failure: { ...failure, detail: `${code}: ${title} - about ${code}` } });
    expect(messagesCall()).toHaveLength(1);

    const errors = [{ code, title, message: title, error_data: { details: `about ${code}` } }];
    const status = { id: 'wamid.X', status: 'failed', timestamp: '1749416383', recipient_id: '16505551234', errors };
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: graph.phoneId }, statuses: [status] };
    const outcome = await deliver(
      shop.channel,
      graph.signed({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [{ field: 'messages', value }] }] }),
    );
    const event = outcome?.ok ? outcome.events[0] : undefined;
    expect(event).toMatchObject(result.ok ? {} : result.failure);
    expect(event).toMatchObject({ type: 'receipt', status: 'failed', ref: 'wamid.X' });
  });

  it('the number of new people for today is used up: a quota, for promotions only, by its words where the code is not known', async () => {
    const details = 'The messaging limit of this business portfolio is reached';
    graph.fault(
      '/messages',
      { status: 400, code: 987_654, message: 'Limited', details },
      { status: 400, code: 131048, message: 'Spam rate limit hit', details },
    );
    expect(await hello()).toMatchObject({ ok: false, failure: { code: 'quota', scope: 'promotions', retryAfterMs: 3_600_000 } });
    expect(await hello()).toMatchObject({ ok: false, failure: { code: 'spam_limited', scope: 'promotions', retryAfterMs: 3_600_000 } });
  });

  it('an unknown id in the path concerns the account', async () => {
    graph.fault('/messages', { status: 400, code: 100, message: 'Unsupported post request', subcode: 33 });
    expect(await hello()).toMatchObject({ ok: false, failure: { code: 'unauthorized', scope: 'account' } });
  });

  const faults: [string, Fault, object][] = [
    ['500 with an unknown code', { status: 500, code: 987_654 }, { code: 'provider' }],
    ['a transient error', { status: 400, code: 987_654, transient: true }, { code: 'provider' }],
    ['502 with a page', { status: 502, text: '<html>Bad Gateway</html>' }, { code: 'provider' }],
    ['429 with a page', { status: 429, text: 'slow down' }, { code: 'rate_limited', scope: 'account' }],
    ['401 with a page', { status: 401, text: '' }, { code: 'unauthorized', scope: 'account' }],
    ['413', { status: 413, text: '' }, { code: 'too_large' }],
    ['404 with a page', { status: 404, text: 'x' }, { code: 'provider' }],
    ['200 with a page', { status: 200, text: '<html>' }, { code: 'provider' }],
    ['200 with {}', { status: 200, text: '{}' }, { code: 'provider' }],
    ['200 with null', { status: 200, text: 'null' }, { code: 'provider' }],
    ['200 with []', { status: 200, text: '[]' }, { code: 'provider' }],
    ['500 with {}', { status: 500, text: '{}' }, { code: 'provider' }],
    ['403 with []', { status: 403, text: '[]' }, { code: 'provider' }],
    ['an answer without end', { status: 200, text: 'x'.repeat(4_000_001) }, { code: 'provider' }],
    ['reset', 'reset', { code: 'timeout' }],
    ['reset after accept', 'reset after accept', { code: 'timeout' }],
    ['hang', 'hang', { code: 'timeout' }],
  ];
  it.each(faults)('%s becomes a result in our words, after one try', async (_name, fault, failure) => {
    if (fault === 'hang') shop = await openShop(graph, { timing: { ...quick, send: { message: 300, upload: 300 } } });
    graph.fault('/messages', fault);
    const result = await hello();
    expect(result).toMatchObject({ ok: false, failure });
    expect(result).not.toMatchObject({ failure: { notTaken: true } });
    expect(messagesCall()).toHaveLength(1);
  });

  it('a server that cannot be reached is `network`: certainly not sent', async () => {
    await graph.down();
    expect(await hello()).toMatchObject({ ok: false, failure: { code: 'network', notTaken: true } });
    await graph.up();
    expect(await hello()).toMatchObject({ ok: true });
  });

  it('an answer of 200 that is a page, is not taken for a success; one without an id is a success without receipts', async () => {
    graph.fault('/messages', { status: 200, text: '<html>Welcome</html>' }, { status: 200, text: '{"success":true}' });
    expect(await hello()).toMatchObject({ ok: false, failure: { code: 'provider', detail: expect.stringMatching(/not that of the Graph API/) } });
    expect(await hello()).toEqual({ ok: true });
  });

  it('secrets stay out of results, logs and health', async () => {
    const secrets = [graph.token, graph.appSecret, graph.verifyToken];
    const leaky = `Bearer ${graph.token} / ${graph.appSecret} / ${graph.verifyToken} / EAAG1234567890abcdef`;
    graph.fault('/messages', { status: 401, code: 190, message: leaky, details: leaky });
    graph.fault(`GET /${graph.phoneId}`, ...Array.from({ length: 500 }, (): Fault => ({ status: 401, code: 190, message: leaky, details: leaky })));
    shop = await openShop(graph, { media });
    await shop.channel.start();
    await expect.poll(() => shop.channel.health().state).toBe('failed');
    const shown = JSON.stringify([await hello(), shop.channel.health(), shop.logged]);
    for (const secret of [...secrets, 'EAAG1234567890abcdef']) expect(shown).not.toContain(secret);
    expect(shown).toContain('***');
    await shop.channel.stop();
  });
});
