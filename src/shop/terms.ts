/** The terms of the shop: deadlines, postage, warranty and what else customers are promised. Flows, FAQ and rules read them from here. */
import { z } from 'zod';
import type { LocalName } from '../engine/model/engine-turn.ts';
import type { Money } from '../message.ts';
import { minorDigits } from '../numbers/minor-digits.ts';
import { rule } from '../text/rule.ts';

const most = 400;
const languages = /^[a-z]{2,3}(?:-(?:[A-Z]{2}|[A-Z][a-z]{3}))?$/;

/** A term that can be set: what it is in both languages, and how it is written. */
function term<T extends z.ZodType>(schema: T, example: string, en: string, zh: string): z.ZodOptional<T> {
  return schema.optional().meta({ description: en, zh, example }) as z.ZodOptional<T>;
}

const units = { days: '天', hours: '小时', months: '月', pieces: '件' } as const;

const count = (unit: keyof typeof units, example: number, least = 0) =>
  z
    .number(rule(`write a number of ${unit}, such as ${example}`, `请写数字（${units[unit]}），例如 ${example}`))
    .int(rule(`write whole ${unit}, such as ${example}`, `请写整数（${units[unit]}），例如 ${example}`))
    .min(least)
    .max(3_650);

const span = z.union(
  [
    z.number().int().min(0).max(365).transform(String),
    z
      .string()
      .regex(/^\d{1,3}(?:\s*[-–]\s*\d{1,3})?$/)
      .transform((text) => text.replace(/\s*[-–]\s*/, '–')),
  ],
  rule('write days as 3 or 2-3', '天数请写成 3 或 2-3'),
);

const currencies = new Set(Intl.supportedValuesOf('currency'));

const howPrice = rule('write an amount as 9, 9.90 or 9.90 EUR', '金额请写成 9、9.90 或 9.90 EUR');

/** An amount as it is written: `9`, `9.90`, `9.90 USD`, `USD 9.90`. Without a currency it is in the shop's. */
const price = z.union([z.number(), z.string()], howPrice).transform((written, context): { value: number; currency?: string } => {
  const match = /^(?:([A-Z]{3})\s*)?(\d{1,9}(?:\.\d{1,3})?)(?:\s*([A-Z]{3}))?$/.exec(String(written).trim());
  const currency = match?.[1] ?? match?.[3];
  if (match && !(match[1] && match[3]) && (currency === undefined || currencies.has(currency)))
    return { value: Number(match[2]), ...(currency && { currency }) };
  context.addIssue({ code: 'custom', message: howPrice });
  return z.NEVER;
});

const howWords = rule('write a text, or one by language, such as { zh: 支付宝, en: PayPal }', '请写一段文字，或按语言写，例如 { zh: 支付宝, en: PayPal }');
const words = z.union(
  [z.string().min(1).max(most), z.record(z.string().regex(languages), z.string().min(1).max(most)).refine((all) => Object.keys(all).length > 0, howWords)],
  howWords,
);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, rule('write a time as 16:00', '时间请写成 16:00'));
const howPercent = rule('write a number from 1 to 100, such as 10', '请写 1 到 100 的数字，例如 10');
const percent = z.number(howPercent).int(howPercent).min(1, howPercent).max(100, howPercent);

/** `terms:` of the config. What is left out is promised to nobody. */
export const termsSchema = z.strictObject({
  return_days: term(
    count('days', 7),
    '7',
    'Days after delivery in which anything can be returned; unset: your team decides',
    '签收后几天内可以无理由退货；不填由同事决定',
  ),
  exchange_days: term(count('days', 30), '30', 'Days after delivery in which it can be exchanged', '签收后几天内可以换货'),
  fault_days: term(count('days', 30), '30', 'Days after delivery in which something faulty or wrong can be returned', '质量问题或发错货，签收后几天内可以退换'),
  return_postage: term(
    z.enum(['customer', 'shop'], rule('write customer or shop', '请写 customer（顾客）或 shop（店铺）')),
    'customer',
    'Who pays to send it back when nothing is wrong with it: customer or shop. For faults it is always the shop',
    '无质量问题时退货运费谁出：customer 顾客、shop 店铺。质量问题总是店铺出',
  ),
  return_address: term(words, '{ zh: 南京路 1 号, en: "1 Nanjing Road, Shanghai" }', 'Where returns are sent to', '退货寄回地址'),
  send_back_days: term(count('days', 7, 1), '7', 'Days in which an accepted return has to be sent', '退货申请通过后，几天内要寄出'),
  exchange_sent_days: term(count('days', 2), '2', 'Days from the arrival of an exchange to the new one leaving', '收到换货后几天内发出新的'),
  refund_days: term(span, '3', 'Working days from the arrival of a return to the refund', '收到退货后几个工作日内退款'),
  bank_days: term(span, '3-5', 'Working days that a refund takes to reach the account', '退款到账需要几个工作日'),
  postage: term(price, '9.90', 'Postage of an order; without a currency it is in the shop’s', '运费；不写货币就是店铺的货币'),
  free_postage_from: term(price, '69', 'Orders of this much and more are sent free of charge', '满多少包邮'),
  postage_abroad: term(
    words,
    '{ zh: 每单 15 美元, en: $15 an order }',
    'Postage to other countries, as words that follow “Shipping abroad: ”; unset: nobody is told that the one of your country holds there',
    '寄到国外的运费，接在“海外运费：”后面；不填就不说国内的运费在国外也一样',
  ),
  dispatch_hours: term(count('hours', 48, 1), '48', 'Hours from the payment to the parcel leaving', '付款后几小时内发货'),
  same_day_until: term(clock, '"16:00"', 'Orders paid by this time usually leave the same day', '几点前付款一般当天发货'),
  delivery_days: term(span, '2-3', 'Days that a parcel takes within the country', '国内几天送到'),
  delivery_abroad_days: term(span, '6-10', 'Days that a parcel takes abroad', '海外几天送到'),
  ships_to: term(words, '{ zh: 中国大陆, en: Mainland China }', 'Where you ship to, as words that follow “We ship to”', '能寄到哪些地方，接在“能寄到”后面'),
  duties: term(words, '{ zh: 税费已含。, en: Duties are included. }', 'Who pays customs and taxes, as a sentence', '关税由谁承担，写成一句话'),
  lost_days: term(count('days', 7, 1), '7', 'Days without news of a parcel after which you take it as lost', '物流几天没有更新按丢件处理'),
  warranty_months: term(count('months', 12, 1), '12', 'Months of warranty', '保修几个月'),
  repairs: term(
    words,
    '{ zh: 换屏 299 元起，当天可取。, en: Screens from $45, ready the same day. }',
    'What you repair for customers and at what price, as a sentence',
    '帮顾客修什么、什么价格，写成一句话',
  ),
  warranty: term(words, '{ zh: 免费维修。, en: We repair it free of charge. }', 'What the warranty covers, as a sentence', '保修范围，写成一句话'),
  price_drop_days: term(count('days', 7, 1), '7', 'Days after delivery in which you refund the difference to a lower price', '签收后几天内降价退差价'),
  payment: term(words, '{ zh: 微信、支付宝, en: "Cards, PayPal" }', 'Ways to pay, as a list in words', '支付方式'),
  invoice: term(words, '{ zh: 下单时填抬头。, en: Fill in your company details. }', 'How to get an invoice, as a sentence', '怎么开发票，写成一句话'),
  coupon_rules: term(words, '{ zh: 一单用一张。, en: One code per order. }', 'Rules of coupon codes, as a sentence', '优惠码的使用规则，写成一句话'),
  gift_cards: term(
    words,
    '{ zh: 暂时没有礼品卡。, en: We do not have gift cards yet. }',
    'Whether you sell gift cards, as a sentence',
    '有没有礼品卡，写成一句话',
  ),
  gift_wrap: term(price, '4', 'Price of gift wrapping; 0: free', '礼物包装的价格；0 表示免费'),
  bulk_from: term(count('pieces', 10, 1), '10', 'Pieces from which there is a price for many', '几件起有团购价'),
  welcome_percent: term(percent, '10', 'Percent off for those who join the list', '新客券减百分之几'),
  cart_percent: term(percent, '10', 'Percent off for a cart that was left behind', '购物车召回减百分之几'),
  win_back_percent: term(percent, '10', 'Percent off for who has not been seen for long', '好久没来的顾客减百分之几'),
  first_order_percent: term(percent, '10', 'Percent off the next order, to thank for the first', '首单后送的下一单优惠减百分之几'),
  birthday_percent: term(percent, '15', 'Percent off on a birthday', '生日当天减百分之几'),
  store: term(
    words,
    '{ zh: 南京路 1 号, en: "1 Nanjing Road, daily 10:00 to 20:00" }',
    'Address and hours of a shop that one can walk into',
    '实体店的地址和营业时间',
  ),
  pickup: term(
    words,
    '{ zh: 可以到店自提。, en: You can collect it from our shop. }',
    'Whether orders can be collected, as a sentence',
    '能不能自提，写成一句话',
  ),
  upstairs: term(
    words,
    '{ zh: 有电梯免费送上楼，没电梯每层 20 元。, en: "Free with a lift; without one $5 a floor." }',
    'Whether large pieces are carried upstairs and at what price, as a sentence',
    '大件送不送上楼、怎么收费，写成一句话',
  ),
  assembly: term(
    words,
    '{ zh: 床和柜子免费上门安装。, en: Beds and cabinets are assembled at your home free of charge. }',
    'What you assemble or install, and at what price, as a sentence',
    '哪些包安装、怎么收费，写成一句话',
  ),
  made_to_measure: term(
    words,
    '{ zh: 柜子可以定制尺寸，20 天左右。, en: Cabinets can be made to measure in about 20 days. }',
    'Whether goods are made to measure, as a sentence',
    '能不能定制尺寸，写成一句话',
  ),
  old_taken: term(
    words,
    '{ zh: 送货时可以顺便搬走旧家具，每件 100 元。, en: We take an old piece away for $15. }',
    'Whether you take old things away or buy them, as a sentence',
    '旧的收不收、怎么收，写成一句话',
  ),
  erase_days: term(count('days', 7, 1), '7', 'Days in which a customer’s details are deleted when they ask', '顾客要求后几天内删除资料'),
});

export type Terms = z.output<typeof termsSchema>;

/** Facts that flows read as `shop.terms`: numbers, amounts with their currency, texts by language. */
export type TermFacts = Record<string, number | LocalName | Money>;

const isPrice = (value: NonNullable<Terms[keyof Terms]>): value is { value: number; currency?: string } =>
  typeof value === 'object' && 'value' in value && typeof value.value === 'number';

/** Finds an amount with more digits than its currency has, as `9.995` of USD or `9.5` of JPY. */
export function tooFine(terms: Terms, currency: string): string | undefined {
  return Object.entries(terms).find(([, value]) => {
    if (value === undefined || !isPrice(value)) return false;
    const minor = value.value * 10 ** minorDigits(value.currency ?? currency);
    return Math.abs(minor - Math.round(minor)) > 1e-6;
  })?.[0];
}

/** Returns the terms as flows read them; `currency` is the shop's. What is not set is not there. */
export function termFacts(terms: Terms, currency: string): TermFacts {
  const facts: TermFacts = {};
  for (const [name, value] of Object.entries(terms)) {
    if (value === undefined) continue;
    if (!isPrice(value)) facts[name] = value;
    else {
      const own = value.currency ?? currency;
      facts[name] = { amount: Math.round(value.value * 10 ** minorDigits(own)), currency: own };
    }
  }
  return facts;
}
