/** Meaning of the status words of shop systems, and the choice among several columns that say how far an order is. */
import type { OrderRow, OrderStatus } from '../shop.ts';
import { nearestStatus } from './nearest-status.ts';
import { readAmount } from './read-amount.ts';
import type { RowReader } from './row-reader.ts';
import { columnKey } from './table.ts';

/** `neutral`: the word says nothing of how far it is. */
type Meaning = OrderStatus | 'neutral';

export const statusWords: Readonly<Record<Meaning, readonly string[]>> = {
  placed: [
    'pending',
    'unpaid',
    'open',
    'pending payment',
    'on hold',
    'failed',
    'not paid',
    'awaiting',
    'awaiting payment',
    'authorized',
    'partially authorized',
    'expired',
    'requires action',
    'partially paid',
    'partially captured',
    '已下单',
    '待付款',
    '等待买家付款',
    '等待付款',
    '未付款',
    '待支付',
    '待成团',
    '部分付款',
    '定金已付',
  ],
  paid: [
    'unfulfilled',
    'captured',
    'processing',
    'not fulfilled',
    'unshipped',
    'scheduled',
    'in progress',
    '已付款',
    '待发货',
    '买家已付款,等待卖家发货',
    '买家已付款',
    '等待卖家发货',
    '等待发货',
    '等待出库',
    '待接单',
    '待出库',
    '已支付',
    '未发货',
    '待审核',
    '锁定',
    '暂停',
    '备货中',
  ],
  packed: ['ready', 'packed', 'ready for pickup', 'partially fulfilled', '已打包', '待自提', '待核销', '正在出库', '打包出库'],
  shipped: [
    'fulfilled',
    'in transit',
    'partial',
    'partially shipped',
    'sent',
    'complete',
    '已发货',
    '运输中',
    '卖家已发货,等待买家确认',
    '卖家已发货',
    '等待确认收货',
    '等待买家确认',
    '部分发货',
    '卖家部分发货',
    '待收货',
    '已出库',
    '配送中',
  ],
  out_for_delivery: ['派送中'],
  delivered: [
    'completed',
    'partially delivered',
    '已签收',
    '已完成',
    '交易成功',
    '交易完成',
    '完成',
    '订单完成',
    '已收货',
    '确认收货',
    '已自提',
    '已核销',
    '待评价',
  ],
  stalled: ['exception', '异常'],
  cancelled: [
    'canceled',
    'voided',
    'restocked',
    'trash',
    '已取消',
    '取消',
    '交易关闭',
    '已关闭',
    '订单关闭',
    '关闭',
    '付款以前,卖家或买家主动关闭交易',
    '付款前关闭交易',
    '交易自动关闭',
    '删除',
  ],
  return_requested: ['退货中', '退款中', '维权中', '售后中', '退款申请中', '待退货'],
  returned: ['partially returned', '已退货', '退货完成'],
  refunded: ['已退款', '退款成功', '全额退款', '退款完成', '全额退款完成', '付款后关闭交易', '付款以后用户退款成功,交易自动关闭'],
  neutral: [
    'archived',
    'draft',
    'checkout draft',
    'none',
    'partially refunded',
    '部分退款',
    '部分退款成功',
    '无退款',
    '无维权',
    '未退款',
    '无售后',
    '无',
    '正常',
    '未维权',
    '退款关闭',
    '维权结束',
    '已拒绝退款',
  ],
};
const meanings = new Map(
  Object.entries(statusWords).flatMap(([meaning, list]) => [meaning, ...list].map((word) => [columnKey(word), meaning as Meaning] as const)),
);
const words = Object.entries(statusWords).flatMap(([meaning, list]) => (meaning === 'neutral' ? list : [meaning, ...list]));
const shown = Object.keys(statusWords)
  .filter((word) => word !== 'neutral')
  .join(', ');

function meaningOf(row: RowReader, field: string): Meaning | undefined {
  const cell = row.raw(field);
  if (cell === undefined) return undefined;
  const key = columnKey(cell.replace(/^\(删除\).*/, '删除').replace(/^wc-/i, ''));
  const known = meanings.get(key);
  if (known) return known;
  const value = cell.slice(0, 40);
  const near = nearestStatus(value, words);
  return near ? row.problem(field, 'not-status', { value, near, values: shown }) : row.problem(field, 'not-one-of', { value, values: shown });
}

/** Systems in which a word means less than elsewhere: WooCommerce completes an order when it is sent, Medusa fulfils it when it is packed. */
function inSystem(meaning: Meaning | undefined, row: RowReader, field: string): Meaning | undefined {
  const cell = columnKey(row.raw(field) ?? '');
  const { sheet } = row;
  if (sheet.has('displayid') && cell === 'fulfilled') return 'packed';
  const isWoo = ['paymentmethodtitle', 'billingfirstname', 'firstnamebilling', 'customertype'].some((key) => sheet.has(key));
  return isWoo && /^(wc)?completed$/.test(cell) ? 'shipped' : meaning;
}

/** Tells whether all of it is paid back. Amounts that cannot be read count as not paid back. */
function isAllRefunded(row: RowReader, total: number | undefined, currency: string): boolean {
  const back = readAmount(row.raw('refunded') ?? '', currency);
  return back !== null && back > 0 && total !== undefined && back >= total;
}

/** Returns the status of an order from all columns that speak of it: what ends an order first, then the parcel, then the order's own word, then the payment. */
export function statusOf(row: RowReader, total: number | undefined, currency: string): OrderStatus {
  const own = inSystem(meaningOf(row, 'status'), row, 'status');
  const payment = meaningOf(row, 'payment_status');
  const parcel = inSystem(meaningOf(row, 'fulfilment_status'), row, 'fulfilment_status');
  const refund = meaningOf(row, 'refund_status');
  const all = [own, payment, parcel];
  const isOver =
    all.includes('cancelled') || /全额/.test(row.raw('refund_status') ?? '') || row.raw('refunded') === undefined || isAllRefunded(row, total, currency);
  if (all.includes('refunded') || (refund === 'refunded' && isOver)) return 'refunded';
  if (all.includes('cancelled') || row.raw('cancelled_at') !== undefined) return 'cancelled';
  if (refund === 'return_requested') return 'return_requested';
  const isPaid = payment === undefined || payment === 'neutral' || payment === 'paid';
  const step = parcel === 'placed' || parcel === 'paid' || parcel === 'neutral' ? undefined : parcel;
  if (step) return step;
  if (own !== undefined && own !== 'neutral' && !(own === 'placed' && payment === 'paid')) return own;
  if (row.raw('delivered_at') !== undefined) return 'delivered';
  if (row.raw('shipped_at') !== undefined) return 'shipped';
  return isPaid ? 'paid' : (payment ?? 'paid');
}

const payments: readonly [RegExp, OrderRow['payment']][] = [
  [/alipay|支付宝|花呗/i, 'alipay'],
  [/wechat|weixin|wxpay|微信/i, 'wechat'],
  [/paypal/i, 'paypal'],
  [
    /^cod$|cash[\s_-]*on[\s_-]*delivery|货到付款|貨到付款|nachnahme|contra\s*re?embols|contrassegno|contre[\s-]remboursement|paiement à la livraison|наложенн/i,
    'cod',
  ],
  [/card|stripe|visa|master|amex|shopify payments|shop pay|apple pay|google pay|银行卡|信用卡|karte|carte|tarjeta|cartão|carta di/i, 'card'],
];

/** Returns the way of paying as the program tells them apart; names that it does not know are another way. */
export function paymentOf(row: RowReader): OrderRow['payment'] {
  const cell = row.text('payment', 200);
  if (cell === undefined) return 'card';
  return payments.find(([pattern]) => pattern.test(cell))?.[1] ?? 'other';
}
