import { wholeNumber } from '../order-number.ts';
import type { OrderRow } from './shop.ts';

/** What is told of whose an order is; `email` and `phone` as orders carry them. */
export interface Whose {
  number: string;
  contact?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  name?: string | undefined;
}

/** An order has the same key as one of another person: `1001-A` and `1001A`. */
export class OrderOfAnother extends Error {
  override readonly name = 'OrderOfAnother';
  readonly code = 'order_of_another';
  readonly number: string;
  readonly known: string;
  constructor(number: string, known: string) {
    super(`order ${number} would be the same as ${known}, which is another customer's; give one of them another number`);
    this.number = number;
    this.known = known;
  }
}

const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Whether an order that is written in another way is somebody else's: nothing that is known of both persons is the same. */
export function isOfAnother(known: OrderRow, { number, contact, email, phone, name }: Whose): boolean {
  if (wholeNumber(known.number) === wholeNumber(number)) return false;
  const pairs = [
    [known.email, email],
    [known.phone, phone],
    [known.contact, contact],
  ].filter(([one, other]) => one && other);
  if (pairs.length > 0) return pairs.every(([one, other]) => one !== other);
  return Boolean(known.customer.name && name) && plainName(known.customer.name) !== plainName(name ?? '');
}
