import { describe, expect, it } from 'vitest';
import { blockSigns } from './capabilities.ts';
import { optionsSchema } from './options.ts';
import { type Ask, acknowledged, begun, initialLimits, refusal, type SendLimits, taken, watched } from './send-limits.ts';

const hour = 3_600_000;
const noon = 20_000 * 24 * hour + 12 * hour;
const silent = optionsSchema.parse({});
const bold = optionsSchema.parse({ proactive: true, pace: 10, per_day: 3 });
const ask = (extra: Partial<Ask> = {}): Ask => ({ kind: 'promo', lastWrote: noon - 48 * hour, now: noon, ...extra });

describe('who is written to', () => {
  it('replies always; service messages within 24 hours of the customer; nothing else unless switched on', () => {
    expect(refusal(initialLimits, ask({ kind: 'reply', lastWrote: null }), silent)).toBeNull();
    expect(refusal(initialLimits, ask({ kind: 'service', lastWrote: noon - 23 * hour }), silent)).toBeNull();
    for (const each of [ask(), ask({ kind: 'service' }), ask({ kind: 'promo', lastWrote: noon })])
      expect(refusal(initialLimits, each, silent)).toMatchObject({ code: 'rejected', notTaken: true });
  });

  it('nobody who never wrote, even when switched on', () => {
    expect(refusal(initialLimits, ask({ lastWrote: null }), bold)).toMatchObject({ code: 'rejected' });
    expect(refusal(initialLimits, ask(), bold)).toBeNull();
  });
});

describe('pace and cap', () => {
  it('leaves the pace and a chance of half as much between two; replies do not wait', () => {
    const after = begun(initialLimits, ask(), bold, 0.5);
    expect(refusal(after, ask({ now: noon + 12_000 }), bold)).toMatchObject({ code: 'rate_limited', scope: 'promotions', retryAfterMs: 500 });
    expect(refusal(after, ask({ kind: 'service', now: noon + 12_000 }), bold)).toMatchObject({ scope: 'customer' });
    expect(refusal(after, ask({ now: noon + 12_500 }), bold)).toBeNull();
    expect(refusal(after, ask({ kind: 'reply', now: noon }), bold)).toBeNull();
    expect(begun(after, ask({ kind: 'reply' }), bold, 0)).toEqual(after);
  });

  it('ends at so many a day, and begins again at midnight UTC', () => {
    let limits: SendLimits = initialLimits;
    for (let n = 0; n < 3; n++) limits = begun(limits, ask({ now: noon + n * hour }), bold, 0);
    expect(refusal(limits, ask({ now: noon + 3 * hour }), bold)).toMatchObject({ code: 'quota', scope: 'promotions', retryAfterMs: 9 * hour });
    const tomorrow = ask({ now: noon + 12 * hour });
    expect(refusal(limits, tomorrow, bold)).toBeNull();
    expect(begun(limits, tomorrow, bold, 0).count).toBe(1);
  });

  it('asks for at least 5 s', () => expect(optionsSchema.safeParse({ pace: 4 }).success).toBe(false));
});

describe('signs of a block', () => {
  const sentTo = (count: number, ack = 1) => {
    let limits: SendLimits = initialLimits;
    for (let n = 0; n < count; n++) limits = acknowledged(taken(limits, `m${n}`, `u${n}`, noon), `m${n}`, ack);
    return limits;
  };
  const late = noon + blockSigns.patience + 1;

  it('five customers in a row without a delivery hold all sends for an hour', () => {
    expect(watched(sentTo(4), late).heldUntil).toBe(0);
    expect(watched(sentTo(5), noon + 1_000).heldUntil).toBe(0);
    const held = watched(sentTo(5), late);
    expect(held.heldUntil).toBe(late + blockSigns.hold);
    expect(refusal(held, ask({ kind: 'reply', now: late }), silent)).toMatchObject({ code: 'spam_limited', scope: 'account', retryAfterMs: blockSigns.hold });
  });

  it('three refused in a row do so at once', () => {
    expect(watched(sentTo(2, -1), noon).heldUntil).toBe(0);
    expect(watched(sentTo(3, -1), noon)).toMatchObject({ heldUntil: noon + blockSigns.hold, why: 'WhatsApp refused the last 3 messages' });
  });

  it('several messages to one customer, whose phone may be off, are no sign', () => {
    let limits: SendLimits = initialLimits;
    for (let n = 0; n < 20; n++) limits = taken(limits, `m${n}`, 'u', noon);
    expect(watched(limits, late).heldUntil).toBe(0);
  });

  it('after the hour one message is tried; its delivery ends it, else the next hour begins', () => {
    const later = late + blockSigns.hold;
    const due = watched(watched(sentTo(5), late), later);
    expect(refusal(due, ask({ kind: 'reply', now: later }), silent)).toBeNull();
    const tried = taken(begun(due, ask({ kind: 'reply', now: later }), silent, 0), 'probe', 'u9', later);
    expect(refusal(tried, ask({ kind: 'reply', now: later + 1 }), silent)).toMatchObject({ code: 'spam_limited' });
    const fine = watched(acknowledged(tried, 'probe', 2), later + 2);
    expect(refusal(fine, ask({ kind: 'reply', now: later + 2 }), silent)).toBeNull();
    expect(fine.recent).toEqual([]);
  });

  it('acks of messages that are not ours, and late lower ones, change nothing', () => {
    const limits = sentTo(2, 1);
    expect(acknowledged(limits, 'other', 3)).toEqual(limits);
    expect(acknowledged(limits, 'm0', 0)).toEqual(limits);
  });
});
