import { expect, test } from 'vitest';
import { isOneTooAlike, type RationUse, rationUsed } from './account-ration.ts';
import { rulesOf } from './provider-rules.ts';
import { fingerprintOf } from './text-fingerprint.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 30, 4);
const tea = fingerprintOf('New tea has arrived, come and taste it in our shop');
const teaToo = fingerprintOf('NEW TEA has arrived, come and taste it in our shop!!');
const coats = fingerprintOf('The winter coats are back in stock in all sizes');
const use = (...texts: [number, string, number][]): RationUse => ({
  firstAt: 0,
  hours: [],
  texts: texts.map(([ago, print, n]) => [Math.floor(now / hour) - ago, print, n]),
});

test.each<[string, string, RationUse | undefined, string[], boolean]>([
  ['the first of all', 'whatsapp-web', undefined, [], false],
  ['as many as are free', 'whatsapp-web', use([1, tea, 29]), [], false],
  ['one more', 'whatsapp-web', use([1, tea, 30]), [], true],
  ['one more with another mark', 'whatsapp-web', use([1, teaToo, 30]), [], true],
  ['those on their way count', 'whatsapp-web', use([1, tea, 28]), [tea, tea], true],
  ['another text', 'whatsapp-web', use([1, coats, 30]), [], false],
  ['half of all', 'whatsapp-web', use([1, tea, 30], [2, coats, 31]), [], false],
  ['more than half of all', 'whatsapp-web', use([1, tea, 32], [2, coats, 31]), [], true],
  ['a day later', 'whatsapp-web', use([25, tea, 30]), [], false],
  ['not quite a day later', 'whatsapp-web', use([24, tea, 30]), [], true],
  ['wechaty is bounded earlier', 'wechaty', use([1, tea, 20]), [], true],
  ['official channels are not', 'whatsapp-cloud', use([1, tea, 5_000]), [], false],
  ['nor is Telegram', 'telegram', use([1, tea, 5_000]), [], false],
])('%s', (_, channel, used, pending, tooMany) => {
  expect(isOneTooAlike(rulesOf(channel), used, pending, tea, now)).toBe(tooMany);
});

test('what is used is kept by the hour for a day', () => {
  let kept = rationUsed(undefined, 3, now, [tea, tea, coats]);
  kept = rationUsed(kept, 1, now + 1, [tea]);
  expect(kept.texts).toEqual([
    [Math.floor(now / hour), tea, 3],
    [Math.floor(now / hour), coats, 1],
  ]);
  expect(rationUsed(kept, 1, now + 26 * hour, [coats]).texts).toEqual([[Math.floor(now / hour) + 26, coats, 1]]);
});
