import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { angry } from './index.ts';

const moods = z
  .object({ angry: z.array(z.string()), calm: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(new URL('fixtures/moods.json', import.meta.url), 'utf8')));

describe('mood', () => {
  it('hears at least nine of ten angry customers and raises no false alarm', () => {
    const missed = moods.angry.filter((text) => !angry(text));
    const alarms = moods.calm.filter((text) => angry(text));
    console.log(`mood: ${moods.angry.length - missed.length} of ${moods.angry.length} angry heard, ${alarms.length} of ${moods.calm.length} false alarms`);
    expect(alarms).toEqual([]);
    expect(missed.length / moods.angry.length, missed.join(' | ')).toBeLessThanOrEqual(0.1);
  });

  it.each(['', '!!!', '???', 'AAAAAAA', '😀', '12345'])('takes %j calmly', (text) => {
    expect(angry(text)).toBe(false);
  });
});
