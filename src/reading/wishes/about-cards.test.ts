import { describe, expect, test } from 'vitest';
import { askedOfCards, type CardsAsk, saysHowElse } from './about-cards.ts';
import { cardsPlaced } from './pointing.ts';

const asked: Record<CardsAsk, string[]> = {
  compare: [
    '哪个好一点',
    '这两个哪个好',
    '哪个更划算',
    '哪款卖得好',
    '第一个和第二个有什么区别',
    '这几款有啥区别啊',
    '帮我选哪个',
    '推荐哪款',
    '不知道怎么选',
    'which is better?',
    'which one would you recommend',
    'which one is best',
    'whats the diffrence between these two',
    'whats the difference between the first and second',
    'can you compare them',
    'what would you buy',
    'which one has less caffeine',
    'which of these for a girl',
    'which is smaller',
    'which one lasts longer',
    'is the second one faster than the first',
    '送人的话要哪款 女生用',
    '女孩子用哪个合适',
    '跑步的话哪一款',
    '哪个续航久',
    '第一个比第二个好吗',
  ],
  like: [
    '100块以内的',
    '200以内的有吗',
    '有没有味道浓一点的',
    '想要清淡些的',
    'anything under 50 dollars',
    'got one below 40?',
    'no not that, something stronger',
    'got anything lighter?',
    "I'd like something sweeter",
    'do you have a bigger one',
    'something more elegant',
    'under $30',
  ],
  else: ['bigger?', 'a smaller one', '再小一点呢', '有短一点的吗', '有没有再大一点的'],
  more: [
    '还有别的吗',
    '还有其他的吗',
    '有没有别的款',
    '换一批看看',
    '就这些吗',
    '再推荐几款',
    '还有吗',
    '没有别的了吗',
    'anything else?',
    'do you have any others',
    'show me more',
    'any other models',
    'more options please',
    'is that all?',
    'more',
  ],
  cheaper: [
    '太贵了 有没有便宜的',
    '太贵了 有便宜点的吗',
    '有便宜点的吗',
    '太贵了',
    '有点贵',
    '有没有实惠一点的',
    '有更便宜的吗',
    '超预算了',
    'anything cheaper',
    'do you have something less expensive',
    'no thanks too expensive 😅',
    'a bit pricey',
    'cheaper ones?',
    'got anything cheaper?',
  ],
  buy: [
    '怎么买',
    '怎么下单',
    '在哪里买',
    '发个链接',
    '我想下单',
    '可以直接下单吗',
    'how do I buy it',
    'where can i order',
    'how to order',
    'send me the link',
    'how do i buy',
    "I'll take it",
  ],
  these: [
    '有货吗',
    '有货吗 今天能发吗',
    '有什么颜色',
    '有哪些尺码',
    '多少钱',
    '有大一号的吗',
    '都有现货吗',
    'are they in stock',
    'what sizes are there',
    'do you have a bigger size',
    'how much are they',
    'what colours do they come in',
  ],
  none: ['都不喜欢', '不太合适', '没有喜欢的', '都不是我要的', 'none of these', "I don't like any of them", 'no', 'not really', 'nah'],
};

/** These are something else. */
const other = [
  '能便宜点吗',
  '便宜点呗',
  '太贵了 便宜点吧',
  '可以优惠吗',
  '最低多少',
  'can you do cheaper',
  'can I get a discount',
  'what is your best price',
  '我的订单到哪了',
  '怎么退货',
  '什么时候发货',
  '这个坏了',
  '都不喜欢,有没有花茶',
  '不是这种 我要落地灯',
  '有没有白色的',
  'got it in blue?',
  'how much to ship to australia',
  'how do I get a refund',
  'how do i return it',
  'how long does delivery take',
  'are they waterproof',
  'does it work with samsung s24',
  'which carrier do you use',
  'thank you',
  '谢谢',
  '人工',
  'where is my order',
  'nah not what i want. something for the office',
];

describe('what is asked of the cards', () => {
  test.each(Object.entries(asked).flatMap(([ask, texts]) => texts.map((text) => [text, ask] as const)))('%s: %s', (text, ask) =>
    expect(askedOfCards(text)?.ask).toBe(ask),
  );
  test.each(other)('%s: something else', (text) => expect(askedOfCards(text)).toBeUndefined());

  test('what else was asked is kept', () => {
    expect(askedOfCards('有货吗 今天能发吗')?.rest).toEqual(['今天能发吗']);
    expect(askedOfCards('太贵了 有没有便宜的')?.rest).toEqual([]);
  });

  test.each([
    ['the difference between the first and the third', 'a c'],
    ['第一个和第二个哪个好', 'a b'],
    ['第二个能充几次手机', 'b'],
    ['how many kg can the first one hold', 'a'],
    ['the fourth one', ''],
    ['which is better', ''],
  ])('%s names by place: %s', (text, ids) => {
    const cards = ['a', 'b', 'c'].map((id) => ({ id, title: id }));
    expect(
      cardsPlaced(text, cards)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(ids);
  });
});

test.each([
  ['。', '啊'],
  [', ', 'q'],
  ["'-", '啊'],
])('a text of 4,000 %j is read at once', (signs, end) => {
  const text = `我${signs.repeat(4_000 / signs.length)}${end}`;
  const took = Array.from({ length: 3 }, () => {
    const begun = performance.now();
    saysHowElse(text);
    return performance.now() - begun;
  });
  expect(Math.min(...took)).toBeLessThan(15);
});
