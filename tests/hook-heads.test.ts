/** A request that its address and headers alone show to be forged is refused before its body is read. */
import { expect, it } from 'vitest';
import { hookHead as wecom } from '../channels/wecom/webhook.ts';

const head = (query: string) => ({ method: 'POST' as const, headers: {}, query: new URLSearchParams(query) });

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
  expect(wecom(head(query))?.reason ?? null).toBe(reason);
});
