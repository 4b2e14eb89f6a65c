import { expect, it } from 'vitest';
import { redactSecrets } from './redact.ts';

it.each([
  ['GET /bot123:AB/x failed', ['123:AB'], 'GET /bot***/x failed'],
  ['?secret=a%2Fb%3D&x=1', ['a/b='], '?secret=***&x=1'],
  ['key abc and abcdef', ['abc', 'abcdef'], 'key *** and ***'],
  ['twice: s3cret s3cret', ['s3cret'], 'twice: *** ***'],
  ['nothing to hide', ['', 'other'], 'nothing to hide'],
  ['$& and $1 stay', ['other'], '$& and $1 stay'],
])('%s', (text, secrets, clean) => expect(redactSecrets(text, secrets)).toBe(clean));
