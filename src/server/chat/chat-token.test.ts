import { describe, expect, it } from 'vitest';
import { createChatSigner } from './chat-token.ts';

describe('chat token', () => {
  const day = 86_400_000;
  const signer = (now: number, key = 1) => createChatSigner({ secret: Buffer.alloc(32, key), now: () => now });

  it('is good for a year, in this shop only', () => {
    const token = signer(day).sign('v-1');
    expect(signer(300 * day).verify(token)?.user).toBe('v-1');
    expect(signer(400 * day).verify(token)).toBeNull();
    expect(signer(day, 2).verify(token)).toBeNull();
    for (const bad of ['', 'a.b.c', `${token}x`, token.slice(1), 'x'.repeat(5_000)]) expect(signer(day).verify(bad)).toBeNull();
  });

  it('refuses a short secret', () => {
    expect(() => createChatSigner({ secret: Buffer.alloc(8), now: () => 0 })).toThrow(/32 bytes/);
  });

  it('carries any customer id', () => {
    for (const user of ['u-42', 'u-a.b:c', 'u-李晓梅', 'u-😀']) expect(signer(day).verify(signer(day).sign(user))?.user).toBe(user);
  });
});
