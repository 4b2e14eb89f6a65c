/** The ways of paying that the program tells apart, by what gateways of stores are called. */
import type { OrderRow } from '../../shop.ts';

const ways: readonly [RegExp, OrderRow['payment']][] = [
  [/alipay|支付宝/i, 'alipay'],
  [/wechat|weixin|wxpay|微信/i, 'wechat'],
  [/paypal|ppcp/i, 'paypal'],
  [/^cod$|cash[\s_-]*on[\s_-]*delivery|货到付款|貨到付款/i, 'cod'],
  [/card|stripe|shopify[\s_]payments|shop[\s_]pay|apple|google|square|adyen|mollie|braintree|银行卡/i, 'card'],
];

/** Returns the way of paying; names that are not known are another way. */
export function wayOfPaying(name: string | null | undefined): OrderRow['payment'] {
  return ways.find(([pattern]) => pattern.test(name ?? ''))?.[1] ?? 'other';
}
