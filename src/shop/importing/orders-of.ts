import { isFurther } from '../order-events.ts';
import { type OrderRow, type OrderStatus, orders } from '../shop.ts';
import type { Converted, ImportContext } from './kinds.ts';
import { localOf } from './products-of.ts';
import type { RowReader } from './row-reader.ts';

const statuses: Record<OrderStatus, readonly string[]> = {
  placed: ['pending', 'unpaid', 'open', '已下单', '待付款'],
  paid: ['unfulfilled', '已付款', '待发货'],
  packed: ['ready', '已打包'],
  shipped: ['fulfilled', 'in transit', '已发货', '运输中'],
  out_for_delivery: ['派送中'],
  delivered: ['completed', '已签收', '已完成'],
  stalled: ['exception', '异常'],
  cancelled: ['canceled', '已取消'],
  return_requested: ['退货中'],
  returned: ['已退货'],
  refunded: ['已退款'],
};
const payments: Record<OrderRow['payment'], readonly string[]> = {
  card: ['credit card', 'stripe', 'shopify payments', '银行卡', '信用卡'],
  cod: ['cash on delivery', '货到付款'],
  wechat: ['wechat pay', '微信', '微信支付'],
  alipay: ['支付宝'],
  paypal: [],
};

interface Draft {
  row: OrderRow;
  line: number;
  total: number | undefined;
}

function firstOf(row: RowReader, number: string, currency: string, now: number): Draft {
  const [email, phone] = [row.email('email'), row.phone('phone')];
  const status = row.oneOf('status', statuses) ?? 'paid';
  const [placedAt, shippedAt, deliveredAt] = [row.date('placed_at') ?? now, row.date('shipped_at'), row.date('delivered_at')];
  const tracking = row.text('tracking', 100);
  const moments: [OrderStatus, number | undefined][] = [
    ['placed', placedAt],
    ['shipped', shippedAt],
    ['delivered', deliveredAt],
  ];
  const history = moments.flatMap(([state, at]) => (at === undefined ? [] : [{ status: state, at }]));
  if (!history.some((entry) => entry.status === status)) history.push({ status, at: deliveredAt ?? shippedAt ?? placedAt });
  const coupon = row.text('coupon', 60);
  return {
    line: row.line,
    total: row.money('total'),
    row: {
      _id: number,
      v: 1,
      number,
      status,
      customer: { name: row.text('customer', 200) ?? '', ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
      currency: row.currency('currency', currency),
      items: [],
      total: 0,
      payment: row.oneOf('payment', payments) ?? 'card',
      address: row.text('address', 500) ?? '',
      parcels: tracking ? [{ carrier: row.text('carrier', 100) ?? '', number: tracking, url: row.url('tracking_url') ?? '', skus: [], steps: [] }] : [],
      placedAt,
      ...(shippedAt === undefined ? {} : { shippedAt }),
      ...(deliveredAt === undefined ? {} : { deliveredAt }),
      history,
      toldAt: { whole: now },
      ...(coupon ? { coupon } : {}),
      ...(email ? { email } : {}),
      ...(phone ? { phone: phone.replace(/\D/g, '') } : {}),
    },
  };
}

/** How far the order is, where an event of the shop or the customer told more than the sheet, or a version that noted no times: a status never goes backwards. */
function progress(row: OrderRow, old: OrderRow): Partial<OrderRow> {
  if ((old.toldAt && old.toldAt.status === undefined) || !isFurther(old.status, row.status)) return {};
  const { status, history, shippedAt, deliveredAt } = old;
  return { status, history, ...(shippedAt === undefined ? {} : { shippedAt }), ...(deliveredAt === undefined ? {} : { deliveredAt }) };
}

/** Rows with the same number are the items of one order; the first of them carries customer, state and tracking. */
export async function ordersOf(rows: RowReader[], { store, currency, now }: ImportContext): Promise<Converted> {
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const number = row.orderNumber('number');
    const sku = row.required('sku', 100);
    const quantity = row.whole('quantity', 1, 100_000) ?? 1;
    const price = row.raw('price') === undefined ? row.problem('price', 'missing') : row.money('price');
    if (number === undefined || sku === undefined) continue;
    const known = drafts.get(number);
    const draft = known ?? firstOf(row, number, currency, now);
    drafts.set(number, draft);
    const email = known ? row.email('email') : undefined;
    if (email !== undefined && email !== known?.row.email) row.problem('email', 'differs', { value: email, line: draft.line });
    const image = row.url('image');
    draft.row.items.push({ sku, title: localOf(row, 'title', 300) ?? { en: sku }, quantity, price: price ?? 0, ...(image ? { image } : {}) });
  }
  for (const { row, total } of drafts.values()) {
    row.total = total ?? row.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
    for (const parcel of row.parcels) parcel.skus = row.items.map((item) => item.sku);
  }
  const numbers = [...drafts.keys()];
  for (let at = 0; at < numbers.length; at += 500) {
    for (const old of await store.collection(orders).getMany(numbers.slice(at, at + 500))) {
      const draft = drafts.get(old.number);
      // What the shop's sheet does not know is kept: who the order belongs to here, where its parcels have been, which events were taken in.
      if (draft)
        draft.row = {
          ...draft.row,
          ...progress(draft.row, old),
          v: old.v + 1,
          ...(old.contact ? { contact: old.contact } : {}),
          ...(old.seen ? { seen: old.seen } : {}),
          ...(old.toldAt?.status === undefined ? {} : { toldAt: { whole: now, status: old.toldAt.status } }),
          parcels: draft.row.parcels.map((parcel) => old.parcels.find((known) => known.number === parcel.number) ?? parcel),
        };
    }
  }
  return { rows: [...drafts.values()].map(({ row }) => ({ in: 'orders', row })), problems: rows.flatMap((row) => row.problems) };
}
