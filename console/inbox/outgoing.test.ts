import { expect, it } from 'vitest';
import { ApiError } from '../api.ts';
import { failureOf } from './outgoing.ts';

it.each([
  [new ApiError(0, 'offline', 'no connection'), 'offline'],
  [new ApiError(409, 'taken', 'Wei has it'), 'taken'],
  [new ApiError(422, 'invalid', 'too long'), 'refused'],
  [new ApiError(503, 'unavailable', ''), 'refused'],
  [new Error('an answer of another shape'), 'refused'],
] as const)('tells what comes back with the network from what does not: %s', (error, failure) => expect(failureOf(error)).toBe(failure));
