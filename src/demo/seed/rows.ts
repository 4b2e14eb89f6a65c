/** The demo shop's rows, all counted back from `now`, so that a shop seeded today has parcels on their way today. */
import { phoneKey } from '../../numbers/phone-key.ts';
import { numbered } from '../../shop/orders/numbered.ts';
import type { OrderItem, OrderRow, OrderStatus, ProductRow, Variant } from '../../shop/shop.ts';
import { demoCustomers } from './customers.ts';
import { type DemoOrder, demoOrders } from './order-table.ts';
import { type DemoProduct, demoProducts } from './product-table.ts';
import { travel } from './routes.ts';

const hour = 3_600_000;

/** Sold out everywhere, so that the restock notice has something to wait for. */
const soldOut = new Set(['peacoat', 'silk-slip-dress']);

/** Makes a SKU: `red-midi-dress`, `red`, `M` -> `RED-MIDI-DRESS-RED-M` */
export function skuOf(product: string, colour: string, size: string): string {
  return `${product}-${colour}-${size.replace('one size', 'ONE')}`.toUpperCase();
}

function variantsOf(product: DemoProduct, index: number): Variant[] {
  return product.colours.flatMap((colour, c) =>
    product.sizes.map((size, s) => ({
      sku: skuOf(product.id, colour, size),
      options: { colour, size },
      price: product.price,
      stock: soldOut.has(product.id) ? 0 : (index * 7 + c * 5 + s * 11 + 3) % 24,
    })),
  );
}

export function productRows(): ProductRow[] {
  return demoProducts.map((product, index) => ({
    _id: product.id,
    v: 1,
    title: product.title,
    text: product.text,
    category: product.category,
    currency: 'USD',
    price: product.price,
    image: `/demo/images/${product.id}.svg`,
    url: `/#/p/${product.id}`,
    tags: product.tags,
    wearers: product.wearers,
    variants: variantsOf(product, index),
    sold: product.sold,
  }));
}

/** Earlier states of an order by its present one, with hours after it was placed. */
// biome-ignore format: a table, one state a line
const paths: Record<OrderStatus, [OrderStatus, number][]> = {
  placed: [['placed', 0]],
  paid: [['placed', 0], ['paid', 0.2]],
  packed: [['placed', 0], ['paid', 0.2], ['packed', 18]],
  shipped: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20]],
  out_for_delivery: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20], ['out_for_delivery', 158]],
  stalled: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20], ['stalled', 130]],
  delivered: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20]],
  return_requested: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20]],
  returned: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20]],
  refunded: [['placed', 0], ['paid', 0.2], ['packed', 14], ['shipped', 20]],
  cancelled: [['placed', 0], ['cancelled', 3]],
};
/** And after it was delivered, with hours after that. */
// biome-ignore format: a table, one state a line
const sequels: Partial<Record<OrderStatus, [OrderStatus, number][]>> = {
  return_requested: [['return_requested', 30]],
  returned: [['return_requested', 40], ['returned', 200]],
  refunded: [['return_requested', 40], ['returned', 200], ['refunded', 230]],
};

function itemsOf(order: DemoOrder): OrderItem[] {
  return order.parcels.flat().map(([id, colour, size, quantity]) => {
    const product = demoProducts.find((row) => row.id === id);
    return { sku: skuOf(id, colour, size), title: product?.title ?? { en: id }, quantity, price: product?.price ?? 0, image: `/demo/images/${id}.svg` };
  });
}

function orderRow(order: DemoOrder, now: number): OrderRow {
  const customer = demoCustomers[order.customer]!;
  const placedAt = now - order.placed * hour;
  const deliveredAt = order.delivered === undefined ? undefined : now - order.delivered * hour;
  const history = paths[order.status].map(([status, after]) => ({ status, at: placedAt + after * hour }));
  if (deliveredAt !== undefined) {
    history.push({ status: 'delivered', at: deliveredAt });
    for (const [status, after] of sequels[order.status] ?? []) history.push({ status, at: deliveredAt + after * hour });
  }
  const shippedAt = history.find(({ status }) => status === 'shipped')?.at;
  const items = itemsOf(order);
  return {
    ...numbered(order.number),
    v: 1,
    status: order.status,
    customer: { name: customer.name, email: customer.email, phone: customer.phone },
    currency: 'USD',
    items,
    total: items.reduce((sum, item) => sum + item.price * item.quantity, 0),
    payment: order.payment,
    address: customer.address,
    parcels:
      shippedAt === undefined
        ? []
        : order.parcels.map((lines, index) =>
            travel(
              { order: order.number, index, skus: lines.map(([id, colour, size]) => skuOf(id, colour, size)), country: customer.country },
              { shippedAt, done: order.legs?.[index], deliveredAt, status: order.status },
            ),
          ),
    placedAt,
    shippedAt,
    deliveredAt,
    history: history.map(({ status, at }) => ({ status, at: Math.min(Math.round(at), now) })),
    email: customer.email,
    phone: phoneKey(customer.phone, undefined),
  };
}

export function orderRows(now: number): OrderRow[] {
  return demoOrders.map((order) => orderRow(order, now));
}
