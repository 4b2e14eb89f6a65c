import { expect, it } from 'vitest';
import { callFailure } from './call-failure.ts';

const detail = 'as it was';

it.each([
  [{ kind: 'unreachable', detail } as const, { code: 'network', detail, notTaken: true }],
  [{ kind: 'unreachable', detail, retryAfterMs: 5_000 } as const, { code: 'network', detail, notTaken: true, retryAfterMs: 5_000 }],
  [{ kind: 'no_answer', detail } as const, { code: 'timeout', detail }],
  [{ kind: 'odd_answer', detail, status: 413 } as const, { code: 'too_large', detail }],
  [{ kind: 'odd_answer', detail, status: 429, retryAfterMs: 9_000 } as const, { code: 'rate_limited', detail, retryAfterMs: 9_000 }],
  [{ kind: 'odd_answer', detail, status: 502 } as const, { code: 'provider', detail }],
])('%j', (error, failure) => expect(callFailure(error)).toEqual(failure));
