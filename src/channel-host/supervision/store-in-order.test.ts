import { describe, expect, it } from 'vitest';
import { storeInOrder } from './store-in-order.ts';

describe('storing in order', () => {
  it('tries one again before it takes the next', async () => {
    const seen: string[] = [];
    let failures = 2;
    const storing = storeInOrder<string>({
      take: async (event) => {
        if (event === 'a' && failures-- > 0) throw new Error('full');
        seen.push(event);
      },
      failed: () => seen.push('failed'),
      firstWait: 1,
      mostWait: 2,
    });
    storing.add('a', () => seen.push('a stored'));
    storing.add('b', () => seen.push('b stored'));
    await storing.settled();
    expect(seen).toEqual(['failed', 'failed', 'a', 'a stored', 'b', 'b stored']);
  });

  it('gives up without saying that it is stored, even of one that hangs', async () => {
    const stored: string[] = [];
    const storing = storeInOrder<string>({ take: () => new Promise(() => undefined), failed: () => undefined, firstWait: 1, mostWait: 1 });
    storing.add('a', () => stored.push('a'));
    storing.add('b', () => stored.push('b'));
    storing.giveUp();
    await storing.settled();
    expect(stored).toEqual([]);
  });
});
