import { orderDigits, orderKey } from '../../numbers/order-number.ts';
import type { OrderRow } from '../shop.ts';

/** Returns the fields of an order that follow from its number as the shop writes it. Throws when no digit is in it. */
export function numbered(number: string): Pick<OrderRow, '_id' | 'number' | 'key' | 'digits'> {
  const key = orderKey(number);
  if (key === '') throw new Error(`"${number}" is no order number: there is no digit in it`);
  return { _id: number, number, key, digits: orderDigits(number) };
}
