import { describe, expect, it } from 'vitest';
import { shareable } from './shareable.ts';

const about = { names: ['Anna Schmidt', '王晓丽', 'Mei'], zone: 'Asia/Shanghai' };

const shared: [written: string, text: string][] = [
  ['Yes, there is free parking behind the shop.', 'Yes, there is free parking behind the shop.'],
  ['Hi Anna,\nthe pan works on induction hobs too.', 'the pan works on induction hobs too.'],
  ['Hello! We open at 10:00 on Sundays.', 'We open at 10:00 on Sundays.'],
  ['Dear Ms. Schmidt: the lid is sold apart, for $12.50.', 'the lid is sold apart, for $12.50.'],
  ['The battery lasts 30 hours.\n\nBest regards\nMei', 'The battery lasts 30 hours'],
  ['Dogs are welcome in the shop, cats less so.', 'Dogs are welcome in the shop, cats less so.'],
  ['Our oldest tea is of 2015, 357 g a cake.', 'Our oldest tea is of 2015, 357 g a cake.'],
  ['王女士您好，店后面可以免费停车。', '店后面可以免费停车。'],
  ['亲，这口锅电磁炉也能用哦', '这口锅电磁炉也能用哦'],
  ['您好！周日 10 点开门，晚上 8 点关门。', '周日 10 点开门，晚上 8 点关门。'],
  ['盖子要另外买，一个 39 元', '盖子要另外买，一个 39 元'],
  ['可以带狗进店，记得牵绳', '可以带狗进店，记得牵绳'],
];
const refused: [written: string, why: string][] = [
  ['ok', 'short'],
  ['好的好的', 'short'],
  ['Which one do you mean, the red one or the blue one?', 'question'],
  ['您说的是红色那款还是蓝色那款呢？', 'question'],
  ['Please write to anna.s@example.com for that form.', 'email'],
  ['Please call me on +49 170 1234567 after lunch.', 'phone'],
  ['打我电话 13812345678，我给您说', 'phone'],
  ['It is on its way, the number is 1Z999AA10123456784.', 'number'],
  ['The order SO-10023 left our house this morning.', 'number'],
  ['快递单号是 SF1403958812345，可以查', 'number'],
  ['We send it to 12 Baker Street again tomorrow.', 'address'],
  ['寄到人民路 88 号就可以收到', 'address'],
  ['This is what we agreed on with Anna last week.', 'name'],
  ['晓丽说过这款可以机洗的', 'name'],
  ['Mei is the one who knows about silk here.', 'name'],
  ['Your parcel is at the post office now, all is well.', 'theirs'],
  ['I have refunded it, the bank takes some days.', 'theirs'],
  ['您的退款今天就会到账的', 'theirs'],
  ['已经帮您改好了，请放心', 'theirs'],
  ['Let me check with the workshop and come back.', 'later'],
  ['稍等，我问一下仓库的同事', 'later'],
  [`It is so. ${'Very long. '.repeat(100)}`, 'long'],
];

describe('what a person wrote to one customer', () => {
  for (const [written, text] of shared) it(`may stand for all: ${written.slice(0, 40)}`, () => expect(shareable(written, about)).toEqual({ ok: true, text }));
  for (const [written, why] of refused)
    it(`is for nobody else (${why}): ${written.slice(0, 40)}`, () => expect(shareable(written, about)).toEqual({ ok: false, why }));
});
