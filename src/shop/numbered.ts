import { orderDigits, orderKey } from '../order-number.ts';
import type { OrderRow } from './shop.ts';

/** The fields of an order that follow from its number as the shop writes it. */
export function numbered(number: string): Pick<OrderRow, '_id' | 'number' | 'key' | 'digits'> {
  return { _id: number, number, key: orderKey(number), digits: orderDigits(number) };
}
