/** The kinds of answer that `expect` may ask for: what customers write, and what is saved. The values are read by the engine itself. */

import { readAnswer } from '../../src/engine/steps/answer-kinds.ts';
import type { AnswerType } from '../../src/flow-tree/fields.ts';
import type { Part } from '../../src/message.ts';

type Words = { en: string; zh: string };

export interface AnswerDoc {
  about: Words;
  /** Messages of customers that give such an answer. */
  said: readonly (string | Part)[];
  /** Messages that are asked about instead of guessed at. */
  asked?: readonly string[];
}

export const answerDocs: Readonly<Record<AnswerType, AnswerDoc>> = {
  text: { about: { en: 'any words', zh: '任意文字' }, said: ['for my sister'] },
  number: {
    about: { en: 'a number, in digits or words', zh: '数字，阿拉伯数字或文字都行' },
    said: ['about 168 please', '二十三', '半打'],
    asked: ['3 or 4', '两三个'],
  },
  money: {
    about: { en: 'an amount, in the currency of the shop unless another is said', zh: '金额，没说货币就按店铺的货币' },
    said: ['50', 'under €20', '三百块', '€1.299,00'],
    asked: ['$20-$30', '三五百'],
  },
  date: { about: { en: 'a day', zh: '日期' }, said: ['tomorrow', '3 December', '下周五', '25.12.'], asked: ['not tomorrow', '周六或周日'] },
  time: { about: { en: 'a time of day', zh: '时间' }, said: ['half past three in the afternoon', '晚上八点', '17h30'], asked: ['between 3 and 5', '三点'] },
  email: { about: { en: 'an e-mail address', zh: '邮箱' }, said: ['it is mei@example.com'], asked: ['mei@gmial.com'] },
  phone: { about: { en: 'a phone number', zh: '电话号码' }, said: ['138 0013 8000', '+44 (0)20 7946 0958'], asked: ['1380013800'] },
  order_number: { about: { en: 'the number of an order', zh: '订单号' }, said: ['my order is SO-10001'], asked: ['SO-10001 or SO-10002'] },
  proof: {
    about: { en: 'what proves that an order is theirs: last 4 digits of the phone, or the e-mail', zh: '证明订单是本人的：手机号后四位，或邮箱' },
    said: ['8000', 'mei@example.com'],
    asked: ['8000 or 8001'],
  },
  address: { about: { en: 'a postal address', zh: '收货地址' }, said: ['12 High Street, Leeds LS1 4AB'], asked: ['same as last time'] },
  place: { about: { en: 'a place that was shared', zh: '发来的位置' }, said: [{ type: 'place', latitude: 31.23, longitude: 121.47, name: 'Shop' }] },
  photo: {
    about: { en: 'a picture; of several at once, the first, and `all` as a list', zh: '图片；一次发来多张时为第一张，`all` 列出全部' },
    said: [{ type: 'image', media: { url: 'https://example.com/a.jpg', mime: 'image/jpeg' } }],
  },
  media: {
    about: { en: 'a picture, recording, video or file', zh: '图片、语音、视频或文件' },
    said: [{ type: 'file', media: { url: 'https://example.com/a.pdf', mime: 'application/pdf' } }],
  },
  yes_no: { about: { en: 'yes or no', zh: '是或否' }, said: ['sure', 'no problem', '不用了'], asked: ['yes, but only if it is free', '随便'] },
};

/** 23 November 2026, a Monday, in the zone of the example. */
const context = { now: Date.UTC(2026, 10, 23, 2, 0), zone: 'Asia/Shanghai', currency: 'USD' };

/** Returns the value that is saved of an answer; undefined when it does not fit. */
export function savedOf(type: AnswerType, said: string | Part): unknown {
  const input = typeof said === 'string' ? { text: said, parts: [{ type: 'text' as const, text: said }] } : { text: '', parts: [said] };
  const lang = typeof said === 'string' && /\p{Script=Han}/u.test(said) ? 'zh' : 'en';
  const read = readAnswer([type], input, { ...context, lang });
  return read.fits ? read.value : undefined;
}
