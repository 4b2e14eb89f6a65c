import { expect, it } from 'vitest';
import { isPushEndpoint } from './send-push.ts';

it.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['http://fcm.googleapis.com/fcm/send/x', false],
  ['https://user:pass@fcm.googleapis.com/x', false],
  ['ftp://fcm.googleapis.com/x', false],
  ['nonsense', false],
])('%s: may be a push service: %s', (endpoint, may) => expect(isPushEndpoint(endpoint, [])).toBe(may));
