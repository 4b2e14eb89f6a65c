import { wholeNumber } from '../../numbers/order-number.ts';
import { isDoubtful, phoneKey } from '../../numbers/phone-key.ts';
import { plainDigits } from '../../numbers/plain-digits.ts';
import type { OrderRow } from '../shop.ts';

/** Statement of whose an order is, as it is written. */
export interface Whose {
  number: string;
  contact?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  name?: string | undefined;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
}

/** An order has the same key as one that is another person's, or may be: `1001-A` and `1001A`. */
export class OrderOfAnother extends Error {
  override readonly name = 'OrderOfAnother';
  readonly code = 'order_of_another';
  readonly number: string;
  readonly known: string;
  constructor(number: string, known: string) {
    super(
      `order ${number} would be the same as ${known}, which may be another customer's; write it as ${known} if it is that one, else give one of them another number`,
    );
    this.number = number;
    this.known = known;
  }
}

const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Certainly the number of the order: one that may be of two countries only where the order has it in the same digits. */
function isSamePhone({ phone, customer }: OrderRow, written: string, country: string | undefined): boolean {
  if (phoneKey(written, country) !== phone) return false;
  const own = customer.phone ?? '';
  if (isDoubtful(written, country) !== isDoubtful(own, country)) return false;
  return !isDoubtful(written, country) || plainDigits(written).replace(/\D/g, '') === plainDigits(own).replace(/\D/g, '');
}

/**
 * Tells whether an order that is written in another way is, or may be, somebody else's: nothing known of both persons is the same. An order that
 * comes with no more than a way to reach its person could be anybody's, and that person would own it from then on: in doubt it is another's.
 */
export function isOfAnother(known: OrderRow, { number, contact, email, phone, name, country }: Whose): boolean {
  if (wholeNumber(known.number) === wholeNumber(number)) return false;
  const ways: [string | undefined, string | undefined, isSame: boolean][] = [
    [known.email, email, known.email === email?.toLowerCase()],
    [known.phone, phone, isSamePhone(known, phone ?? '', country)],
    [known.contact, contact, known.contact === contact],
  ];
  const pairs = ways.filter(([one, other]) => one && other);
  if (pairs.length > 0) return !pairs.some(([, , isSame]) => isSame);
  const isOneName = known.customer.name !== undefined && name !== undefined && plainName(known.customer.name) === plainName(name);
  if (known.customer.name && name && !isOneName) return true;
  const [isKnown, isGiven] = [ways.some(([one]) => one), ways.some(([, other]) => other)];
  // A common name alone proves nothing where both say how to reach their person and the ways cannot be compared.
  return (isKnown && isGiven) || ((isGiven || name !== undefined) && !isOneName);
}
