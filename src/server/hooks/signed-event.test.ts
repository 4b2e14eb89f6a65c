import { expect, it } from 'vitest';
import { signEvent, verifySignedEvent } from './signed-event.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const now = 1_700_000_000_000;
const headers = (over: Record<string, string> = {}) => ({
  'webhook-id': 'e1',
  'webhook-timestamp': '1700000000',
  'webhook-signature': signEvent(secret, 'e1', 1_700_000_000, '{}'),
  ...over,
});

it('agrees with the sample of the Standard Webhooks specification', () => {
  expect(signEvent(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('accepts what was signed, also beside other signatures', () => {
  expect(verifySignedEvent(headers(), Buffer.from('{}'), secret, now)).toEqual({ ok: true, id: 'e1' });
  expect(verifySignedEvent(headers({ 'webhook-signature': `v1,xxxx ${headers()['webhook-signature']}` }), Buffer.from('{}'), secret, now).ok).toBe(true);
});

it.each([
  ['no secret', headers(), '{}', undefined, now],
  ['another body', headers(), '{ }', secret, now],
  ['another id', headers({ 'webhook-id': 'e2' }), '{}', secret, now],
  ['an old one', headers(), '{}', secret, now + 301_000],
  ['no headers', {}, '{}', secret, now],
  ['an empty signature', headers({ 'webhook-signature': '' }), '{}', secret, now],
])('refuses %s', (_name, given, body, key, at) => {
  expect(verifySignedEvent(given, Buffer.from(body), key, at).ok).toBe(false);
});
