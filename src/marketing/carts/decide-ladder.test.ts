import { expect, test } from 'vitest';
import type { Policy } from '../gate.ts';
import { decideLadder, type LadderDecision, type LadderRules, type LadderSituation } from './decide-ladder.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** 12:00 in Shanghai. */
const noon = Date.UTC(2026, 10, 23, 4);
const left = noon;
const policy: Policy = { quiet: { from: 21 * 60, to: 9 * 60, classes: ['promo'] }, caps: [{ count: 3, ms: 7 * day }], zone: 'Asia/Shanghai' };
const rules: LadderRules = {
  steps: [
    { do: 'help', after: 30 * minute },
    { do: 'remind', after: 4 * hour },
    { do: 'offer', after: 24 * hour },
  ],
  onceIn: 7 * day,
  soldOut: 'end',
};
const base: LadderSituation = {
  ladder: { step: 0, startedAt: left, version: 'a', sent: [] },
  cart: { version: 'a', updatedAt: left, count: 2, left: 2 },
  ordered: false,
  person: { marketing: true, promos: [] },
  talk: { reachable: true, taken: false, lastInAt: 0 },
  another: false,
  alternatives: false,
  now: left + 30 * minute,
};
const cart = (set: Partial<NonNullable<LadderSituation['cart']>>): LadderSituation['cart'] => ({ version: 'a', updatedAt: left, count: 2, left: 2, ...set });
const helped = (at: number) => ({ step: 1, startedAt: left, sentAt: at, version: 'a', sent: [{ do: 'help' as const, at }] });
const reminded = (at: number) => ({ step: 2, startedAt: left, sentAt: at, version: 'a', sent: [{ do: 'remind' as const, at }] });
const over = (at: number) => ({ step: 3, startedAt: left, sentAt: at, version: 'a', sent: [{ do: 'offer' as const, at }] });
const talk = (set: Partial<LadderSituation['talk']>): LadderSituation['talk'] => ({ ...base.talk, ...set });
const send = (kind: 'help' | 'remind' | 'offer' | 'alternatives'): LadderDecision => ({ do: 'send', kind });
const end = (why: Extract<LadderDecision, { do: 'end' }>['why']): LadderDecision => ({ do: 'end', why });
const wait = (until: number): LadderDecision => ({ do: 'wait', until });
const half = left + 30 * minute;

test.each<[string, Partial<LadderSituation>, LadderDecision, Partial<LadderRules>?]>([
  ['the first step at its time', {}, send('help')],
  ['a moment before', { now: half - 1 }, wait(half)],
  ['the cart was touched without a change: the time begins again', { cart: cart({ updatedAt: left + 10 * minute }) }, wait(half + 10 * minute)],
  ['the second step at its time', { ladder: helped(half), now: left + 4 * hour }, send('remind')],
  ['the second before its time', { ladder: helped(half), now: left + 2 * hour }, wait(left + 4 * hour)],
  ['the first went out late: the second keeps its distance', { ladder: helped(left + 3 * hour), now: left + 4 * hour }, wait(left + 6.5 * hour)],
  ['the third step at its time', { ladder: reminded(left + 4 * hour), now: left + day }, send('offer')],
  [
    'a touch after the first step does not put off the second',
    { ladder: helped(half), cart: cart({ updatedAt: left + hour }), now: left + 4 * hour },
    send('remind'),
  ],
  ['an order', { ordered: true }, end('ordered')],
  ['an order between two steps', { ladder: helped(half), ordered: true, now: left + hour }, end('ordered')],
  ['an order after the last step', { ladder: over(left + day), ordered: true, now: left + 2 * day }, end('ordered')],
  ['an order, and the cart is empty of it', { ordered: true, cart: cart({ count: 0 }) }, end('ordered')],
  ['the cart is gone', { cart: null }, end('emptied')],
  ['the cart was emptied', { cart: cart({ count: 0, left: 0 }) }, end('emptied')],
  ['another version of the cart', { cart: cart({ version: 'b' }) }, end('changed')],
  ['opted out', { person: { marketing: false, promos: [] } }, end('opted_out')],
  ['opted out before the time of the step', { person: { marketing: false, promos: [] }, now: left + minute }, end('opted_out')],
  ['a person of the shop has the conversation', { talk: talk({ taken: true }) }, end('taken_over')],
  ['answered the first step', { ladder: helped(half), talk: talk({ lastInAt: half + 1 }), now: left + 4 * hour }, end('replied')],
  ['wrote before the first step went out', { ladder: helped(half), talk: talk({ lastInAt: half - 1 }), now: left + 4 * hour }, send('remind')],
  ['is just talking', { talk: talk({ lastInAt: half - 10 * minute }) }, wait(half + 20 * minute)],
  ['talked half an hour ago', { talk: talk({ lastInAt: half - 30 * minute }) }, send('help')],
  ['nobody knows who it is', { person: null }, wait(half + hour)],
  ['never asked for consent', { person: { promos: [] } }, wait(half + hour)],
  ['cannot be reached', { talk: talk({ reachable: false }) }, wait(half + hour)],
  ['nobody became known in a day', { person: null, now: half + day }, end('late')],
  ['the last look before that is at its time', { person: null, now: half + 23.5 * hour }, wait(half + day)],
  ['the program was away for two days', { now: left + 2 * day }, end('late')],
  ['another ladder wrote to them this week', { another: true }, end('recent')],
  ['another ladder, and it is not time yet', { another: true, now: left + minute }, wait(half)],
  ['at night', { now: left + 9.5 * hour }, wait(Date.UTC(2026, 10, 24, 1))],
  ['at night where the customer lives', { person: { marketing: true, promos: [], zone: 'America/New_York' } }, wait(Date.UTC(2026, 10, 23, 14))],
  ['a zone that is none: the shop’s', { person: { marketing: true, promos: [], zone: 'Mars/Olympus' } }, send('help')],
  ['nights that are not quiet', { now: left + 9.5 * hour }, send('help'), {}],
  [
    'the cap is reached, and free again today',
    { person: { marketing: true, promos: [left - 7 * day + 40 * minute, left - day, left - hour] } },
    wait(left + 40 * minute),
  ],
  ['the cap is reached for days', { person: { marketing: true, promos: [left - 3 * day, left - 2 * day, left - day] } }, wait(half + day)],
  ['promotions of last week do not count', { person: { marketing: true, promos: [left - 9 * day, left - 8 * day, left - day] } }, send('help')],
  ['all has sold out', { cart: cart({ left: 0 }) }, end('sold_out')],
  ['all has sold out, and there is something alike', { cart: cart({ left: 0 }), alternatives: true }, send('alternatives'), { soldOut: 'alternatives' }],
  ['all has sold out, and there is nothing alike', { cart: cart({ left: 0 }) }, end('sold_out'), { soldOut: 'alternatives' }],
  ['a part has sold out', { cart: cart({ left: 1 }) }, send('help')],
  ['all steps are out', { ladder: over(left + day), now: left + day + hour }, wait(left + 4 * day)],
  ['all steps are out, and nothing came of it', { ladder: over(left + day), now: left + 4 * day }, end('done')],
  [
    'alternatives were shown: nothing follows',
    { ladder: { ...helped(half), sent: [{ do: 'alternatives', at: half }] }, now: left + 5 * hour },
    wait(half + 3 * day),
  ],
  ['answered after the last step', { ladder: over(left + day), talk: talk({ lastInAt: left + 25 * hour }), now: left + 26 * hour }, end('replied')],
  ['a shop that reminds once', { now: left + 2 * hour }, send('remind'), { steps: [{ do: 'remind', after: 2 * hour }] }],
  ['no steps at all', { now: left + 2 * hour }, wait(left + 2 * hour + 3 * day), { steps: [] }],
])('%s', (name, situation, decision, more) => {
  const at = name === 'nights that are not quiet' ? { ...policy, quiet: undefined } : policy;
  expect(decideLadder({ ...base, ...situation }, { ...rules, ...more }, at as Policy)).toEqual(decision);
});
