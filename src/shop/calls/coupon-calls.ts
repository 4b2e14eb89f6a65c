import type { Call } from '../../call.ts';
import type { Json } from '../../json.ts';
import { isAnonymous } from '../anonymous.ts';
import { couponView } from '../orders/coupon-view.ts';
import { checkCoupon, issueCoupon, type Worth, wishBy } from '../orders/coupons.ts';
import { refuse, waitText } from '../outcome-texts.ts';
import { beginTry, contactRule, waitFor } from '../proof/attempt-count.ts';
import { addressRules, sourcesOf } from '../proof/attempt-limiter.ts';
import { roughly } from '../search/price-range.ts';
import { carts } from '../shop.ts';
import { durationOf, isVars, numberOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

const week = 7 * 86_400_000;

/** Exactly one kind of worth; null when it is none, several, or no sensible number. */
function worthOf(args: Record<string, Json>, currency: string): Worth | null {
  const worths: (Worth | null)[] = [];
  if (args.percent !== undefined && args.percent !== null) {
    const percent = numberOf(args.percent);
    worths.push(percent !== undefined && percent >= 1 && percent <= 100 ? { kind: 'percent', percent } : null);
  }
  if (args.amount !== undefined && args.amount !== null) {
    const money = isVars(args.amount) ? { amount: numberOf(args.amount.amount), currency: textOf(args.amount.currency) } : undefined;
    const major = numberOf(args.amount);
    if (money?.amount && money.currency) worths.push({ kind: 'fixed', money: { amount: money.amount, currency: money.currency } });
    else worths.push(major && major > 0 ? { kind: 'fixed', money: { amount: roughly(major, currency, currency), currency } } : null);
  }
  if (args.free_shipping === true || args.free_shipping === 'true' || args.free_shipping === 'yes') worths.push({ kind: 'free_shipping' });
  const gift = textOf(args.gift, 'id');
  if (gift) worths.push({ kind: 'gift', gift });
  const [only] = worths;
  return worths.length === 1 && only ? only : null;
}

/** `cart-` and the longest id of a cart. */
const longestCampaign = 105;

/** Codes that a contact may try in vain, and that an address may, before pauses begin. */
const codeRules = { contact: { ...contactRule, free: 6 }, address: addressRules.weak } as const;

export function couponCalls({ store, shop, random, couponPrefix, couponRules }: ShopTools): Call[] {
  return [
    defineCall(
      'coupon.issue',
      'does',
      ['rule?', 'percent?', 'amount?', 'free_shipping?', 'gift?', 'valid?', 'campaign?', 'cart?'],
      ['already_used', 'expired', 'ordered', 'exhausted', 'no_rule', 'bad_worth', 'bad_time'],
      [
        '发一张专属优惠券；同一活动每位顾客只有一张。rule 是设置 coupons 里的规则名，写了就不用写优惠内容。网站上认不出身份的访客都得到同一个码，.shared 为 true',
        'A coupon of their own; one for each customer and campaign. rule names one of coupons in the settings, in place of a worth. Visitors of the website whom nobody knows all get the same code, with .shared',
      ],
      async (args, context) => {
        const { contact, lang, now } = context;
        const named = textOf(args.rule);
        const rule = named === undefined ? undefined : couponRules?.get(named);
        if (named !== undefined && !rule) return refuse('no_rule', 'no_rule', lang, { rule: named });
        const worth = rule?.worth ?? worthOf(args, shop.currency);
        if (!worth) return refuse('bad_worth', 'bad_worth', lang);
        const valid = args.valid === undefined || args.valid === null ? week : durationOf(args.valid);
        if (valid === undefined) return refuse('bad_time', 'bad_time', lang);
        const cart = textOf(args.cart, 'id');
        const known = cart === undefined ? null : await store.collection(carts).get(cart);
        if (known?.contact === contact.id && known.order !== undefined) return refuse('ordered', 'ordered', lang);
        const isStranger = await isAnonymous(store, askerOf(context));
        // Whoever makes sessions at will makes carts at will.
        const ofCart = cart && (isStranger ? 'cart' : `cart-${cart}`);
        const campaign = (textOf(args.campaign) ?? ofCart ?? 'general').slice(0, longestCampaign);
        const asked = rule && named ? wishBy(named, rule, isStranger ? undefined : (textOf(args.campaign) ?? ofCart)) : { worth, campaign, valid };
        const wish = { ...asked, contact: contact.id, prefix: couponPrefix, isAnonymous: isStranger, isPushed: shop.pushes.coupons };
        const issued = await issueCoupon(store, wish, now, random);
        return issued.ok ? { ok: true, value: couponView(issued.coupon) } : refuse(issued.code, issued.code, lang);
      },
    ),
    defineCall(
      'coupon.check',
      'reads',
      ['code'],
      ['unknown', 'expired', 'used', 'exhausted', 'not_yours', 'too_many'],
      ['看看优惠码现在能不能用；试错多了要等', 'Whether a code can be used now; who tries too many has to wait'],
      async (args, { contact, conversation, lang, now }) => {
        const sources = await sourcesOf(store, conversation, 'coupon', codeRules.address);
        const slowed = [[`coupon:${contact.id}`, codeRules.contact] as const, ...sources];
        const waits = await Promise.all(slowed.map(([id, rule]) => waitFor(store, id, rule, now)));
        const wait = Math.max(...waits);
        if (wait > 0) return refuse('too_many', 'too_many', lang, { wait: waitText(wait, lang) });
        const state = await checkCoupon(store, textOf(args.code, 'code') ?? '', contact.id, now);
        if (state.ok) return { ok: true, value: couponView(state.coupon) };
        // A code that is or was theirs is no guess.
        if (state.code === 'unknown' || state.code === 'not_yours') for (const [id, rule] of slowed) await beginTry(store, id, rule, now);
        return refuse(state.code, state.code === 'unknown' ? 'unknown_code' : state.code, lang);
      },
    ),
  ];
}
