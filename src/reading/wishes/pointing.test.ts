import { describe, expect, it } from 'vitest';
import { cardMeant, withTitle } from './pointing.ts';

const scarves = [
  { id: 'grey', title: 'Grey cashmere scarf', text: '$59.00 · warm' },
  { id: 'silk', title: 'Silk scarf', text: '$46.90 · 90 cm' },
  { id: 'red', title: 'Red wool scarf', text: '$39.00' },
];
const phones = [
  { id: 'x1', title: '黑色 X1 手机 128G', text: '¥1,999' },
  { id: 'x2', title: '白色 X1 手机 256G', text: '¥2,299' },
  { id: 'case', title: '透明手机壳', text: '¥29' },
];
const one = [{ id: 'pot', title: '紫砂壶', text: '¥399 · 200 毫升' }];
const which = (said: string, cards: typeof scarves) => {
  const meant = cardMeant(said, cards);
  return meant === undefined ? '' : 'id' in meant ? meant.id : meant.map(({ id }) => id).join(' ');
};

describe('the card that a message means', () => {
  it.each([
    ['the second one', 'silk'],
    ['second one pls', 'silk'],
    ['2nd one please', 'silk'],
    ['the 2nd', 'silk'],
    ['number 3', 'red'],
    ['#1', 'grey'],
    ['I like the last one', 'red'],
    ['how much is the third one?', 'red'],
    ['do you have the grey one', 'grey'],
    ['Grey', 'grey'],
    ['the silk one', 'silk'],
    ["I'll take the red", 'red'],
    ['is the cashmere one warm', 'grey'],
    ['what size is the silk scarf', 'silk'],
    ['show me the red wool one', 'red'],
    ['this one', 'grey silk red'],
    ['it', 'grey silk red'],
    ['2', ''],
    ['not the second one', ''],
    ['not the grey one', ''],
    ['the first one never arrived', ''],
    ['I want to return the grey one', ''],
    ['where is my order', ''],
    ['where is the grey scarf I ordered', ''],
    ['when will the silk one arrive', ''],
    ['the fourth one', ''],
    ['scarf', ''],
    ['blue', ''],
    ['do you ship to Germany', ''],
    ['thanks', ''],
    ['search again', ''],
    ['how long does delivery take', ''],
    ['can I pay with paypal', ''],
  ])('%s', (said, id) => {
    expect(which(said, scarves)).toBe(id);
  });

  it.each([
    ['第二个', 'x2'],
    ['第二款多少钱', 'x2'],
    ['第1个有货吗', 'x1'],
    ['最后一个', 'case'],
    ['我要第三款', 'case'],
    ['黑色的', 'x1'],
    ['黑色那个还有吗', 'x1'],
    ['白色的多少钱', 'x2'],
    ['想要白的', 'x2'],
    ['256G的', 'x2'],
    ['透明的那个', 'case'],
    ['这个', 'x1 x2 case'],
    ['不要黑色的', ''],
    ['第四个', ''],
    ['第二个坏了', ''],
    ['黑色的我上次买的坏了', ''],
    ['我的订单呢', ''],
    ['什么时候发货', ''],
    ['能便宜点吗', ''],
    ['怎么退货', ''],
    ['红色的', ''],
    ['人工', ''],
    ['好的', ''],
    ['谢谢', ''],
  ])('%s', (said, id) => {
    expect(which(said, phones)).toBe(id);
  });

  it.each([
    ['这个多少钱', 'pot'],
    ['它多大', 'pot'],
    ['这款有现货吗', 'pot'],
    ['how much is it', 'pot'],
    ['is this available', 'pot'],
    ['in stock?', 'pot'],
    ['多少钱', 'pot'],
    ['有货吗', 'pot'],
    ['这个能便宜点吗', ''],
    ['这个什么时候发货', ''],
    ['这个怎么退', ''],
    ['where is it', ''],
    ['when will it arrive', ''],
    ['can I return it', ''],
    ['how long will it take', ''],
    ['got it', ''],
  ])('%s, of the only one', (said, id) => {
    expect(which(said, one)).toBe(id);
  });
});

it('a title with signs of a pattern stays as it is', () => {
  expect(withTitle('is the second one refundable?', { id: 'g', title: "Gift card $50 $& $' $1" })).toBe("is Gift card $50 $& $' $1 refundable?");
});
