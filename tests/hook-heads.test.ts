/** What address and headers alone show to be forged is refused before its body is read. */
import { expect, it } from 'vitest';
import { hookHead as wecom } from '../channels/wecom/webhook.ts';
import { hookHead as whatsapp } from '../channels/whatsapp-cloud/webhook.ts';

const secret = { appSecret: 's3cret' };
const hex64 = 'ab'.repeat(32);
const head = (method: 'GET' | 'POST', headers: Record<string, string | string[]>, query = '') => ({ method, headers, query: new URLSearchParams(query) });

it.each([
  ['POST', { 'x-hub-signature-256': `sha256=${hex64}` }, null],
  ['GET', {}, null],
  ['POST', {}, 'signature'],
  ['POST', { 'x-hub-signature-256': '' }, 'signature'],
  ['POST', { 'x-hub-signature-256': hex64 }, 'signature'],
  ['POST', { 'x-hub-signature-256': `sha1=${hex64}` }, 'signature'],
  ['POST', { 'x-hub-signature-256': `sha256=${hex64}0` }, 'signature'],
  ['POST', { 'x-hub-signature-256': `sha256=${hex64.toUpperCase()}` }, 'signature'],
  ['POST', { 'x-hub-signature-256': [`sha256=${hex64}`, 'x'] }, 'signature'],
] as const)('WhatsApp: %s %j', (method, headers, reason) => {
  const refused = whatsapp(head(method, { ...headers } as Record<string, string>), secret);
  expect(refused?.reason ?? null).toBe(reason);
});

it('WhatsApp: without a secret nothing is read', () => {
  expect(whatsapp(head('POST', { 'x-hub-signature-256': `sha256=${hex64}` }), { appSecret: '' })?.reason).toBe('no_secret');
});

const sha1 = 'ab'.repeat(20);
it.each([
  [`msg_signature=${sha1}&timestamp=1700000000&nonce=1`, null],
  [`msg_signature=${sha1}&timestamp=1700000000&nonce=1&echostr=x`, null],
  ['', 'signature'],
  [`timestamp=1700000000&nonce=1`, 'signature'],
  [`msg_signature=${sha1}&nonce=1`, 'signature'],
  [`msg_signature=${sha1}&timestamp=1700000000`, 'signature'],
  [`msg_signature=${sha1}0&timestamp=1700000000&nonce=1`, 'signature'],
  [`msg_signature=${'zz'.repeat(20)}&timestamp=1700000000&nonce=1`, 'signature'],
  [`msg_signature=${sha1}&timestamp=soon&nonce=1`, 'signature'],
] as const)('WeCom: %s', (query, reason) => {
  expect(wecom(head('POST', {}, query))?.reason ?? null).toBe(reason);
});
