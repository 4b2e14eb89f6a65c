/** Refusals of the shop in the customer's words: `error.text` of a flow. One line a reason; `{x}` is filled in. */

import type { CallOutcome } from '../engine/model/engine-turn.ts';
import { bilingual, isChinese } from '../understanding/language-fallbacks.ts';

const texts = {
  not_found: { zh: '没有找到', en: 'We could not find it' },
  store_away: {
    zh: '店铺系统暂时没有回应，这次没有改成。请稍后再试，或让人工客服帮您处理',
    en: 'The shop’s system is not answering just now, so nothing was changed. Please try again later, or ask for a person',
  },
  store_cannot: {
    zh: '这件事系统里改不了，需要人工客服帮您处理',
    en: 'This cannot be changed automatically; a person has to do it for you',
  },
  no_orders: { zh: '这里还没有您的订单', en: 'There is no order of yours here yet' },
  bad_number: { zh: '“{number}”不像订单号', en: '"{number}" does not look like an order number' },
  bad_number_like: {
    zh: '“{number}”不像我们的订单号，订单号形如 {example}',
    en: '"{number}" does not look like one of our order numbers; they look like {example}',
  },
  proof_needed: {
    zh: '请提供下单手机号后四位或邮箱，核实是您本人的订单',
    en: 'Please give the last 4 digits of the phone, or the e-mail, that the order was placed with',
  },
  wrong_proof: { zh: '订单号和您提供的信息对不上', en: 'The order number and these details do not match' },
  stronger_proof: {
    zh: '为了安全，现在需要下单时的完整手机号或邮箱来核实',
    en: 'To keep orders safe, we need the whole phone number or the e-mail that the order was placed with just now',
  },
  too_many: { zh: '尝试次数过多，请 {wait}后再试', en: 'Too many tries. Please try again in {wait}' },
  too_late: { zh: '订单已经发出，无法再改', en: 'The parcel has already left, so this can no longer be changed' },
  change_off: { zh: '这类改动需要联系人工客服', en: 'This is not something I can change; please ask for a person' },
  change_cancelled: { zh: '订单已经取消，改不了了', en: 'The order is cancelled, so there is nothing left to change' },
  change_state: { zh: '订单现在的状态改不了', en: 'The order cannot be changed in its present state' },
  change_window: { zh: '下单超过 {hours} 小时，改不了了', en: 'It can be changed within {hours} hours of the order, and that time is over' },
  change_once: { zh: '这一单已经改过一次，不能再改', en: 'This order was changed in this way already, which is possible once' },
  change_times: { zh: '这一单已经改过 {times} 次，不能再改', en: 'This order was changed {times} times already, which is as often as possible' },
  change_today: { zh: '今天已经改过 {times} 次，请明天再试', en: 'You have made {times} changes today. Please try again tomorrow' },
  change_person: { zh: '这个改动需要同事确认', en: 'A colleague has to agree to this' },
  change_dearer: { zh: '新的贵一些，要补差价，需要同事来收', en: 'The new one costs more, and a colleague has to take the difference' },
  change_dearer_off: { zh: '新的比原来的贵，不能这样换', en: 'The new one costs more, so it cannot be swapped' },
  change_same: { zh: '现在就是这样，不用改', en: 'It is so already, so there is nothing to change' },
  change_other_product: { zh: '只能换成同一款的其他规格', en: 'It can only become another variant of the same product' },
  change_other_money: { zh: '两个价格的货币不同，需要同事来算', en: 'The prices are in two currencies, so a colleague has to do it' },
  variant_sold_out: { zh: '这个规格没有货了', en: 'That one is sold out' },
  change_moved: { zh: '刚才的价格或订单有变化，请再看一遍', en: 'The price or the order has changed meanwhile. Please look again' },
  change_busy: { zh: '这一单有一个改动正在处理，请稍等', en: 'A change of this order is under way. Please wait a moment' },
  change_doubt: {
    zh: '还没有得到店铺系统的确认，正在核实，请先不要重复提交',
    en: 'The shop’s system has not confirmed it yet. It is being checked; please do not send it again',
  },
  change_not_done: { zh: '核实过了，这次没有改成', en: 'It was checked: nothing was changed' },
  change_bad: { zh: '没看懂要改成什么', en: 'I could not read what it should become' },
  no_undo: { zh: '没有可以撤回的改动', en: 'There is no change that can be taken back' },
  return_days_over: { zh: '已签收 {days} 天，超过 {limit} 天的退货期限', en: 'It was delivered {days} days ago; the limit for this is {limit} days' },
  exchange_days_over: { zh: '已签收 {days} 天，超过 {limit} 天的换货期限', en: 'It was delivered {days} days ago; the limit for this is {limit} days' },
  cannot_confirm: { zh: '订单已取消，无法确认', en: 'The order is cancelled and cannot be confirmed' },
  bad_address: { zh: '请写完整的收货地址', en: 'Please give the whole address' },
  empty: { zh: '购物车是空的', en: 'The cart is empty' },
  ordered: { zh: '已经下单了', en: 'It has been ordered already' },
  sold_out: { zh: '购物车里的商品都卖完了', en: 'Everything in the cart has sold out' },
  nothing: { zh: '没有找到合适的商品', en: 'We have nothing like that' },
  nothing_called: { zh: '我们店里没有“{name}”', en: 'We have no “{name}”' },
  other_money: { zh: '店里的价格都是{prices}', en: 'Our prices are in {prices}' },
  several: { zh: '有好几款符合', en: 'Several products fit' },
  no_wish: { zh: '还不知道要找什么', en: 'It is not known yet what to look for' },
  already_used: { zh: '这次活动的优惠券您已经用过了', en: 'You have already used the coupon of this offer' },
  expired: { zh: '优惠券已过期', en: 'The coupon has expired' },
  unknown_code: { zh: '没有这个优惠码', en: 'There is no such code' },
  used: { zh: '这个优惠码已经用过了', en: 'This code has been used' },
  not_yours: { zh: '这个优惠码是发给另一位顾客的', en: 'This code was given to another customer' },
  exhausted: { zh: '这批优惠券已经发完了', en: 'All coupons of this offer have been given out' },
  no_rule: { zh: '设置的 coupons 里没有“{rule}”这条规则', en: 'There is no rule "{rule}" under coupons in the settings' },
  bad_worth: {
    zh: '优惠内容没有写对：要么 percent（1–100），要么 amount、free_shipping 或 gift',
    en: 'A coupon needs percent (1 to 100), amount, free_shipping or gift',
  },
  bad_time: { zh: '有效期没有写对，例如 48h 或 7d', en: 'valid needs a duration such as 48h or 7d' },
  not_delivered: { zh: '这单还没有签收', en: 'The order has not been delivered yet' },
  return_closed: { zh: '这单已经退过或取消了', en: 'This order was already returned or cancelled' },
  not_in_order: { zh: '所选商品不在这个订单里', en: 'These items are not part of this order' },
  in_stock: { zh: '现在就有货', en: 'It is in stock right now' },
  link_unknown: { zh: '没有这个绑定码，请核对一下', en: 'There is no such code. Please check it' },
  link_expired: { zh: '绑定码已过期，请重新取一个', en: 'This code has expired. Please get a new one' },
  link_used: { zh: '这个绑定码已经用过了，请重新取一个', en: 'This code has been used. Please get a new one' },
  link_same: { zh: '这个码就是在这里取的，请到另一个渠道发给我', en: 'This code is from this very chat. Send it from the other one' },
  guest_number: {
    zh: '这个手机号好像不完整，请带上国家代码再发一次，例如 +86 138 0013 8000',
    en: 'This number does not look complete. Please send it with its country code, such as +44 7700 900123',
  },
  guest_no_channel: { zh: '现在还不能给手机号发验证码', en: 'Codes cannot be sent to phone numbers here yet' },
  guest_no_mail: { zh: '现在还不能往邮箱发验证码', en: 'Codes cannot be sent by e-mail here yet' },
  guest_no_way: { zh: '现在还不能给您发验证码', en: 'Codes cannot be sent here yet' },
  guest_not_sent: { zh: '验证码没发出去，请核对地址，或过一会儿再试', en: 'The code could not be sent. Please check the address, or try again in a while' },
  guest_mail: {
    zh: '这个邮箱好像不对，请核对后再发一次，例如 mei@example.com',
    en: 'This e-mail address does not look right. Please check it and send it again',
  },
  guest_none: { zh: '还没有给您发过验证码，请先告诉我手机号或邮箱', en: 'No code was sent to you yet. Please tell me your number or e-mail address first' },
  guest_expired: { zh: '验证码过期了，请重新要一个', en: 'This code has expired. Please ask for a new one' },
  guest_wrong: { zh: '验证码不对，请核对一下', en: 'This is not the code. Please check it' },
  guest_tries: { zh: '验证码输错太多次，请重新要一个', en: 'Too many wrong tries. Please ask for a new code' },
  bad_kind: { zh: '不知道要登记什么', en: 'It is not known what to ask for' },
  bad_tax_number: { zh: '税号的位数或校验码不对', en: 'This is no tax number: its length or its check digit is wrong' },
  price_no_drop: { zh: '现在的价格没有更低', en: 'It does not cost less now' },
  price_no_promise: { zh: '这里没有约定退差价', en: 'The shop has made no promise to refund differences' },
  price_closed: { zh: '这单已经退过或取消了', en: 'This order was already returned or cancelled' },
  price_too_late: { zh: '签收已超过 {days} 天', en: 'It was delivered more than {days} days ago' },
  no_warranty: { zh: '这单的商品没有登记保修', en: 'There is no warranty noted for this order' },
  no_appointments: { zh: '这里没有开放预约', en: 'Appointments are not offered here' },
  appointments_full: { zh: '近期都约满了', en: 'There is no free time in the next days' },
  no_appointment: { zh: '您还没有预约', en: 'You have no appointment' },
  appointment_taken: { zh: '这个时间刚被约走', en: 'This time has just been taken' },
  appointment_already: { zh: '您已经约过了', en: 'You have an appointment already' },
  appointment_too_late: { zh: '离上门时间太近，改不了了', en: 'It is too close to be changed' },
  bad_score: { zh: '评分应是 0 到 10 的数字', en: 'A score is a number from 0 to 10' },
} as const;

export type Reason = keyof typeof texts;

export function reasonText(reason: Reason, lang: string, fill: Record<string, string | number> = {}): string {
  const text = bilingual(texts[reason], lang);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

/** Returns a failed outcome whose text is the reason's in the customer's language. */
export function refuse(code: string, reason: Reason, lang: string, fill?: Record<string, string | number>): CallOutcome {
  return { ok: false, code, text: reasonText(reason, lang, fill) };
}

/** Puts a wait into words, `90 seconds`, `4 minutes`: how long to wait, rounded up. */
export function waitText(ms: number, lang: string): string {
  const zh = isChinese(lang);
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 2) return zh ? `${Math.ceil(ms / 1_000)} 秒` : `${Math.ceil(ms / 1_000)} seconds`;
  if (minutes < 120) return zh ? `${minutes} 分钟` : `${minutes} minutes`;
  return zh ? `${Math.ceil(minutes / 60)} 小时` : `${Math.ceil(minutes / 60)} hours`;
}
