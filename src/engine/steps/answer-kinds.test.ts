import { describe, expect, it } from 'vitest';
import type { AnswerType } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import { readScore } from '../../reading/values/score.ts';
import { readAnswer } from './answer-kinds.ts';

/** Monday, 23 November 2026, ten in the morning in Shanghai. */
const context = { now: Date.UTC(2026, 10, 23, 2), zone: 'Asia/Shanghai', currency: 'CNY', lang: 'zh' };

function read(type: AnswerType, text: string): { value: Json; whole: boolean } | null {
  const reading = readAnswer([type], { text, parts: [{ type: 'text', text }] }, context);
  return reading.fits ? { value: reading.value, whole: reading.whole } : null;
}

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const table: [AnswerType, string, Json | undefined][] = [
  ['number', '2', 2],
  ['number', '２', 2],
  ['number', '三件', 3],
  ['number', '我要两个', 2],
  ['number', '2,500.00', 2500],
  ['number', '二百五十', 250],
  ['number', '两千零五', 2005],
  ['number', '一万二', 12000],
  ['number', '十五', 15],
  ['number', '1.5万', 15000],
  ['number', 'twenty five', 25],
  ['number', 'a dozen', 12],
  ['number', 'two dozen', 24],
  ['number', '-3', -3],
  ['number', '我要3件', 3],
  ['number', '好的，3件', 3],
  ['number', '型号A-3', undefined],
  ['number', '等一下', undefined],
  ['number', '三点五', 3.5],
  ['number', '3百万', 3_000_000],
  ['number', '一亿二千万', 120_000_000],
  ['number', '一万亿', 1_000_000_000_000],
  ['number', '5 thousand', 5000],
  ['number', 'two hundred and fifty', 250],
  ['number', 'one thousand five hundred', 1500],
  ['number', 'one and two', undefined],
  ['number', 'constructor 5', 5],
  ['number', 'no idea', undefined],
  ['number', '不知道', undefined],
  ['money', '￥99', cny(9900)],
  ['money', '２５００元', cny(250000)],
  ['money', '199.50', cny(19950)],
  ['money', '两百块', cny(20000)],
  ['money', '$20', { amount: 2000, currency: 'USD' }],
  ['money', '50 EUR', { amount: 5000, currency: 'EUR' }],
  ['money', '500日元', { amount: 500, currency: 'JPY' }],
  ['money', '200元以内', cny(20000)],
  ['money', '预算500元', cny(50000)],
  ['money', 'RMB99', cny(9900)],
  ['money', '三块五', cny(350)],
  ['money', '99块9', cny(9990)],
  ['money', '99元5件', undefined],
  ['date', '今天', '2026-11-23'],
  ['date', '明天', '2026-11-24'],
  ['date', '大后天', '2026-11-26'],
  ['date', '下周三', '2026-12-02'],
  ['date', '周日', '2026-11-29'],
  ['date', '这周五', '2026-11-27'],
  ['date', '三天后', '2026-11-26'],
  ['date', '两周后', '2026-12-07'],
  ['date', '12月3号', '2026-12-03'],
  ['date', '十二月三日', '2026-12-03'],
  ['date', '1月5日', '2027-01-05'],
  ['date', '2026年12月3日', '2026-12-03'],
  ['date', '2026-12-03', '2026-12-03'],
  ['date', '月底', '2026-11-30'],
  ['date', 'tomorrow', '2026-11-24'],
  ['date', 'the day after tomorrow', '2026-11-25'],
  ['date', 'next Friday', '2026-12-04'],
  ['date', 'on Thursday', '2026-11-26'],
  ['date', '3 December', '2026-12-03'],
  ['date', 'Dec 3rd', '2026-12-03'],
  ['date', 'in 3 days', '2026-11-26'],
  ['date', 'in a week', '2026-11-30'],
  ['date', '12/3', '2026-12-03'],
  ['date', '2月31日', undefined],
  ['date', '2月30日', undefined],
  ['date', '下个月28号', '2026-12-28'],
  ['date', '二十五号', '2026-11-25'],
  ['date', '5号', '2026-12-05'],
  ['date', '大前天', '2026-11-20'],
  ['date', '下月底', '2026-12-31'],
  ['date', 'soon', undefined],
  ['time', '15:30', '15:30'],
  ['time', '下午3点半', '15:30'],
  ['time', '晚上八点一刻', '20:15'],
  ['time', '早上九点', '09:00'],
  ['time', '十点二十分', '10:20'],
  ['time', '3pm', '15:00'],
  ['time', '3:30 p.m.', '15:30'],
  ['time', 'half past seven', '07:30'],
  ['time', 'noon', '12:00'],
  ['time', '晚上12点', '00:00'],
  ['time', '凌晨12点半', '00:30'],
  ['time', '夜里2点', '02:00'],
  ['time', '夜里11点', '23:00'],
  ['time', '中午12点', '12:00'],
  ['time', 'half past twelve', '12:30'],
  ['time', 'half past nothing', undefined],
  ['time', '25:70', undefined],
  ['email', 'My mail is Li.Wei@Example.com.', 'li.wei@example.com'],
  ['email', 'li@wei', undefined],
  ['phone', '138 0013 8000', '13800138000'],
  ['phone', '＋86-138-0013-8000', '+8613800138000'],
  ['phone', '(020) 7946 0958', '02079460958'],
  ['phone', '123', undefined],
  ['phone', '2026-11-23', undefined],
  ['order_number', 'SO-12345', 'SO-12345'],
  ['order_number', 'so 12345', 'SO12345'],
  ['order_number', '订单号是SO-12345，谢谢', 'SO-12345'],
  ['order_number', 'order 20261123', '20261123'],
  ['order_number', '＃１００２３', '10023'],
  ['order_number', 'I do not know', undefined],
  ['yes_no', '是的', true],
  ['yes_no', '好呀', true],
  ['yes_no', 'Yes, please', true],
  ['yes_no', '不用了，谢谢', false],
  ['yes_no', 'no thanks', false],
  ['yes_no', '👍', true],
  ['yes_no', '好的，但是不要发广告', undefined],
  ['yes_no', '好的，什么时候到', true],
  ['yes_no', 'maybe', undefined],
  ['address', '上海市静安区南京西路100号', '上海市静安区南京西路100号'],
  ['address', '123', undefined],
  ['text', ' hello ', 'hello'],
];

describe('answers', () => {
  it.each(table)('%s: %s', (type, text, value) => {
    expect(read(type, text)?.value).toEqual(value);
  });

  it('tells an answer from an answer in passing', () => {
    expect(read('number', '3 please')).toEqual({ value: 3, whole: true });
    expect(read('number', 'do you deliver within 3 days to the islands')).toBe(null);
    expect(read('number', '3 in blue')).toEqual({ value: 3, whole: false });
    expect(read('date', '我想下周三')?.whole).toBe(true);
    expect(read('order_number', '我的订单号是SO-12345')?.whole).toBe(true);
  });

  it.each([
    ['4', 4],
    ['四星', 4],
    ['⭐⭐⭐', 3],
    ['5/5', 5],
    ['非常满意', 5],
    ['terrible', 1],
    ['一般', 3],
    ['十分满意', 5],
    ['十分', undefined],
    ['不是很满意', 2],
    ['not great', 2],
    ['一点都不好', 2],
    ['还不错', 4],
    ['9', undefined],
    ['hm', undefined],
  ] as const)('rating %s', (text, value) => {
    expect(readScore(text, 5)?.value).toBe(value);
  });

  it('keeps a photo with its caption', () => {
    const parts = [{ type: 'image' as const, media: { ref: 'r' }, caption: 'torn' }];
    expect(readAnswer(['text', 'photo'], { text: 'torn', parts }, context)).toMatchObject({ fits: true, value: { text: 'torn', photo: { ref: 'r' } } });
  });
});
