/** Reasons for which an order counts, in words for the merchant. Pure. */
import type { CampaignKind } from './credit.ts';
import type { CreditRow } from './rows.ts';

const kinds: Readonly<Record<CampaignKind, { en: string; zh: string }>> = {
  broadcast: { en: 'broadcast', zh: '群发' },
  flow: { en: 'flow', zh: '流程' },
  cart: { en: 'cart reminder', zh: '购物车提醒' },
  proactive: { en: 'speaking first', zh: '主动搭话' },
  coupon: { en: 'coupon', zh: '优惠码' },
};

/** Returns the word for a kind of campaign. */
export const kindWord = (kind: CampaignKind): { en: string; zh: string } => kinds[kind];

/** `name`: of its campaign, as the merchant knows it. */
export function whyWords({ campaign, by, coupon, at, touched }: CreditRow, name: string): { en: string; zh: string } {
  const kind = kinds[campaign?.kind ?? 'coupon'];
  const [en, zh] = [`${kind.en} "${name}"`, `${kind.zh}“${name}”`];
  if (by === 'coupon') return { en: `Used ${coupon ? `code ${coupon}` : 'a code'} of the ${en}`, zh: `用了${zh}的优惠码${coupon ? ` ${coupon}` : ''}` };
  const before = pause(at - (touched ?? at));
  if (by === 'click') return { en: `Ordered ${before.en} after a click on the ${en}`, zh: `点了${zh}，${before.zh}后下单` };
  return { en: `Ordered ${before.en} after getting the ${en}`, zh: `收到${zh}，${before.zh}后下单` };
}

function pause(ms: number): { en: string; zh: string } {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const several = (count: number, en: string, zh: string) => ({ en: `${count} ${en}${count === 1 ? '' : 's'}`, zh: `${count} ${zh}` });
  if (minutes < 60) return several(minutes, 'minute', '分钟');
  if (minutes < 48 * 60) return several(Math.round(minutes / 60), 'hour', '小时');
  return several(Math.round(minutes / 1_440), 'day', '天');
}
