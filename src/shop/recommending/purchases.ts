/** The purchases of a shop as numbers, small enough for a thread to be handed them: 100,000 orders are a few megabytes. */
import { inSlices } from '../../event-loop/slices.ts';
import { everyRow } from '../../store/every-row.ts';
import type { Store } from '../../store/store.ts';
import { type OrderRow, type OrderStatus, orders, type ProductRow } from '../shop.ts';
import { shelving } from './shelf.ts';

/** Baskets of products, which are named by their place in the catalogue. */
export interface Purchases {
  /** The products of all baskets, one basket after the other, none twice in a basket. */
  items: Int32Array;
  /** End of each basket in `items`. */
  ends: Int32Array;
  /** Whose each basket is: the same number is the same customer. */
  customers: Int32Array;
  /** Time of each purchase, epoch ms. */
  times: Float64Array;
}

/** Most products of one order that count: a wholesaler's order says nothing of what goes together. */
export const mostItems = 40;

/** States of orders that came to nothing: nobody kept what is in them. */
export const undone: ReadonlySet<OrderStatus> = new Set<OrderStatus>(['cancelled', 'return_requested', 'returned', 'refunded']);

export interface Basket {
  customer: string;
  at: number;
  /** Places of the products. */
  products: readonly number[];
}

/** Numbers one after the other, in few large pieces of memory: to turn a million of a list into an array takes longer than others should wait. */
function numberRow<T extends Int32Array | Float64Array>(make: (length: number) => T): { push(number: number): void; length(): number; done(): T } {
  let room = make(1_024);
  let length = 0;
  return {
    push(number) {
      if (length === room.length) {
        const larger = make(room.length * 2);
        larger.set(room);
        room = larger;
      }
      room[length++] = number;
    },
    length: () => length,
    done() {
      const exact = make(length);
      exact.set(room.subarray(0, length));
      return exact;
    },
  };
}
const wholeNumbers = () => numberRow((length) => new Int32Array(length));

/** Gathers baskets as they come. */
export function gathering(): { add(basket: Basket): void; done(): Purchases } {
  const [items, ends, customers, times] = [wholeNumbers(), wholeNumbers(), wholeNumbers(), numberRow((length) => new Float64Array(length))];
  const numbers = new Map<string, number>();
  return {
    add({ customer, at, products }) {
      const found = [...new Set(products)].slice(0, mostItems);
      if (found.length === 0) return;
      const number = numbers.get(customer) ?? numbers.size;
      numbers.set(customer, number);
      for (const place of found) items.push(place);
      ends.push(items.length());
      customers.push(number);
      times.push(at);
    },
    done: () => ({ items: items.done(), ends: ends.done(), customers: customers.done(), times: times.done() }),
  };
}

/** Whose an order is, as far as it can be told: guests without any sign are each somebody else. */
function whose({ contact, email, phone, customer, number }: OrderRow): string {
  return contact ?? email ?? phone ?? (customer.externalId !== undefined ? `ext ${customer.externalId}` : `order ${number}`);
}

/** Orders read between two pauses. */
const slice = 50;

/** Reads all orders that came to something; others are served in between. `orders` is how many there are. */
export async function readPurchases(store: Store, products: readonly ProductRow[]): Promise<{ purchases: Purchases; orders: number }> {
  const { placeOfSku } = await inSlices(shelving(products));
  const baskets = gathering();
  let read = 0;
  for await (const order of everyRow(store, orders, slice)) {
    if (++read % slice === 0) await new Promise((resolve) => setImmediate(resolve));
    if (undone.has(order.status)) continue;
    baskets.add({ customer: whose(order), at: order.placedAt, products: order.items.flatMap(({ sku }) => placeOfSku.get(sku) ?? []) });
  }
  return { purchases: baskets.done(), orders: read };
}
