import { orderKey } from '../../numbers/order-number.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import { addressAfter } from '../orders/address-told.ts';
import { closing } from '../orders/carts.ts';
import { numbered } from '../orders/numbered.ts';
import { isFurther } from '../orders/order-events.ts';
import { ordersWith } from '../orders/order-with.ts';
import { isOfAnother } from '../orders/whose-order.ts';
import type { OrderItem, OrderRow, OrderStatus, Parcel } from '../shop.ts';
import type { Converted, ImportContext } from './conversion.ts';
import { itemsIn } from './line-items.ts';
import { localOf } from './local-of.ts';
import { addressOf, personOf } from './order-address.ts';
import { paymentOf, statusOf } from './order-status.ts';
import { optionsAsWritten } from './row-options.ts';
import type { RowReader } from './row-reader.ts';
import { columnKey } from './table.ts';

interface Draft {
  row: OrderRow;
  reader: RowReader;
  line: number;
  /** The number as the file has it. */
  written: string;
  totals: number[];
}

function firstOf(row: RowReader, number: string, { currency, country, now }: ImportContext): Draft {
  const [email, phone] = [row.email('email'), row.phone('phone')];
  const own = row.currency('currency', currency);
  // What is not paid yet was paid with nothing; what is to be paid stands elsewhere then.
  const total = row.money('total', own) || row.money('total_due', own);
  const status = statusOf(row, total, own);
  const tomorrow = now + 86_400_000;
  const [placedAt, paidAt, shippedAt] = (['placed_at', 'paid_at', 'shipped_at'] as const).map((field) => row.date(field, tomorrow));
  const deliveredAt = row.date('delivered_at', tomorrow) ?? (status === 'delivered' ? row.date('completed_at', tomorrow) : undefined);
  const begun = placedAt ?? paidAt ?? now;
  const moments: [OrderStatus, number | undefined][] = [
    ['placed', begun],
    ['paid', paidAt],
    ['shipped', shippedAt],
    ['delivered', deliveredAt],
    ['cancelled', status === 'cancelled' ? row.date('cancelled_at', tomorrow) : undefined],
  ];
  const history = moments.flatMap(([state, at]) => (at === undefined ? [] : [{ status: state, at }]));
  if (!history.some((entry) => entry.status === status)) history.push({ status, at: deliveredAt ?? shippedAt ?? paidAt ?? begun });
  const coupon = row.text('coupon', 60);
  const externalId = row.text('customer_id', 100);
  return {
    reader: row,
    line: row.line,
    written: row.raw('number') ?? number,
    totals: total === undefined ? [] : [total],
    row: {
      ...numbered(number),
      v: 1,
      status,
      customer: {
        name: personOf(row) ?? '',
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        ...(externalId && externalId !== '0' ? { externalId } : {}),
      },
      currency: own,
      items: [],
      total: 0,
      payment: paymentOf(row),
      address: addressOf(row),
      parcels: [],
      placedAt: begun,
      ...(shippedAt === undefined ? {} : { shippedAt }),
      ...(deliveredAt === undefined ? {} : { deliveredAt }),
      history: history.sort((a, b) => a.at - b.at),
      toldAt: { whole: now },
      ...(coupon ? { coupon } : {}),
      ...(email ? { email } : {}),
      ...(phone ? { phone: phoneKey(phone, country) } : {}),
    },
  };
}

/** Checks that a further row of the order is of the same person. Fields that it leaves empty are as above. */
function checkPerson(row: RowReader, { row: order, line }: Draft, country: string | undefined): void {
  const [email, phone, name] = [row.email('email'), row.phone('phone'), personOf(row)];
  const other = order.customer.name || order.email || order.phone || '';
  const differs =
    email !== undefined && order.email !== undefined && email !== order.email
      ? 'email'
      : phone !== undefined && order.phone !== undefined && phoneKey(phone, country) !== order.phone
        ? 'phone'
        : name !== undefined && order.customer.name !== '' && columnKey(name) !== columnKey(order.customer.name)
          ? 'customer'
          : undefined;
  if (differs) row.problem(differs, 'other-person', { other, line });
}

const priceFields = ['price', 'items'];

function itemsOf(row: RowReader, currency: string): OrderItem[] {
  const written =
    row.raw('items') ??
    [...row.sheet.all]
      .filter((key) => /^lineitem\d+$/.test(key))
      .flatMap((key) => row.cell(key) ?? [])
      .join(';');
  const list = written ? itemsIn(written, currency) : null;
  if (list)
    return list.map(({ title, sku, quantity, price }) => ({ sku: (sku ?? title).slice(0, 100), title: { zh: title, en: title }, quantity, price: price ?? 0 }));
  const isRefundable = row.sheet.has('quantityrefund');
  const quantity = row.whole('quantity', isRefundable ? -100_000 : 1, 100_000) ?? 1;
  const [code, title] = [row.code('sku') ?? row.code('item_id'), localOf(row, 'title', 1_000)];
  const hasPrice = priceFields.some((field) => row.sheet.keys(field).length > 0);
  const price = row.raw('price') === undefined ? (hasPrice ? row.problem('price', 'missing') : undefined) : row.money('price', currency);
  const name = title?.en ?? title?.zh;
  const sku = code ?? name?.slice(0, 100);
  if (sku === undefined) {
    if (row.sheet.keys('sku').length + row.sheet.keys('title').length > 0 && !row.problems.some(({ field }) => field === 'sku')) row.problem('sku', 'missing');
    return [];
  }
  if (quantity < 1) return [];
  const options = optionsAsWritten(row).map(([, value]) => value);
  const shown = title ?? { en: sku };
  const full = Object.fromEntries(
    Object.entries(shown).map(([lang, text]) => {
      const more = options.filter((option) => !text.includes(option)).join(' · ');
      return [lang, (more ? `${text} (${more})` : text).slice(0, 300)];
    }),
  );
  const image = row.url('image');
  return [{ sku, title: full, quantity, price: price ?? 0, ...(image ? { image } : {}) }];
}

/** Parcels of the row, with what is in them. */
function addParcels(row: RowReader, parcels: Parcel[], skus: readonly string[]): void {
  const numbers =
    row
      .code('tracking', 400)
      ?.split(/[,;，；、\n]\s*/)
      .filter(Boolean) ?? [];
  for (const number of numbers) {
    const known = parcels.find((parcel) => parcel.number === number);
    if (known) known.skus.push(...skus.filter((sku) => !known.skus.includes(sku)));
    else parcels.push({ carrier: row.text('carrier', 100) ?? '', number, url: row.url('tracking_url') ?? '', skus: [...skus], steps: [] });
  }
}

/** Sets the total of the order: as the file says, once or line by line; else the sum of its goods. */
function finish({ row, totals }: Draft): void {
  const goods = row.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const [first] = totals;
  const sum = totals.reduce((all, one) => all + one, 0);
  row.total = first === undefined ? goods : totals.length > 1 && totals.some((one) => one !== first) && sum === goods ? sum : first;
  const [only, more] = row.items;
  // Files that have the sum alone: the price of a piece follows from it.
  if (only && !more && only.price === 0 && first !== undefined) only.price = Math.round(first / only.quantity);
  // Goods of lines without a parcel of their own are in the only one there is.
  const [parcel, another] = row.parcels;
  if (parcel && !another) parcel.skus = [...new Set(row.items.map(({ sku }) => sku))];
}

/**
 * Returns the status to keep, where an event of the shop or the customer is ahead of the sheet, or the row was written by a version that noted no
 * times: a status never goes backwards.
 */
function progress(row: OrderRow, old: OrderRow): Partial<OrderRow> {
  if ((old.toldAt && old.toldAt.status === undefined) || !isFurther(old.status, row.status)) return {};
  const { status, history, shippedAt, deliveredAt } = old;
  return { status, history, ...(shippedAt === undefined ? {} : { shippedAt }), ...(deliveredAt === undefined ? {} : { deliveredAt }) };
}

/** Returns the known values that the file has no columns for, which are kept: lists of goods alone, or of parcels, complete the order. */
function unsaid({ reader, row }: Draft, old: OrderRow): Partial<OrderRow> {
  const lacks = (...fields: string[]): boolean => fields.every((field) => reader.sheet.keys(field).length === 0);
  const customer = {
    ...old.customer,
    ...Object.fromEntries(Object.entries(row.customer).filter(([key, value]) => value !== '' || key !== 'name')),
  };
  const isPart = lacks('customer', 'first_name', 'last_name', 'email', 'phone');
  return {
    ...(isPart ? { customer, ...(old.email ? { email: old.email } : {}), ...(old.phone ? { phone: old.phone } : {}) } : {}),
    ...(lacks('payment') ? { payment: old.payment } : {}),
    ...(lacks('total', 'address', 'placed_at', 'paid_at') && isPart && old.total > 0 ? { total: old.total } : {}),
    ...(lacks('placed_at', 'paid_at') ? { placedAt: old.placedAt } : {}),
    ...(lacks('sku', 'title', 'items') || (lacks('sku', 'item_id') && old.items.some(({ sku, title }) => !Object.values(title).includes(sku)))
      ? { items: old.items }
      : {}),
    ...(lacks('tracking') ? { parcels: old.parcels } : {}),
    ...(lacks('status', 'payment_status', 'fulfilment_status') ? { status: old.status, history: old.history } : {}),
    ...(lacks('coupon') && old.coupon ? { coupon: old.coupon } : {}),
  };
}

const addressColumns = ['address', 'city', 'district'];

/** The address, where the customer changed it here, with a word to the merchant; else that of the file, if it has any. */
function addressIn({ reader, row }: Draft, old: OrderRow): Pick<OrderRow, 'address' | 'addressWas'> {
  if (addressColumns.every((field) => reader.sheet.keys(field).length === 0))
    return { address: old.address, ...(old.addressWas === undefined ? {} : { addressWas: old.addressWas }) };
  const { fate, ...after } = addressAfter(old, row.address);
  const field = addressColumns.find((one) => reader.sheet.keys(one).length > 0) ?? 'address';
  if (fate === 'kept') reader.note(field, 'address-kept', { value: old.number, address: old.address });
  if (fate === 'replaced') reader.note(field, 'address-replaced', { value: old.number, address: old.address, told: after.address });
  return after;
}

/** Returns the times of the state and the address that came from elsewhere than a file. */
function toldOf({ toldAt }: OrderRow, { addressWas }: Pick<OrderRow, 'addressWas'>, now: number): Record<string, number> {
  const [status, address] = [toldAt?.status, addressWas === undefined ? undefined : toldAt?.address];
  return { whole: now, ...(status === undefined ? {} : { status }), ...(address === undefined ? {} : { address }) };
}

/** Refuses an order of the file that would replace another person's order of the shop. */
function refuseAnothers({ reader, row, written }: Draft, old: OrderRow, country: string | undefined): void {
  const { number, email, customer } = row;
  if (isOfAnother(old, { number, email, phone: customer.phone, name: customer.name, country }))
    reader.problem('number', 'taken-number', { value: written, other: old.number });
}

/** Reads the orders. Rows with the same number are the items of one order; the first of them carries customer, state and sum. */
export async function ordersOf(rows: RowReader[], context: ImportContext): Promise<Converted> {
  const { store, country, now } = context;
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const number = row.orderNumber('number');
    if (number === undefined) continue;
    const key = orderKey(number);
    const known = drafts.get(key);
    const draft = known ?? firstOf(row, number, context);
    drafts.set(key, draft);
    if (known) {
      const total = row.money('total', known.row.currency);
      if (total !== undefined) known.totals.push(total);
      const written = row.raw('number') ?? number;
      if (number !== known.row.number) row.problem('number', 'same-number', { value: written, other: known.written, line: known.line });
      else checkPerson(row, known, country);
    }
    const items = itemsOf(row, draft.row.currency);
    draft.row.items.push(...items);
    addParcels(
      row,
      draft.row.parcels,
      items.map(({ sku }) => sku),
    );
  }
  for (const draft of drafts.values()) finish(draft);
  const numbers = [...drafts.values()].map(({ row }) => row.number);
  for (let at = 0; at < numbers.length; at += 500) {
    for (const old of await ordersWith(store, numbers.slice(at, at + 500))) {
      const draft = drafts.get(orderKey(old.number));
      if (draft) refuseAnothers(draft, old, country);
      // What the shop's sheet does not know is kept: who the order belongs to here, where its parcels have been, which events were taken in.
      if (draft) {
        const address = addressIn(draft, old);
        draft.row = {
          ...draft.row,
          ...numbered(old.number),
          parcels: draft.row.parcels.map((parcel) => old.parcels.find((one) => one.number === parcel.number) ?? parcel),
          ...unsaid(draft, old),
          ...address,
          ...progress(draft.row, old),
          v: old.v + 1,
          ...(old.contact ? { contact: old.contact } : {}),
          ...(old.confirmedAt ? { confirmedAt: old.confirmedAt } : {}),
          ...(old.seen ? { seen: old.seen } : {}),
          toldAt: toldOf(old, address, now),
        };
        const [parcel, another] = draft.row.parcels;
        if (parcel && !another) draft.row.parcels = [{ ...parcel, skus: [...new Set(draft.row.items.map(({ sku }) => sku))] }];
      }
    }
  }
  const ordered = [...drafts.values()].map(({ row }) => row);
  return { rows: ordered.map((row) => ({ in: 'orders', row })), more: await closing(store, ordered, country, now) };
}
