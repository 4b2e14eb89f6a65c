/** The reference of the shop's calls and of what they give, made by calling them in the demo shop. */
import { stringify } from 'yaml';
import type { Call, CallContext } from '../src/call.ts';
import type { Json, Vars } from '../src/json.ts';

type Lang = 'en' | 'zh';
type Words = Record<Lang, string>;

/** Monday morning in Shanghai. */
export const referenceNow = Date.UTC(2026, 10, 23, 2, 0);

/** Arguments of each call in the examples, in this order; none for calls that have no place in the demo shop. */
const samples: readonly [call: string, args: Record<string, Json>][] = [
  ['order.find', { number: 'SO-10001', proof: '0142' }],
  ['order.find_mine', { who: 'emma@example.com', proof: '0000' }],
  ['order.latest', {}],
  ['order.list', { limit: 2 }],
  ['order.confirm', { order: 'SO-10004' }],
  ['order.cancel', { order: 'SO-10001' }],
  ['order.change_address', { order: 'SO-10001', address: '12 High Street, Leeds LS1 4AB' }],
  ['order.preview_change', { order: 'SO-10002', change: 'change_address', to: '12 High Street, Leeds LS1 4AB' }],
  ['order.change', { preview: 'none' }],
  ['order.undo_change', { order: 'SO-10002' }],
  ['order.variants', { order: 'SO-10002', item: 'none' }],
  ['order.refund_state', { order: 'SO-10001' }],
  ['cart.current', {}],
  ['cart.refresh', {}],
  ['coupon.issue', { percent: 10, valid: '48h', campaign: 'autumn' }],
  ['coupon.check', { code: 'NOPE' }],
  ['product.search', { words: 'coat under 300', limit: 1 }],
  ['product.ask', { words: 'how much is the wool coat' }],
  ['product.get', { product: 'none' }],
  ['product.these', { products: ['none'] }],
  ['product.popular', { limit: 1 }],
  ['product.recommend', { limit: 1 }],
  ['restock.notify', { product: 'none' }],
  ['return.create', { order: 'SO-10001', reason: 'size' }],
  ['rating.save', { score: 5, comment: 'quick' }],
  ['request.create', { kind: 'invoice', title: 'Becker GmbH', tax_number: 'DE123456789', email: 'office@example.com' }],
  ['tax.check', { number: '91350100M000100Y4Z' }],
  ['price.difference', { order: 'SO-10001' }],
  ['warranty.check', { order: 'SO-10001' }],
  ['price.watch', { product: 'wool-coat' }],
  ['appointment.days', {}],
  ['appointment.times', { day: '2026-11-28' }],
  ['appointment.mine', {}],
  ['appointment.book', { start: 1795831200000 }],
  ['appointment.cancel', {}],
  ['contact.link_code', {}],
  ['contact.link', { code: '000000' }],
];

const words = {
  calls: { en: 'Calls', zh: '可以调用的功能' },
  note: {
    en: '`call: NAME` with `with: { ... }`; `save:` keeps the result, `else:` takes the outcomes. Besides those listed, every call can end as `unavailable`, `timeout`, `invalid` or `failed`; `any` stands for all. The results are those of the demo shop on 23 November 2026.',
    zh: '写 `call: 名称` 加 `with: { ... }`；`save:` 保存结果，`else:` 处理其他结果。除下列结果外，每个调用都可能出现 `unavailable`、`timeout`、`invalid`、`failed`；`any` 代表全部。示例结果取自演示店铺（2026 年 11 月 23 日）。',
  },
  takes: { en: 'takes', zh: '参数' },
  nothing: { en: 'nothing', zh: '无' },
  optional: { en: 'optional', zh: '可选' },
  outcomes: { en: 'outcomes', zh: '其他结果' },
  none: { en: 'none of its own', zh: '没有特有的' },
  changes: { en: 'changes something: made once, after the turn is stored', zh: '会产生改动：本轮保存之后执行一次' },
  gives: { en: 'gives', zh: '得到' },
  fails: { en: 'here', zh: '此处得到' },
  fields: { en: 'Fields of order, product and cart', zh: '订单、商品、购物车的字段' },
  field: { en: 'field', zh: '字段' },
  example: { en: 'example', zh: '示例' },
  meaning: { en: 'meaning', zh: '含义' },
} satisfies Record<string, Words>;

/** A list entry is `items[]`. */
const meanings: Readonly<Record<string, Words>> = {
  'order.number': { en: 'its number', zh: '订单号' },
  'order.status': {
    en: '`placed paid packed shipped out_for_delivery delivered stalled cancelled return_requested returned refunded`',
    zh: '状态：`placed paid packed shipped out_for_delivery delivered stalled cancelled return_requested returned refunded`',
  },
  'order.items': { en: 'what was bought: `sku`, `title`, `quantity`, `price`, `image`', zh: '商品：`sku`、`title`、`quantity`、`price`、`image`' },
  'order.count': { en: 'number of pieces', zh: '总件数' },
  'order.title': { en: 'title of the first item', zh: '第一件商品的名称' },
  'order.total': { en: 'amount, as money', zh: '金额' },
  'order.payment': { en: '`card`, `cod`, `wechat`, `alipay`, `paypal`', zh: '付款方式：`card`、`cod`、`wechat`、`alipay`、`paypal`' },
  'order.address': { en: 'where it goes', zh: '收货地址' },
  'order.customer': { en: 'name on it', zh: '收货人' },
  'order.parcels': {
    en: 'parcels: `carrier`, `number`, `url`, `status`, `text`, `place`, `at`',
    zh: '包裹：`carrier`、`number`、`url`、`status`、`text`、`place`、`at`',
  },
  'order.split': { en: 'whether there are several parcels', zh: '是否分多个包裹' },
  'order.carrier': { en: 'carrier of the first parcel', zh: '第一个包裹的快递公司' },
  'order.tracking': { en: 'its tracking number', zh: '快递单号' },
  'order.tracking_url': { en: 'page to follow it on', zh: '物流查询网址' },
  'order.last_text': { en: 'newest tracking step', zh: '最新物流' },
  'order.last_place': { en: 'where that was', zh: '最新物流的地点' },
  'order.last_at': { en: 'when that was', zh: '最新物流的时间' },
  'order.quiet_days': { en: 'days without news', zh: '物流几天没更新' },
  'order.placed_at': { en: 'when it was placed', zh: '下单时间' },
  'order.placed_days': { en: 'days since then', zh: '下单几天了' },
  'order.shipped_at': { en: 'when it left, or nothing', zh: '发货时间，未发为空' },
  'order.delivered_at': { en: 'when it came, or nothing', zh: '签收时间，未签收为空' },
  'order.delivered_days': { en: 'days since it came, or nothing', zh: '签收几天了，未签收为空' },
  'order.confirmed': { en: 'whether cash on delivery was confirmed', zh: '货到付款是否已确认' },
  'order.overdue': {
    en: 'whether it is paid and not sent, though the hours of `terms.dispatch_hours` are over',
    zh: '已付款还没发货，是否已超过 `terms.dispatch_hours` 承诺的时间',
  },
  'order.can_change': { en: 'whether address and cancelling are still open', zh: '是否还能改地址、取消' },
  'order.return_days': { en: 'days left to return it, 0 when over', zh: '还有几天可退，过期为 0' },
  'product.id': { en: 'its id', zh: '商品编号' },
  'product.title': { en: 'title', zh: '名称' },
  'product.text': { en: 'description', zh: '描述' },
  'product.category': { en: 'department', zh: '分类' },
  'product.price': { en: 'price, as money; the lowest of what can be had', zh: '价格；有货的里面最低的' },
  'product.price_to': { en: 'the highest price of what can be had, where prices differ, or nothing', zh: '有货的里面最高的价格，价格都一样时没有' },
  'product.variants': {
    en: 'where prices differ and are few: `name`, `price`, `in_stock`, what can be had first',
    zh: '价格不一样且不多时：`name`、`price`、`in_stock`，有货的在前',
  },
  'product.choices': { en: 'what can be had besides, in words', zh: '其余有货的规格，文字' },
  'product.sold_out': { en: 'sizes, colours ... that are sold out while others can be had', zh: '卖完了的规格（别的还有货时）' },
  'product.image': { en: 'picture', zh: '图片' },
  'product.url': { en: 'page', zh: '链接' },
  'product.colours': { en: 'all its colours, sold out or not', zh: '全部颜色，不论有没有货' },
  'product.sizes': { en: 'sizes that are in stock', zh: '有货的尺码' },
  'product.in_stock': { en: 'whether any can be had', zh: '是否有货' },
  'product.wish': { en: 'what was looked for, for the next search', zh: '本次搜索的要求，供下一次使用' },
  'product.near': {
    en: 'of `product.search`: which part of the wish it does not meet, `kind`, `words`, `colour`, `size` or `price`; nothing where it meets all',
    zh: '仅 `product.search`：哪一点不完全符合，为 `kind`、`words`、`colour`、`size` 或 `price`；全符合时没有',
  },
  'product.asks': {
    en: 'of `product.ask`: what is asked, `price`, `stock`, `sizes`, `colours`, or empty',
    zh: '仅 `product.ask`：问的是什么，`price`、`stock`、`sizes`、`colours` 或空',
  },
  'product.options': { en: 'of `product.ask`: what can be had, by option: `name`, `values`', zh: '仅 `product.ask`：各种规格有货的值：`name`、`values`' },
  'product.chosen': { en: 'of `product.ask`: the option that was named, in words', zh: '仅 `product.ask`：问到的规格，文字' },
  'product.chosen_known': { en: 'of `product.ask`: whether the product has that option at all', zh: '仅 `product.ask`：有没有这种规格' },
  'product.chosen_in_stock': { en: 'of `product.ask`: whether it can be had', zh: '仅 `product.ask`：这种规格有没有货' },
  'product.chosen_left': { en: 'of `product.ask`: pieces of it, where few are left, or nothing', zh: '仅 `product.ask`：这种规格所剩不多时还有几件，否则没有' },
  'product.chosen_price': {
    en: 'of `product.ask`: its price, as money; the lowest of what can be had',
    zh: '仅 `product.ask`：这种规格的价格；有货的里面最低的',
  },
  'product.chosen_price_to': {
    en: 'of `product.ask`: its highest price where prices differ, or nothing',
    zh: '仅 `product.ask`：这种规格的最高价，价格都一样时没有',
  },
  'product.left': { en: 'of `product.ask`: pieces in all, where few are left, or nothing', zh: '仅 `product.ask`：所剩不多时总共还有几件，否则没有' },
  'cart.id': { en: 'its id', zh: '购物车编号' },
  'cart.url': { en: 'page to go on', zh: '继续结算的网址' },
  'cart.items': { en: '`sku`, `title`, `quantity`, `price`, `image`', zh: '`sku`、`title`、`quantity`、`price`、`image`' },
  'cart.count': { en: 'number of pieces', zh: '总件数' },
  'cart.title': { en: 'title of the first item', zh: '第一件商品的名称' },
  'cart.image': { en: 'its picture', zh: '第一件商品的图片' },
  'cart.total': { en: 'amount, as money', zh: '金额' },
  'cart.idle_hours': { en: 'hours since it last changed', zh: '几小时没动过' },
};

const isMap = (value: Json): value is Vars => typeof value === 'object' && value !== null && !Array.isArray(value);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const short = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Returns the reference of the calls. `calls`: those of a shop that holds the demo rows, and http. `context` is a customer of it who has a cart. */
export async function callsReference(lang: Lang, calls: ReadonlyMap<string, Call>, context: CallContext): Promise<string> {
  const results = new Map<string, Awaited<ReturnType<Call['run']>>>();
  for (const [name, args] of samples) {
    const call = calls.get(name);
    if (call) results.set(name, await call.run(args, { ...context, lang, key: `reference-${name}` }));
  }
  const args = new Map(samples);
  const parts = [...calls.values()].map((call) => section(call, args.get(call.name), results.get(call.name), lang));
  return [`## ${words.calls[lang]}`, words.note[lang], ...parts, fieldsOf(results, lang)].join('\n\n');
}

function section(call: Call, args: Record<string, Json> | undefined, result: Awaited<ReturnType<Call['run']>> | undefined, lang: Lang): string {
  const params = call.params.map(({ name, required }) => `\`${name}\`${required ? '' : ` (${words.optional[lang]})`}`);
  const lines = [
    `### ${call.name}`,
    `${call.about[lang]}${lang === 'zh' ? '。' : '.'}`,
    [
      `- ${words.takes[lang]}: ${params.join(', ') || words.nothing[lang]}`,
      `- ${words.outcomes[lang]}: ${call.outcomes.map((one) => `\`${one}\``).join(', ') || words.none[lang]}`,
      ...(call.mode === 'does' ? [`- ${words.changes[lang]}`] : []),
    ].join('\n'),
  ];
  if (args && result) {
    const step = [{ call: call.name, ...(Object.keys(args).length > 0 ? { with: args } : {}), ...(result.ok ? { save: 'found' } : {}) }];
    const shown = result.ok ? { found: trimmed(result.value ?? null) } : { error: { code: result.code, ...(result.text ? { text: result.text } : {}) } };
    lines.push(
      `\`\`\`yaml\n${stringify(step, { lineWidth: 0 }).trimEnd()}\n\`\`\``,
      `${words[result.ok ? 'gives' : 'fails'][lang]}:`,
      `\`\`\`yaml\n${stringify(shown, { lineWidth: 0 }).trimEnd()}\n\`\`\``,
    );
  }
  return lines.join('\n\n');
}

/** Keeps only the first entry of a list: the rest is alike. */
function trimmed(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, 1).map(trimmed);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)])) : value;
}

function fieldsOf(results: ReadonlyMap<string, Awaited<ReturnType<Call['run']>>>, lang: Lang): string {
  const firstOf = (name: string): Json => {
    const result = results.get(name);
    const value = result?.ok ? (result.value ?? null) : null;
    return Array.isArray(value) ? (value[0] ?? null) : value;
  };
  const rows = (
    [
      ['order', firstOf('order.find')],
      ['product', firstOf('product.search')],
      ['cart', firstOf('cart.current')],
    ] as const
  ).flatMap(([root, value]) => {
    if (!isMap(value)) return [];
    const shown = Object.entries(value).map(([key, inner]) => ({ field: `${root}.${key}`, example: `\`${cell(short(inner))}\`` }));
    // What is there only now and then is not in the example.
    const further = Object.keys(meanings).filter((field) => field.startsWith(`${root}.`) && !shown.some((one) => one.field === field));
    return [...shown, ...further.map((field) => ({ field, example: '' }))].map(({ field, example }) => {
      const meaning = meanings[field];
      if (!meaning) throw new Error(`scripts/calls-reference.ts says nothing of ${field}`);
      return [`\`${field}\``, example, cell(meaning[lang])];
    });
  });
  const head = `| ${words.field[lang]} | ${words.example[lang]} | ${words.meaning[lang]} |\n|---|---|---|`;
  return `## ${words.fields[lang]}\n\n${[head, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')}`;
}
