import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anger, angryFrom, runningAnger } from './index.ts';

const angry = (text: string): boolean => anger(text) >= angryFrom;

const lines = z.object({ angry: z.array(z.string()), calm: z.array(z.string()) });
const read = (file: string): z.infer<typeof lines> => lines.parse(JSON.parse(readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')));
const moods = read('moods.json');
/** What somebody writes who is not after the shop's goods, and how regulars are annoyed: sarcasm, lateness, few words. */
const everyday = read('moods-everyday.json');

describe('mood', () => {
  it('hears at least nine of ten angry customers and raises no false alarm', () => {
    const missed = moods.angry.filter((text) => !angry(text));
    const alarms = moods.calm.filter((text) => angry(text));
    console.log(`mood: ${moods.angry.length - missed.length} of ${moods.angry.length} angry heard, ${alarms.length} of ${moods.calm.length} false alarms`);
    expect(alarms).toEqual([]);
    expect(missed.length / moods.angry.length, missed.join(' | ')).toBeLessThanOrEqual(0.1);
  });

  it('hears annoyance without words of anger, and takes jokes, spam and small talk calmly', () => {
    const missed = everyday.angry.filter((text) => !angry(text));
    const alarms = everyday.calm.filter((text) => angry(text));
    console.log(`mood: ${everyday.angry.length - missed.length} of ${everyday.angry.length} heard, ${alarms.length} of ${everyday.calm.length} false alarms`);
    expect(alarms).toEqual([]);
    expect(missed.length / everyday.angry.length, missed.join(' | ')).toBeLessThanOrEqual(0.1);
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
