import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProactiveRule, ProactiveWhen } from '../flow-tree/proactive-rule.ts';
import { decide, isHeldOut, type PageReport, type ProactiveLimits, type UsedMoment, type VisitorFacts } from './decide.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const now = 1_000 * day;
const rule = (more: Partial<ProactiveRule> = {}): ProactiveRule => ({
  name: 'hello',
  version: '0',
  file: 'hello.yaml',
  source: '',
  when: {},
  show: 'bubble',
  at_most: { times: 1, ms: day },
  not_after: hour,
  hold_out: 0,
  warnings: [],
  ...more,
});
const report = (more: Partial<PageReport> = {}): PageReport => ({
  path: '/p/coat',
  product: 'coat',
  onPage: 30_000,
  idle: 0,
  scroll: 50,
  left: false,
  cart: { count: 2, value: 150 },
  source: 'www.google.com',
  lang: 'en-GB',
  typing: false,
  open: false,
  ...more,
});
const facts = (more: Partial<VisitorFacts> = {}): VisitorFacts => ({
  visitor: 'v-1',
  visits: 2,
  used: [],
  person: false,
  wroteAt: 0,
  shopOpen: true,
  minute: 600,
  now,
  ...more,
});
const limits: ProactiveLimits = { perDay: 3, apart: 2 * minute };
const used = (at: number, more: Partial<UsedMoment> = {}): UsedMoment => ({ rule: 'hello', about: '/other', at, held: false, ...more });
const outcome = (when: ProactiveWhen, said: Partial<PageReport> = {}, known: Partial<VisitorFacts> = {}, more: Partial<ProactiveRule> = {}) => {
  const found = decide([rule({ when, ...more })], report(said), facts(known), limits);
  return found.does === 'nothing' ? found.why.hello : found.does;
};

type Case = [name: string, when: ProactiveWhen, said: Partial<PageReport>, known: Partial<VisitorFacts>, expected: string, more?: Partial<ProactiveRule>];
const cases: Case[] = [
  ['nothing is asked', {}, {}, {}, 'show'],
  ['the path', { path: ['/p/coat'] }, {}, {}, 'show'],
  ['a path with anything behind', { path: ['/sale', '/p/*'] }, {}, {}, 'show'],
  ['another path', { path: ['/sale'] }, {}, {}, 'when.path'],
  ['a path that only begins so', { path: ['/p'] }, {}, {}, 'when.path'],
  ['any product', { product: 'any' }, {}, {}, 'show'],
  ['any product on a page without', { product: 'any' }, { product: undefined }, {}, 'when.product'],
  ['one of the products', { product: ['dress', 'coat'] }, {}, {}, 'show'],
  ['another product', { product: ['dress'] }, {}, {}, 'when.product'],
  ['long enough on the page', { on_page: 30_000 }, {}, {}, 'show'],
  ['a ms too short', { on_page: 30_001 }, {}, {}, 'when.on_page'],
  ['scrolled so far', { scroll: 50 }, {}, {}, 'show'],
  ['not scrolled so far', { scroll: 51 }, {}, {}, 'when.scroll'],
  ['about to leave', { leaves: true }, { left: true }, {}, 'show'],
  ['not about to leave', { leaves: true }, {}, {}, 'when.leaves'],
  ['idle', { idle: 20_000 }, { idle: 20_000 }, {}, 'show'],
  ['at work', { idle: 20_000 }, { idle: 19_000 }, {}, 'when.idle'],
  ['the second visit', { visits: 2 }, {}, {}, 'show'],
  ['a first visit', { visits: 2 }, {}, { visits: 1 }, 'when.visits'],
  ['something in the cart', { cart: 'filled' }, {}, {}, 'show'],
  ['an empty cart', { cart: 'filled' }, { cart: { count: 0, value: 0 } }, {}, 'when.cart'],
  ['an empty cart is wanted', { cart: 'empty' }, { cart: { count: 0, value: 0 } }, {}, 'show'],
  ['a cart of which nothing is known', { cart: 'empty' }, { cart: undefined }, {}, 'when.cart'],
  ['a cart above', { cart_value: { above: 100 } }, {}, {}, 'show'],
  ['a cart of just that value', { cart_value: { above: 150 } }, {}, {}, 'when.cart_value'],
  ['a cart between', { cart_value: { above: 100, below: 200 } }, {}, {}, 'show'],
  ['a cart too dear', { cart_value: { above: 100, below: 140 } }, {}, {}, 'when.cart_value'],
  ['an empty cart is not a cheap one', { cart_value: { below: 200 } }, { cart: { count: 0, value: 0 } }, {}, 'when.cart_value'],
  ['the source', { source: ['google.com'] }, {}, {}, 'show'],
  ['a source that only ends so', { source: ['oogle.com'] }, {}, {}, 'when.source'],
  ['no source', { source: ['google.com'] }, { source: undefined }, {}, 'when.source'],
  ['what the page told', { event: 'size-chart' }, { event: 'size-chart' }, {}, 'show'],
  ['something else that it told', { event: 'size-chart' }, { event: 'video' }, {}, 'when.event'],
  ['within the hours', { hours: { from: 540, to: 1080 } }, {}, {}, 'show'],
  ['at the end of the hours', { hours: { from: 540, to: 1080 } }, {}, { minute: 1080 }, 'when.hours'],
  ['hours over midnight, before', { hours: { from: 1320, to: 1800 } }, {}, { minute: 1400 }, 'show'],
  ['hours over midnight, after', { hours: { from: 1320, to: 1800 } }, {}, { minute: 359 }, 'show'],
  ['hours over midnight, at their end', { hours: { from: 1320, to: 1800 } }, {}, { minute: 360 }, 'when.hours'],
  ['the language with a region', { lang: ['en'] }, {}, {}, 'show'],
  ['another language', { lang: ['zh'] }, {}, {}, 'when.lang'],
  ['a language whose name only begins so', { lang: ['e'] }, {}, {}, 'when.lang'],
  ['open', { shop: 'open' }, {}, {}, 'show'],
  ['closed', { shop: 'open' }, {}, { shopOpen: false }, 'when.shop'],
  ['closed is wanted', { shop: 'closed' }, {}, { shopOpen: false }, 'show'],
  ['all of it', { product: 'any', on_page: 20_000, cart: 'filled', lang: ['en'] }, {}, {}, 'show'],
  ['all but one', { product: 'any', on_page: 40_000, cart: 'filled' }, {}, {}, 'when.on_page'],
  ['a person has the conversation', {}, {}, { person: true }, 'person'],
  ['the visitor types', {}, { typing: true }, {}, 'typing'],
  ['the chat is open', {}, { open: true }, {}, 'chat_open'],
  ['wrote a moment ago', {}, {}, { wroteAt: now - hour + 1 }, 'wrote_lately'],
  ['wrote before', {}, {}, { wroteAt: now - hour }, 'show'],
  ['wrote in the future, as the clock was set back', {}, {}, { wroteAt: now + day }, 'wrote_lately'],
  ['shown today', {}, {}, { used: [used(now - hour)] }, 'rule_full'],
  ['shown yesterday', {}, {}, { used: [used(now - day)] }, 'show'],
  ['held out today', {}, {}, { used: [used(now - hour, { held: true })] }, 'rule_full'],
  ['twice is allowed', {}, {}, { used: [used(now - hour)] }, 'show', { at_most: { times: 2, ms: day } }],
  ['shown about this very product, long ago', {}, {}, { used: [used(now - 90 * day, { about: 'coat' })] }, 'same'],
  ['another rule about this product', {}, {}, { used: [used(now - hour, { rule: 'sale', about: 'coat' })] }, 'show'],
  ['another rule just now', {}, {}, { used: [used(now - minute, { rule: 'sale' })] }, 'too_soon'],
  ['three of others today', {}, {}, { used: [1, 2, 3].map((n) => used(now - n * hour, { rule: `r${n}` })) }, 'day_full'],
];

describe('speaking first', () => {
  it.each(cases)('%s', (_, when, said, known, expected, more) => {
    expect(outcome(when, said, known, more)).toBe(expected);
  });

  it('uses the first rule that fits, and says why not the ones before it', () => {
    const rules = [rule({ name: 'sale', when: { path: ['/sale'] } }), rule({ name: 'coat', when: { product: ['coat'] } }), rule({ name: 'any' })];
    expect(decide(rules, report(), facts(), limits)).toMatchObject({ does: 'show', rule: { name: 'coat' }, about: 'coat', why: { sale: 'when.path' } });
    expect(decide(rules, report({ product: undefined, path: '/about' }), facts(), limits)).toMatchObject({ rule: { name: 'any' }, about: '/about' });
    expect(decide([], report(), facts(), limits)).toEqual({ does: 'nothing', why: {} });
  });

  it('holds out the share that is asked for, always the same visitors, other ones for each rule', () => {
    const visitors = Array.from({ length: 4_000 }, (_, n) => `v-${n}`);
    const held = visitors.filter((visitor) => isHeldOut(visitor, { name: 'a', hold_out: 10 }));
    expect(held.length / visitors.length).toBeGreaterThan(0.08);
    expect(held.length / visitors.length).toBeLessThan(0.12);
    expect(held.every((visitor) => isHeldOut(visitor, { name: 'a', hold_out: 20 }))).toBe(true);
    const both = held.filter((visitor) => isHeldOut(visitor, { name: 'b', hold_out: 10 }));
    expect(both.length / held.length).toBeLessThan(0.2);
    expect(visitors.some((visitor) => isHeldOut(visitor, { name: 'a', hold_out: 0 }))).toBe(false);
  });

  it('never speaks above a cap, over a person, to who types or twice about the same, whatever the pages report', () => {
    const ruleList = fc.array(
      fc.record({
        times: fc.integer({ min: 1, max: 3 }),
        ms: fc.constantFrom(hour, day, 7 * day),
        held: fc.constantFrom(0, 30, 90),
        after: fc.constantFrom(minute, hour, day),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const step = fc.record({
      wait: fc.integer({ min: -hour, max: 8 * hour }),
      product: fc.constantFrom(undefined, 'a', 'b', 'c'),
      path: fc.constantFrom('/', '/x', '/y'),
      typing: fc.boolean(),
      open: fc.boolean(),
      person: fc.boolean(),
      wrote: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    });
    fc.assert(
      fc.property(ruleList, fc.array(step, { maxLength: 60 }), (given, steps) => {
        const rules = given.map(({ times, ms, held, after }, n) => rule({ name: `r${n}`, at_most: { times, ms }, hold_out: held, not_after: after }));
        const moments: UsedMoment[] = [];
        let [at, wroteAt] = [now, 0];
        for (const { wait, product, path, typing, open, person, wrote } of steps) {
          at += wait;
          if (wrote) wroteAt = at;
          const done = decide(rules, report({ product, path, typing, open }), facts({ used: moments, person, wroteAt, now: at }), limits);
          if (done.does === 'nothing') continue;
          expect([typing, open, person]).toEqual([false, false, false]);
          expect(wroteAt === 0 || wroteAt <= at - done.rule.not_after).toBe(true);
          const own = moments.filter((moment) => moment.rule === done.rule.name);
          expect(own.some((moment) => moment.about === done.about)).toBe(false);
          expect(own.filter((moment) => moment.at > at - done.rule.at_most.ms).length).toBeLessThan(done.rule.at_most.times);
          expect(moments.filter((moment) => moment.at > at - day).length).toBeLessThan(limits.perDay);
          moments.push({ rule: done.rule.name, about: done.about, at, held: done.does === 'hold' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
