import { describe, expect, it } from 'vitest';
import { armsOf, type CampaignKind, creditOf, keyOf, type Touch } from './credit.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = 100 * day;

/** `click broadcast:x 2h`: so long before the order; `+` after it. */
function touch(text: string): Touch {
  const [what = '', key = '', ago = ''] = text.split(' ');
  const [kind = '', id = ''] = key.split(':');
  const [, sign, number, unit] = /^([+]?)(\d+)(ms|h|d)$/.exec(ago) ?? [];
  const ms = Number(number) * { ms: 1, h: hour, d: day }[unit as 'ms' | 'h' | 'd'];
  return { campaign: { kind: kind as CampaignKind, id }, what: what as Touch['what'], at: now - (sign ? -ms : ms) };
}

describe('what an order counts for', () => {
  it.each<[string, string | undefined, string[], string | null]>([
    ['nothing', undefined, [], null],
    ['a coupon of a broadcast, before all', 'broadcast:y', ['click broadcast:x 1ms', 'delivery flow:f 1h'], 'broadcast:y coupon'],
    ['a coupon, though nothing was delivered', 'broadcast:y', [], 'broadcast:y coupon'],
    ['a coupon, though it was long ago', 'broadcast:y', ['delivery broadcast:y 90d'], 'broadcast:y coupon'],
    ['a coupon of a flow by its name', 'win-back', ['delivery flow:win-back 20d', 'click broadcast:x 1h'], 'flow:win-back coupon'],
    ['a coupon of a campaign of its own', 'welcome', ['click broadcast:x 1h'], 'coupon:welcome coupon'],
    ['a coupon of a cart whose flow is known', 'cart-c7', ['delivery cart:cart-reminder 2d'], 'cart:cart-reminder coupon'],
    ['a coupon of a cart, the last of its flows', 'cart-c7', ['delivery cart:old 3d', 'delivery cart:new 2d'], 'cart:new coupon'],
    ['the coupon of all carts of strangers', 'cart', ['delivery cart:cart-reminder 1d'], 'cart:cart-reminder coupon'],
    ['a coupon of a cart whose flow is not known', 'cart-c7', [], 'cart:coupon coupon'],
    ['a coupon whose name only begins like a cart', 'carton', ['delivery cart:cart-reminder 1d'], 'coupon:carton coupon'],
    ['a click before a delivery', undefined, ['click broadcast:y 3h', 'delivery broadcast:x 1h'], 'broadcast:y click'],
    ['the latest click', undefined, ['click broadcast:x 2h', 'click broadcast:y 1h'], 'broadcast:y click'],
    ['the latest click of two kinds', undefined, ['click proactive:help 1h', 'click broadcast:y 2h'], 'proactive:help click'],
    ['a click at the same moment', undefined, ['click broadcast:x 1h', 'click broadcast:b 1h'], 'broadcast:b click'],
    ['a click at the moment of the order', undefined, ['click broadcast:x 0ms'], 'broadcast:x click'],
    ['a click 7 days before', undefined, ['click broadcast:x 7d'], 'broadcast:x click'],
    ['a click more than 7 days before', undefined, [`click broadcast:x ${7 * day + 1}ms`], null],
    ['a click after the order', undefined, ['click broadcast:x +1ms'], null],
    ['an old click leaves it to a delivery', undefined, [`click broadcast:x ${7 * day + 1}ms`, 'delivery flow:f 2h'], 'flow:f delivery'],
    ['the latest delivery', undefined, ['delivery broadcast:x 1h', 'delivery broadcast:y 2h'], 'broadcast:x delivery'],
    ['a delivery a day before', undefined, ['delivery broadcast:x 24h'], 'broadcast:x delivery'],
    ['a delivery more than a day before', undefined, [`delivery broadcast:x ${day + 1}ms`], null],
    ['a delivery after the order', undefined, ['delivery broadcast:x +1h'], null],
    ['a promotion of a flow', undefined, ['delivery flow:birthday 3h'], 'flow:birthday delivery'],
    ['a reminder of a cart', undefined, ['delivery cart:cart-reminder 3h'], 'cart:cart-reminder delivery'],
    ['a line on the page that was shown', undefined, ['delivery proactive:help 3h'], 'proactive:help delivery'],
    ['a reminder of a cart after a broadcast', undefined, ['delivery broadcast:x 5h', 'delivery cart:cart-reminder 3h'], 'cart:cart-reminder delivery'],
    ['one who was held out', undefined, ['held broadcast:x 1h'], null],
    ['one who was held out of one and got the other', undefined, ['held broadcast:x 1h', 'delivery flow:f 20h'], 'flow:f delivery'],
    ['a coupon of one who was held out of another', 'broadcast:y', ['held broadcast:x 1h'], 'broadcast:y coupon'],
  ])('%s', (_, coupon, touches, expected) => {
    const found = creditOf(now, coupon, touches.map(touch));
    expect(found && `${keyOf(found.campaign)} ${found.by}`).toBe(expected);
  });
});

describe('the sides of hold-outs', () => {
  it.each<[string, string[], string[]]>([
    ['nobody', [], []],
    ['shown', ['delivery flow:f 2d'], ['flow:f shown']],
    ['held', ['held flow:f 6d'], ['flow:f held']],
    ['a click is no side of its own', ['click broadcast:x 1d'], []],
    ['more than 7 days ago', [`held flow:f ${7 * day + 1}ms`], []],
    ['after the order', ['held flow:f +1h'], []],
    ['the last time counts', ['held flow:f 3d', 'delivery flow:f 2d'], ['flow:f shown']],
    ['one for each campaign', ['held flow:f 3d', 'delivery broadcast:x 2d', 'delivery broadcast:x 4d'], ['broadcast:x shown', 'flow:f held']],
  ])('%s', (_, touches, expected) => {
    expect(armsOf(now, touches.map(touch)).map(({ campaign, side }) => `${campaign} ${side}`)).toEqual(expected);
  });
});
