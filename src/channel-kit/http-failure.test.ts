import { describe, expect, it } from 'vitest';
import { codeOfStatus, connectionFailure } from './http-failure.ts';

describe('codeOfStatus', () => {
  it.each([
    [413, 'too_large'],
    [429, 'rate_limited'],
    [200, 'provider'],
    [401, 'provider'],
    [502, 'provider'],
  ])('%i is %s', (status, code) => expect(codeOfStatus(status)).toBe(code));
});

describe('connectionFailure', () => {
  const error = (code: string) => Object.assign(new Error('failed'), { code });
  it.each([
    [error('ECONNREFUSED'), { code: 'network', detail: 'no way', notTaken: true }],
    [new TypeError('fetch failed', { cause: error('ENOTFOUND') }), { code: 'network', detail: 'no way', notTaken: true }],
    [error('ECONNRESET'), { code: 'timeout', detail: 'no way' }],
    ['a text', { code: 'timeout', detail: 'no way' }],
  ])('%s', (thrown, failure) => expect(connectionFailure(thrown, 'no way')).toEqual(failure));
});
