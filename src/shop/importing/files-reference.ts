/** The page about files for merchants, made from the tables that the import reads with: every column and the headings it is known by. */
import { importKinds, type KindName } from './kinds.ts';
import { statusWords } from './order-status.ts';

type Lang = 'en' | 'zh';
type Words = Record<Lang, string>;

/** Description of each column; the same name means the same in every kind unless `kind.name` says otherwise. */
const columns: Readonly<Record<string, Words>> = {
  number: { en: 'number of the order; the whole cell', zh: '订单号，整格都算' },
  status: { en: 'how far it is, see the words below', zh: '订单状态，认得的词见下' },
  'products.status': { en: 'on sale or not: active, draft, archived', zh: '是否在售：上架、草稿、下架' },
  payment_status: { en: 'whether it is paid', zh: '付款状态' },
  fulfilment_status: { en: 'whether it was sent', zh: '发货状态' },
  refund_status: { en: 'whether money went back', zh: '退款状态' },
  refunded: { en: 'amount that went back', zh: '退款金额' },
  placed_at: { en: 'when it was ordered', zh: '下单时间' },
  paid_at: { en: 'when it was paid', zh: '付款时间' },
  shipped_at: { en: 'when it left', zh: '发货时间' },
  delivered_at: { en: 'when it came', zh: '签收时间' },
  completed_at: { en: 'when it was closed as done', zh: '完成时间' },
  cancelled_at: { en: 'when it was cancelled', zh: '取消时间' },
  customer: { en: 'name of the person', zh: '收货人' },
  first_name: { en: 'first name', zh: '名' },
  last_name: { en: 'last name', zh: '姓' },
  customer_id: { en: 'the shop system’s id of the customer', zh: '顾客编号' },
  email: { en: 'e-mail', zh: '邮箱' },
  phone: { en: 'phone', zh: '电话' },
  item_id: { en: 'the product’s id', zh: '商品编号' },
  sku: { en: 'SKU', zh: '商家编码 / SKU' },
  title: { en: 'title', zh: '名称' },
  title_zh: { en: 'title in Chinese', zh: '中文名称' },
  title_en: { en: 'title in English', zh: '英文名称' },
  options: { en: 'options such as colour and size in one cell', zh: '规格，写在一格里' },
  quantity: { en: 'pieces', zh: '件数' },
  price: { en: 'price of one', zh: '单价' },
  items: { en: 'all goods in one cell', zh: '所有商品写在一格里' },
  total: { en: 'what was paid in all', zh: '实付总额' },
  total_due: { en: 'what was to be paid', zh: '应付总额' },
  currency: { en: 'currency, three letters', zh: '货币（三个字母）' },
  payment: { en: 'way of paying', zh: '付款方式' },
  address: { en: 'address', zh: '地址' },
  address_more: { en: 'second line of the address', zh: '地址第二行' },
  district: { en: 'district', zh: '区县' },
  city: { en: 'city', zh: '城市' },
  province: { en: 'province or state', zh: '省份' },
  postcode: { en: 'postcode', zh: '邮编' },
  country: { en: 'country', zh: '国家' },
  carrier: { en: 'carrier', zh: '快递公司' },
  tracking: { en: 'tracking number', zh: '快递单号' },
  tracking_url: { en: 'page to follow it on', zh: '物流网址' },
  coupon: { en: 'code that was used', zh: '用过的优惠码' },
  image: { en: 'address of a picture, or `pictures/tea.jpg` of your own', zh: '图片网址，或自己的图片 `pictures/tea.jpg`' },
  code: { en: 'the code', zh: '优惠码' },
  kind: {
    en: '`percent`, `fixed` (`amount` too), `free_shipping` or `gift`',
    zh: '`percent` 折扣、`fixed`（也可写 `amount`）减额、`free_shipping` 包邮、`gift` 赠品',
  },
  'products.kind': { en: 'kind of row (WooCommerce): simple, variable, variation', zh: '行的类型（WooCommerce）：simple、variable、variation' },
  value: {
    en: '`percent`: 10 for 10 %; `fixed`: an amount; `gift`: SKU or name of the gift; `free_shipping`: empty',
    zh: '`percent`：10 表示减 10%；`fixed`：金额；`gift`：赠品的编码或名称；`free_shipping`：留空',
  },
  until: { en: 'last day; empty: 30 days from now', zh: '有效期至；留空为 30 天' },
  campaign: { en: 'campaign it belongs to; may be empty', zh: '所属活动，可以留空' },
  id: { en: 'id of the product', zh: '商品编号' },
  text: { en: 'description; HTML becomes plain text', zh: '描述，HTML 会转成纯文字' },
  short_text: { en: 'short description', zh: '简短描述' },
  text_zh: { en: 'description in Chinese', zh: '中文描述' },
  text_en: { en: 'description in English', zh: '英文描述' },
  category: { en: 'department', zh: '分类' },
  category_path: { en: 'departments from wide to narrow', zh: '分类路径' },
  published: { en: 'whether it is shown', zh: '是否上架' },
  sale_from: { en: 'begin of the sale price', zh: '促销开始' },
  sale_to: { en: 'end of the sale price', zh: '促销结束' },
  brand: { en: 'brand', zh: '品牌' },
  sale_price: { en: 'price while on sale', zh: '促销价' },
  colour: { en: 'colour', zh: '颜色' },
  size: { en: 'size', zh: '尺码' },
  stock: { en: 'how many there are', zh: '库存' },
  in_stock: { en: 'whether there are any', zh: '是否有货' },
  backorder: { en: 'whether it is sold without stock', zh: '缺货时能否下单' },
  tracked: { en: 'whether stock is counted', zh: '是否计库存' },
  variant_image: { en: 'picture of the variant', zh: '规格图' },
  url: { en: 'page of the product', zh: '商品链接' },
  tags: { en: 'tags, commas between them', zh: '标签，用逗号隔开' },
  for: { en: 'who it is for', zh: '适用人群' },
  parent: { en: 'product that the variant belongs to', zh: '所属商品' },
  external_id: { en: 'the shop system’s id of the customer', zh: '顾客编号' },
  name: { en: 'name', zh: '姓名' },
  lang: { en: 'language', zh: '语言' },
  marketing: { en: 'yes to promotions here; the words must be told too', zh: '同意接收推广；要同时说明同意的原话' },
  shop_marketing: { en: 'yes to promotions of the shop system; counts with `--consent` only', zh: '在店铺系统里同意推广；加 `--consent` 才算' },
  consent_words: { en: 'what was agreed to, and how', zh: '同意的原话和方式' },
};

const kindTitles: Readonly<Record<KindName, Words>> = {
  products: { en: 'Products', zh: '商品' },
  stock: { en: 'Stock', zh: '库存' },
  titles: { en: 'Titles in both languages', zh: '两种语言的标题' },
  orders: { en: 'Orders', zh: '订单' },
  customers: { en: 'Customers', zh: '顾客' },
  coupons: { en: 'Coupons', zh: '优惠码' },
};

const words = {
  needs: { en: 'Needed', zh: '必须有' },
  or: { en: ' or ', zh: ' 或 ' },
  column: { en: 'column', zh: '列' },
  holds: { en: 'holds', zh: '内容' },
  headings: { en: 'headings that are understood', zh: '认得的表头' },
  states: { en: 'States of an order', zh: '订单状态' },
  states_note: {
    en: 'Words of shop systems, and what they mean here. A word that is not among them is reported with its row, and nothing is imported.',
    zh: '各店铺系统的状态词和对应的含义。表里没有的词会指出在哪一行，整个文件不导入。',
  },
  means: { en: 'means', zh: '含义' },
  written: { en: 'words', zh: '写法' },
  own: { en: 'says nothing of the state', zh: '不表示状态' },
} satisfies Record<string, Words>;

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;

/** Writes everything behind the hand-written beginning of the page. */
export function filesReference(lang: Lang): string {
  const order: readonly KindName[] = ['products', 'stock', 'titles', 'orders', 'customers', 'coupons'];
  const states = Object.entries(statusWords).map(
    ([state, known]) => `| ${state === 'neutral' ? words.own[lang] : code(state)} | ${known.map(code).join(' ')} |`,
  );
  return [
    ...order.map((kind) => kindReference(kind, lang)),
    `## ${words.states[lang]}`,
    words.states_note[lang],
    [`| ${words.means[lang]} | ${words.written[lang]} |`, '|---|---|', ...states].join('\n'),
  ].join('\n\n');
}

function kindReference(kind: KindName, lang: Lang): string {
  const { columns: fields, needs } = importKinds[kind];
  const needed = needs.map((any) => any.map(code).join(words.or[lang])).join(lang === 'zh' ? '，' : ', ');
  const rows = Object.entries(fields).map(([field, headings]) => {
    const about = columns[`${kind}.${field}`] ?? columns[field];
    return `| ${code(field)} | ${cell(about?.[lang] ?? '')} | ${headings.map(code).join(' ')} |`;
  });
  return [
    `## ${kindTitles[kind][lang]}`,
    `${words.needs[lang]}${lang === 'zh' ? '：' : ': '}${needed}`,
    [`| ${words.column[lang]} | ${words.holds[lang]} | ${words.headings[lang]} |`, '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}
