/** The kinds of files, their columns with the headers that other shop systems and Excel sheets use, and how rows become rows of the store. */

import type { Op, Row, Store } from '../../store/store.ts';
import { couponsOf } from './coupons-of.ts';
import { customerColumns } from './customer-columns.ts';
import { customersOf } from './customers-of.ts';
import { orderColumns } from './order-columns.ts';
import { ordersOf } from './orders-of.ts';
import { productColumns } from './product-columns.ts';
import { productsOf } from './products-of.ts';
import { optionColumns } from './row-options.ts';
import type { RowReader } from './row-reader.ts';
import type { Columns, Sheet } from './sheet.ts';
import { stockColumns, stocksOf } from './stocks-of.ts';
import { isPriceKey, priceColumns } from './variant-price.ts';

export interface ImportContext {
  store: Store;
  now: number;
  /** ISO 4217 for rows that name none. */
  currency: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** What customers agreed to, and how, where the file itself does not say. */
  consent?: string;
}

export interface Converted {
  /** Collection and rows to put; the count is shown to the merchant. */
  rows: { in: string; row: Row }[];
  more?: Op[];
  /** Ids that the file has, where they are more than its rows. */
  keeps?: readonly string[];
}

export interface ImportKind {
  columns: Columns;
  /** Columns without which a file is not of this kind: one of each list. */
  needs: readonly (readonly string[])[];
  /** Columns beyond the named ones that give a field. */
  gives?: (field: string, key: string) => boolean;
  /** In file names. */
  names: RegExp;
  /** Further columns that are read, by their keys. */
  reads?: (sheet: Sheet) => readonly string[];
  convert(rows: RowReader[], context: ImportContext): Promise<Converted> | Converted;
}

const numbered = (pattern: RegExp) => (sheet: Sheet) => [...sheet.all].filter((key) => pattern.test(key));

export const importKinds = {
  orders: {
    names: /orders?(?![a-z])|订单|訂單/i,
    needs: [['number'], ['sku', 'title', 'items', 'total']],
    columns: orderColumns,
    reads: (sheet) => [...numbered(/^lineitem\d+$/)(sheet), ...optionColumns(sheet).flat()],
    convert: ordersOf,
  },
  coupons: {
    names: /coupons?|discounts?|优惠/i,
    needs: [['code'], ['kind']],
    columns: {
      code: ['优惠码', '券码'],
      kind: ['type', '类型', '优惠类型'],
      value: ['worth', '面值', '优惠', '折扣'],
      currency: ['货币', '币种'],
      until: ['valid until', 'expires', 'ends at', '有效期至', '截止日期', '到期时间'],
      campaign: ['活动', '活动名称'],
    },
    convert: couponsOf,
  },
  products: {
    names: /products?(?![a-z])|catalog|商品|产品|宝贝/i,
    needs: [['id', 'sku'], ['title', 'title_zh', 'title_en'], ['price']],
    columns: productColumns,
    gives: (field, key) => field === 'price' && isPriceKey(key),
    reads: (sheet) => [
      'type',
      ...optionColumns(sheet).flat(),
      ...priceColumns(sheet).map(({ key }) => key),
      ...sheet.ownOptions.map(({ key }) => key),
      ...numbered(/^(?:producttag|(?:product)?image)\d+(?:url)?$/)(sheet),
    ],
    convert: productsOf,
  },
  stock: {
    names: /inventory|stock|库存/i,
    needs: [['sku', 'id'], ['stock']],
    columns: stockColumns,
    reads: (sheet) => optionColumns(sheet).flat(),
    convert: stocksOf,
  },
  customers: {
    names: /customers?|contacts?|members?|顾客|客户|会员/i,
    needs: [['external_id', 'email', 'phone']],
    columns: customerColumns,
    convert: customersOf,
  },
} as const satisfies Record<string, ImportKind>;

export type KindName = keyof typeof importKinds;
