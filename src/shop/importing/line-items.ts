/** Goods that an export writes into one cell: `2× Hoodie, 1× Cap`, or `name:Hoodie|sku:H-1|quantity:2|total:90.00`. */
import { readAmount, readCount } from './read-amount.ts';

export interface WrittenItem {
  title: string;
  sku?: string;
  quantity: number;
  /** Price of one piece, minor units. */
  price?: number;
}

function pairs(text: string, currency: string): WrittenItem | null {
  const values = new Map(
    text.split('|').flatMap((pair) => {
      const at = pair.indexOf(':');
      return at < 0 ? [] : [[pair.slice(0, at).trim().toLowerCase().replaceAll(' ', '_'), pair.slice(at + 1).trim()] as const];
    }),
  );
  const title = values.get('name') ?? values.get('product_name');
  if (!title) return null;
  const quantity = Math.max(1, readCount(values.get('quantity') ?? values.get('qty') ?? '1') ?? 1);
  const one = readAmount(values.get('price') ?? '', currency);
  const all = readAmount(values.get('total') ?? values.get('sub_total') ?? '', currency);
  const price = one ?? (all === null ? undefined : Math.round(all / quantity));
  return { title, quantity, ...(values.get('sku') ? { sku: values.get('sku') } : {}), ...(price === undefined ? {} : { price }) };
}

/** Reads the items of a cell, or null when it is no list of them. */
export function itemsIn(cell: string, currency: string): WrittenItem[] | null {
  if (/(?:^|[|;])\s*name:/i.test(cell)) {
    const found = cell.split(/;\s*(?=name:)/i).flatMap((part) => pairs(part, currency) ?? []);
    return found.length > 0 ? found : null;
  }
  const parts = cell.split(/[,;，；\n]\s*(?=\d{1,4}\s*[×x*]\s)/i).map((part) => /^\s*(\d{1,4})\s*[×x*]\s*(.+)$/is.exec(part.trim()));
  if (parts.every((part) => part !== null)) return parts.map((part) => ({ title: part[2]!.trim(), quantity: Math.max(1, Number(part[1])) }));
  const behind = cell.split(/[,;，；\n]/).map((part) => /^\s*(.+?)\s*(?:×|x|\*)\s*(\d{1,4})\s*$/is.exec(part));
  return behind.every((part) => part !== null) ? behind.map((part) => ({ title: part[1]!, quantity: Math.max(1, Number(part[2])) })) : null;
}
