import { expect, it } from 'vitest';
import { ApiError } from '../api.ts';
import { failureOf, readKept } from './outgoing.ts';

it.each([
  [new ApiError(0, 'offline', 'no connection'), 'offline'],
  [new ApiError(409, 'taken', 'Wei has it'), 'taken'],
  [new ApiError(422, 'invalid', 'too long'), 'refused'],
  [new ApiError(503, 'unavailable', ''), 'refused'],
  [new Error('an answer of another shape'), 'refused'],
] as const)('tells what comes back with the network from what does not: %s', (error, failure) => expect(failureOf(error)).toBe(failure));

it('reads what an earlier tab kept, for a person to send again, and nothing that is broken', () => {
  const wish = { text: 'it is on its way', files: [], anyway: false };
  expect(readKept([JSON.stringify({ id: 'a', conversation: 'telegram:main:1', wish }), '{', '{"id":"b"}'])).toEqual([
    { id: 'a', conversation: 'telegram:main:1', wish, text: wish.text, failed: 'refused' },
  ]);
});
