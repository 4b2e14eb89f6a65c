import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anger, angryFrom, runningAnger } from './index.ts';

const angry = (text: string): boolean => anger(text) >= angryFrom;

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

describe('mood of a conversation', () => {
  it('adds up where annoyance goes on, and fades where it does not', () => {
    const of = (messages: number[]): number => messages.reduce((before, message) => runningAnger(before, message), 0);
    expect(of([0.5, 0.5, 0.5])).toBeGreaterThan(0.6);
    expect(of([0.9])).toBeCloseTo(0.9);
    expect(of([0.9, 0, 0])).toBeLessThan(0.3);
    expect(of(Array.from({ length: 50 }, () => 1))).toBeLessThanOrEqual(1);
  });
});
