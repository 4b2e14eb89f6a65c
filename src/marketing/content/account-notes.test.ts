import { expect, test } from 'vitest';
import { rulesOf } from '../broadcast/provider-rules.ts';
import { fingerprintOf } from '../broadcast/text-fingerprint.ts';
import { type AccountSituation, notesOf } from './account-notes.ts';

const now = Date.UTC(2026, 10, 30, 4);
const hour = Math.floor(now / 3_600_000);
const one = new Map([[fingerprintOf('New tea is here, come and taste it'), 60]]);
const two = new Map([
  [fingerprintOf('New tea is here, come and taste it'), 30],
  [fingerprintOf('Our winter coats are back in all sizes'), 30],
]);

test.each<[string, string, Partial<AccountSituation>, RegExp[]]>([
  ['nothing is known of a WhatsApp number', 'whatsapp-cloud', { people: {} }, [/has not told.*250 are assumed, 250 of them left/]],
  ['nothing is known, some are used', 'whatsapp-cloud', { use: { firstAt: 0, hours: [[hour, 200]] } }, [/250 are assumed, 50 of them left/]],
  ['it is granted enough', 'whatsapp-cloud', { people: { granted: 2_000 } }, []],
  ['it is granted too little', 'whatsapp-cloud', { people: { granted: 50 } }, [/first to 50 people in 24 hours, 50 of them left/]],
  ['the merchant gave it a part', 'whatsapp-cloud', { people: { granted: 2_000, own: 40 } }, [/first to 40 people/]],
  ['without limit', 'whatsapp-cloud', { people: { granted: Number.POSITIVE_INFINITY } }, []],
  ['nobody is reached by it', 'whatsapp-cloud', { people: {}, reachable: 0 }, []],
  [
    'a new unofficial account, one text',
    'whatsapp-web',
    { prints: one },
    [/20 promotions today \(day 1 .*20 of them left: the others.*09:00 to 20:00.*5 to 15 s/, /^60 people/],
  ],
  ['a warm one, two texts', 'whatsapp-web', { prints: two, use: { firstAt: 0, hours: [] } }, [/200 promotions today.*200 of them left\./]],
  ['wechaty', 'wechaty', { prints: one }, [/10 promotions today/, /beyond 20 in 24 hours/]],
  ['a channel without rules', 'telegram', {}, []],
])('%s', (_, channel, given, says) => {
  const situation = { account: `${channel}:main`, rules: rulesOf(channel), people: undefined, use: undefined, reachable: 60, prints: new Map(), now, ...given };
  const notes = notesOf(situation);
  expect(notes).toHaveLength(says.length);
  for (const [n, pattern] of says.entries())
    expect(notes[n]).toEqual({ account: `${channel}:main`, en: expect.stringMatching(pattern), zh: expect.stringMatching(/\p{Script=Han}/u) });
});
