/** Customers' names for the kinds of answer. */

import { placeOf, words } from '../reading/wording.ts';
import type { AnswerType } from './fields.ts';

export const kindNames: Partial<Record<AnswerType, readonly string[]>> = {
  number: ['数量', '件数', '个数', '人数', 'quantity', 'amount', 'number of'],
  money: ['金额', '预算', '价格', 'budget', 'price'],
  date: ['日期', '日子', '哪天', 'date', 'day'],
  time: ['时间', '几点', 'time'],
  email: ['邮箱', '邮件', 'email', 'e-mail', 'mail'],
  phone: ['电话', '手机', '手机号', '号码', 'phone', 'mobile', 'phone number'],
  order_number: ['订单号', '单号', 'order number'],
  proof: ['后四位', '尾号', 'last 4 digits', 'last four digits'],
  address: ['地址', '住址', 'address'],
  place: ['位置', '定位', 'location'],
  photo: ['照片', '图片', 'photo', 'picture'],
};

/** Tells whether a text names this kind of answer: 预算 for an amount, "phone" for a telephone. */
export function names(type: AnswerType, text: string): boolean {
  const said = words(text);
  return kindNames[type]?.some((name) => placeOf(words(name), said) >= 0) ?? false;
}
