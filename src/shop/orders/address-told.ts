/** Rule for an address that the customer changed here when the shop sends one again. */
import type { OrderRow } from '../shop.ts';

type Addresses = Pick<OrderRow, 'address' | 'addressWas'>;

/** One address in two spellings of signs and capitals. Numbers stay apart: 3-1-202 is not 31-202. */
export const plainAddress = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{N})[^\p{L}\p{N}\p{M}]+(?=\p{N})/gu, '-')
    .replace(/(?<!\p{N})-|-(?!\p{N})|[^\p{L}\p{N}\p{M}-]/gu, '');

/** Returns the order with the address that the customer wants; what the shop had is remembered, and over when it is wanted again. */
export function withCustomersAddress<T extends Addresses>({ addressWas, ...order }: T, address: string): Omit<T, 'addressWas'> & Addresses {
  const was = addressWas ?? order.address;
  return { ...order, address, ...(plainAddress(was) === plainAddress(address) ? {} : { addressWas: was }) };
}

/**
 * Returns the address after the shop sent `told`. The customer's stays while the shop still sends the one it had before, or none (`kept`). It is in
 * the shop's own system when the shop sends the customer's (`same`). A third one is newer than both (`replaced`). `told`: nothing was changed here.
 */
export function addressAfter(order: Addresses, told: string): Addresses & { fate: 'told' | 'kept' | 'same' | 'replaced' } {
  const { address, addressWas } = order;
  if (addressWas === undefined) return { address: told, fate: 'told' };
  if (plainAddress(told) === plainAddress(address)) return { address, fate: 'same' };
  if (plainAddress(told) === '' || plainAddress(told) === plainAddress(addressWas)) return { address, addressWas, fate: 'kept' };
  return { address: told, fate: 'replaced' };
}
