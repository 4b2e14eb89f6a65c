import { orderNumber } from '../order-number.ts';

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The order number that a cell is: all of it, never a number out of it. Where what customers type leads to the whole cell, it is written
 * as that; else the cell itself in capitals. Null when no digit is in it.
 */
export function numberOfCell(cell: string): string | null {
  const plain = cell.normalize('NFKC').trim().replace(/^#\s*/, '').replace(/\s+/g, ' ').toUpperCase();
  if (!/\p{N}/u.test(plain) || plain.length > 40) return null;
  const typed = orderNumber(plain);
  return typed !== null && bare(typed) === bare(plain) ? typed : plain;
}
