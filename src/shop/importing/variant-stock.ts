import { uncounted } from '../stock.ts';
import type { RowReader } from './row-reader.ts';
import type { Sheet } from './sheet.ts';
import { columnKey } from './table.ts';

const there = new Set(['instock', 'available', '有货', '有', '现货', '充足', 'yes', 'true', 'onbackorder', 'backorder', '可预订', '预售', 'unlimited', '不限']);
const gone = new Set(['outofstock', 'soldout', '无货', '缺货', '售罄', '没货', '无', 'no', 'false']);

/** Tells whether the file says anything of stock. */
export function tellsStock(sheet: Sheet): boolean {
  return ['stock', 'in_stock'].some((field) => sheet.keys(field).length > 0);
}

const isNo = (cell: string | undefined): boolean => cell !== undefined && /^(0|no|false|n|否|deny)$/i.test(cell);
const isYes = (cell: string | undefined): boolean => cell !== undefined && /^(1|yes|true|y|是|continue|notify)$/i.test(cell);

/** Pieces that can be had of the row's variant: counted, or {@link uncounted} where the shop sells without counting. Undefined: the file does not say. */
export function stockOf(row: RowReader): number | undefined {
  const { sheet } = row;
  if (!tellsStock(sheet)) return undefined;
  const written = row.raw('stock');
  const word = columnKey(written ?? '');
  const count = there.has(word) ? uncounted : gone.has(word) ? 0 : row.stock('stock');
  // A word in a column of its own: WooCommerce has 1, 0 and "backorder" there.
  const says = columnKey(row.raw('in_stock') ?? '');
  const isThere = says === '1' || there.has(says);
  if (written === undefined && sheet.keys('in_stock').length > 0) return isThere ? uncounted : 0;
  const isTracked = sheet.keys('tracked').length === 0 || (row.raw('tracked') !== undefined && !isNo(row.raw('tracked')));
  if (!isTracked || (isYes(row.raw('backorder')) && (count ?? 0) <= 0)) return uncounted;
  return count ?? 0;
}
