import { describe, expect, it } from 'vitest';
import { buttonToken, readToken } from './tokens.ts';

describe('button tokens', () => {
  it('come back as they were made, within 32 bytes', () => {
    const token = buttonToken('zz', 1_234_567, '3');
    expect(token.length).toBeLessThanOrEqual(32);
    expect(readToken(token)).toEqual({ run: 'zz', turn: 1_234_567, option: '3' });
    expect(readToken('menu:orders')).toBeNull();
  });
});
