/**
 * What an order counts for: the one decision for broadcasts, flows, carts and speaking first. A coupon is certain; else the latest click within a window before
 * the order; else the latest delivery within a shorter one. An order counts once, and a click alone is never revenue. Pure.
 */

export const campaignKinds = ['broadcast', 'flow', 'cart', 'proactive', 'coupon'] as const;
export type CampaignKind = (typeof campaignKinds)[number];
export interface Campaign {
  kind: CampaignKind;
  /** Id of the broadcast, name of the flow or rule, campaign of the coupon. */
  id: string;
}
export type Why = 'coupon' | 'click' | 'delivery';

/** Something of a campaign that reached the customer, or that was kept from them for the hold-out. */
export interface Touch {
  campaign: Campaign;
  what: 'click' | 'delivery' | 'held';
  /** Epoch ms. */
  at: number;
}

/** Windows before the order, ms. */
export const creditWindows = { click: 7 * 86_400_000, delivery: 24 * 3_600_000 };
/** Window in which orders of both sides of a hold-out are compared, ms. */
export const comparedWithin = 7 * 86_400_000;

export interface Credit {
  campaign: Campaign;
  by: Why;
  /** Time of the click or delivery. */
  at?: number;
}

export const keyOf = ({ kind, id }: Campaign): string => `${kind}:${id}`;

/** Decides; `placedAt`: epoch ms, `coupon`: the campaign that gave the coupon of the order. */
export function creditOf(placedAt: number, coupon: string | undefined, touches: readonly Touch[]): Credit | null {
  if (coupon !== undefined) return { campaign: ofCoupon(coupon, before(touches, placedAt, Number.POSITIVE_INFINITY)), by: 'coupon' };
  for (const by of ['click', 'delivery'] as const) {
    const [last] = before(
      touches.filter(({ what }) => what === by),
      placedAt,
      creditWindows[by],
    );
    if (last) return { campaign: last.campaign, by, at: last.at };
  }
  return null;
}

/** The campaign of a coupon: a broadcast; the flow that bears its name, or that the cart began; else the coupon itself. */
function ofCoupon(coupon: string, touches: readonly Touch[]): Campaign {
  if (coupon.startsWith('broadcast:')) return { kind: 'broadcast', id: coupon.slice('broadcast:'.length) };
  const isCart = /^cart(-|$)/.test(coupon);
  const flow = touches.find(({ campaign }) => campaign.id === coupon || (isCart && campaign.kind === 'cart'));
  return flow?.campaign ?? (isCart ? { kind: 'cart', id: 'coupon' } : { kind: 'coupon', id: coupon });
}

/** The last touch of each campaign before the order, of either side of its hold-out. */
export interface Arm {
  campaign: string;
  side: 'shown' | 'held';
  /** Epoch ms of the touch. */
  at: number;
}

/** Returns the sides on which the order stands, in the comparison of each campaign with its hold-out. */
export function armsOf(placedAt: number, touches: readonly Touch[]): Arm[] {
  const arms = new Map<string, Arm>();
  // A click belongs to a delivery, which is what both sides have in common.
  for (const { campaign, what, at } of before(
    touches.filter(({ what }) => what !== 'click'),
    placedAt,
    comparedWithin,
  )) {
    const key = keyOf(campaign);
    if (!arms.has(key)) arms.set(key, { campaign: key, side: what === 'held' ? 'held' : 'shown', at });
  }
  return [...arms.values()];
}

/** Those within the window before the order, the latest first. */
function before(touches: readonly Touch[], placedAt: number, window: number): Touch[] {
  return touches
    .filter(({ at }) => at <= placedAt && placedAt - at <= window)
    .toSorted((a, b) => b.at - a.at || (keyOf(a.campaign) < keyOf(b.campaign) ? -1 : 1));
}
