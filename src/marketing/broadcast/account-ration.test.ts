import { expect, test } from 'vitest';
import { type RationUse, rationLeft, rationUsed } from './account-ration.ts';
import { rulesOf } from './provider-rules.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 4);
const at = (ago: number, count: number): [number, number] => [Math.floor((now - ago) / hour), count];
const old = now - 400 * day;

test.each<[string, string, RationUse | undefined, number | undefined, number]>([
  ['WhatsApp begins with 250 people a day', 'whatsapp-cloud', undefined, undefined, 250],
  ['those of the last day count', 'whatsapp-cloud', { firstAt: old, hours: [at(3 * hour, 100), at(20 * hour, 50)] }, undefined, 100],
  ['those of the day before do not', 'whatsapp-cloud', { firstAt: old, hours: [at(26 * hour, 250)] }, undefined, 250],
  ['an hour counts until all of it is a day ago', 'whatsapp-cloud', { firstAt: old, hours: [at(24 * hour, 250)] }, undefined, 0],
  ['the tier of 2,000', 'whatsapp-cloud', { firstAt: old, hours: [at(hour, 250)] }, 2_000, 1_750],
  ['the tier of 10,000', 'whatsapp-cloud', { firstAt: old, hours: [at(hour, 9_999)] }, 10_000, 1],
  ['the tier of 100,000', 'whatsapp-cloud', { firstAt: old, hours: [at(hour, 100_000)] }, 100_000, 0],
  ['a tier that went down leaves nothing, not less', 'whatsapp-cloud', { firstAt: old, hours: [at(hour, 300)] }, 250, 0],
  ['a new unofficial account begins slowly', 'whatsapp-web', undefined, undefined, 20],
  ['on its first day all of it counts', 'whatsapp-web', { firstAt: now - hour, hours: [at(hour, 20)] }, undefined, 0],
  ['on its third day it may do more', 'whatsapp-web', { firstAt: now - 2 * day, hours: [] }, undefined, 40],
  ['after the warm-up it stays', 'whatsapp-web', { firstAt: old, hours: [] }, undefined, 200],
  ['wechaty begins more slowly', 'wechaty', undefined, undefined, 10],
  ['a clock that was set back forgives nothing', 'wechaty', { firstAt: now + day, hours: [at(-5 * hour, 10)] }, undefined, 0],
  ['what no provider rations is free', 'telegram', undefined, undefined, Number.POSITIVE_INFINITY],
])('%s', (_, channel, use, tier, left) => {
  expect(rationLeft(rulesOf(channel), use, now, tier)).toBe(left);
});

test('however a day is used up, no 24 hours have more than the ration', () => {
  let use: RationUse | undefined;
  const sent: [number, number][] = [];
  let state = 5;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  for (let time = now; time < now + 20 * day; time += random() * 2 * hour) {
    const count = Math.min(rationLeft({ newPeople: 250 }, use, time), Math.floor(random() * 120));
    if (count === 0) continue;
    use = rationUsed(use, count, time);
    sent.push([time, count]);
  }
  for (const [from] of sent) {
    const inDay = sent.filter(([time]) => time >= from && time < from + day).reduce((sum, [, count]) => sum + count, 0);
    expect(inDay).toBeLessThanOrEqual(250);
  }
  expect(use?.hours.length).toBeLessThanOrEqual(25);
});
