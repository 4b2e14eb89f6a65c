import type { Terms } from '../terms.ts';

/** The terms of the demo shop, which hold while it is on show. */
export const demoTerms: Terms = {
  return_days: 7,
  exchange_days: 30,
  fault_days: 30,
  return_postage: 'customer',
  return_address: { zh: '杭州市余杭区云裳仓库 3 号门', en: 'Gate 3, Yun & Co. Warehouse, Yuhang, Hangzhou, China' },
  send_back_days: 7,
  exchange_sent_days: 2,
  refund_days: '3',
  bank_days: '3–5',
  postage: { value: 9, currency: 'USD' },
  free_postage_from: { value: 69, currency: 'USD' },
  dispatch_hours: 48,
  same_day_until: '16:00',
  delivery_days: '2–3',
  delivery_abroad_days: '6–10',
  ships_to: {
    zh: '中国大陆、港澳台和 40 多个国家，包括美国、加拿大、英国、欧盟、澳洲、日本和新加坡',
    en: 'all of China and more than 40 countries, among them the US, Canada, the UK, the EU, Australia, Japan and Singapore',
  },
  duties: {
    zh: '美国、欧盟、英国的税费已含在价格里，收货不用再付。其他国家偶尔会收，具体看当地海关。',
    en: 'Taxes for the US, EU and UK are included in the price, so there is nothing to pay on delivery. Elsewhere, customs may occasionally charge a fee.',
  },
  lost_days: 7,
  warranty_months: 12,
  warranty: {
    zh: '开线、拉链或扣子坏了免费修，您只付寄来的运费。',
    en: 'We mend seams, zips and buttons free of charge; you only pay to send it to us.',
  },
  price_drop_days: 7,
  payment: {
    zh: '微信、支付宝、银行卡（Visa、Mastercard、银联）、PayPal 都可以；国内还能货到付款',
    en: 'Cards (Visa, Mastercard, UnionPay), PayPal, Alipay and WeChat Pay; cash on delivery within China',
  },
  invoice: {
    zh: '下单时填抬头和税号，签收后电子发票会发到您邮箱。忘了填，找客服补开也行。',
    en: 'Fill in your company details at the checkout, and the invoice comes by e-mail after delivery. My colleagues can also issue one later.',
  },
  coupon_rules: { zh: '一单用一张，不能叠加，特价款除外。', en: 'One code per order, and not on sale items.' },
  gift_cards: { zh: '暂时没有礼品卡。', en: 'We do not have gift cards yet.' },
  gift_wrap: { value: 4, currency: 'USD' },
  bulk_from: 10,
  welcome_percent: 10,
  cart_percent: 10,
  store: { zh: '杭州湖滨路 28 号，每天 10:00–21:00', en: '28 Hubin Road in Hangzhou, every day from 10:00 to 21:00' },
  pickup: { zh: '网上的订单都从仓库寄出，暂时不能自提。', en: "Online orders leave from our warehouse, so they can't be picked up yet." },
  erase_days: 7,
};
