/** The kinds of files, their columns with the headers that other shop systems and Excel sheets use, and how rows become rows of the store. */

import type { Op, Row, Store } from '../../store/store.ts';
import { couponsOf } from './coupons-of.ts';
import { customersOf } from './customers-of.ts';
import { ordersOf } from './orders-of.ts';
import type { ImportProblem } from './problems.ts';
import { productsOf } from './products-of.ts';
import type { Columns, RowReader } from './row-reader.ts';

export interface ImportContext {
  store: Store;
  now: number;
  /** ISO 4217 for rows that name none. */
  currency: string;
}

export interface Converted {
  /** Collection and rows to put; the count is shown to the merchant. */
  rows: { in: string; row: Row }[];
  more?: Op[];
  problems: ImportProblem[];
}

export interface ImportKind {
  columns: Columns;
  /** Columns without which a file is not of this kind. */
  needs: readonly string[];
  /** In file names. */
  names: RegExp;
  convert(rows: RowReader[], context: ImportContext): Promise<Converted> | Converted;
}

export const importKinds = {
  orders: {
    names: /orders?|订单/i,
    needs: ['number', 'sku'],
    columns: {
      number: ['name', 'order', 'order number', 'order no', 'order id', '订单号', '订单编号'],
      status: ['state', 'fulfillment status', '状态', '订单状态'],
      placed_at: ['created at', 'date', 'order date', '下单时间', '下单日期'],
      shipped_at: ['fulfilled at', '发货时间'],
      delivered_at: ['delivered', '签收时间'],
      customer: ['customer name', 'buyer', 'shipping name', 'billing name', '姓名', '收货人', '顾客'],
      email: ['e-mail', '邮箱', '电子邮箱'],
      phone: ['mobile', 'telephone', 'shipping phone', 'billing phone', '电话', '手机', '手机号'],
      sku: ['lineitem sku', '货号', '商品编码'],
      title: ['lineitem name', 'item', 'product', '商品', '商品名称', '标题'],
      title_zh: ['中文名'],
      title_en: ['英文名'],
      quantity: ['lineitem quantity', 'qty', 'count', '数量'],
      price: ['lineitem price', 'unit price', '单价', '价格'],
      total: ['amount', '总价', '金额', '订单金额'],
      currency: ['货币', '币种'],
      payment: ['payment method', '付款方式', '支付方式'],
      address: ['shipping address', 'shipping street', '地址', '收货地址'],
      carrier: ['shipping company', '快递', '快递公司', '承运商'],
      tracking: ['tracking number', '快递单号', '运单号', '物流单号'],
      tracking_url: ['tracking link', '物流链接'],
      coupon: ['discount code', '优惠码'],
      image: ['图片'],
    },
    convert: ordersOf,
  },
  coupons: {
    names: /coupons?|discounts?|优惠/i,
    needs: ['code', 'kind'],
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
    names: /products?|catalog|商品|产品/i,
    needs: ['id', 'price'],
    columns: {
      id: ['handle', 'product id', '商品编号', '商品ID'],
      title: ['name', '商品名称', '名称', '标题'],
      title_zh: ['中文名', '中文标题'],
      title_en: ['英文名', '英文标题', 'english title'],
      text: ['description', 'body (html)', '描述', '商品描述', '简介'],
      text_zh: ['中文描述'],
      text_en: ['英文描述'],
      category: ['type', 'product type', '分类', '品类', '类目'],
      price: ['variant price', '价格', '售价', '单价'],
      currency: ['货币', '币种'],
      sku: ['variant sku', '货号', '商品编码'],
      colour: ['color', '颜色'],
      size: ['尺码', '规格', '尺寸'],
      stock: ['inventory', 'variant inventory qty', 'quantity', '库存', '数量'],
      image: ['image src', 'picture', '图片', '主图'],
      url: ['link', '链接', '网址'],
      tags: ['keywords', '标签', '关键词'],
      for: ['wearer', 'gender', '适用人群', '人群'],
    },
    convert: productsOf,
  },
  customers: {
    names: /customers?|contacts?|members?|顾客|客户|会员/i,
    needs: ['email'],
    columns: {
      external_id: ['id', 'customer id', '客户编号', '会员号'],
      name: ['full name', 'customer name', '姓名', '名字', '昵称'],
      email: ['e-mail', '邮箱', '电子邮箱'],
      phone: ['mobile', 'telephone', '电话', '手机', '手机号'],
      lang: ['language', 'locale', '语言'],
      tags: ['labels', '标签'],
      marketing: ['accepts marketing', 'accepts email marketing', '接收推广', '同意推广'],
      consent_words: ['consent', '同意原话', '同意方式'],
    },
    convert: customersOf,
  },
} as const satisfies Record<string, ImportKind>;

export type KindName = keyof typeof importKinds;
