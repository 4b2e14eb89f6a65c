import { describe, expect, it } from 'vitest';
import { troubleIn } from './trouble.ts';

/** Of something that may be from anywhere: what a repair or a new part costs. */
const asksForRepair = [
  'cracked screen, how much to fix',
  'my screen is cracked, how much is a new one',
  'my iphone screen is broken, do you have a replacement',
  'phone is dead, can you fix it',
  'broken zip, what would a repair cost',
  '屏幕碎了修一下多少钱',
  '屏幕碎了换屏多少钱',
  '手机开不了机能修吗',
  '杯子摔坏了 有单独的盖子卖吗',
];
const boughtHere = [
  'the screen arrived cracked, how much will you refund',
  'it arrived broken, can you repair it',
  'the one i ordered is broken, do you have another',
  '收到的屏幕是碎的，换一块多少钱',
  '买的灯坏了，给修一下',
];

it.each(asksForRepair)('%s is no trouble with an order', (text) => expect(troubleIn(text)).toBeUndefined());
it.each(boughtHere)('%s is trouble', (text) => expect(troubleIn(text)).toBe('damaged'));

const told = {
  damaged: [
    '买的耳机左边没声音了才用了一个礼拜 服了',
    '充电宝坏了 怎么退',
    '呵呵 你们的质量真好 充两次电就坏了',
    '包裹收到了但是盒子都压扁了 手机屏幕有划痕',
    '收到的茶几桌面裂了!!!你们怎么发货的',
    '椅子晃 装好了还是晃 怎么办',
    '茶饼发霉了吧这味道不对',
    '茶壶漏水',
    '沙发有味道很刺鼻 能退吗',
    '我的羊绒围巾开线了',
    '裙子穿一次就破了个洞',
    '灯不亮了',
    '手机开不了机',
    '柜门关不上',
    '怎么会坏了呢',
    '收到就是碎的',
    'my gaiwan arrived broken. lid in pieces',
    'my charger is broken',
    'earbuds stopped working after a week',
    'not satisfied. the earbuds keep disconecting. i want my money back',
    'the phone i bought arrived with a cracked screen',
    'oh great, another broken charger. well done',
    'the table wobbles',
    "cable isn't working",
    'the scarf has a hole in it',
    'the tea smells weird',
    'dress arrived damaged :(',
    "it won't turn on",
    'the teapot leaks',
    '少了一包螺丝 装不上',
  ],
  missing: [
    '订单20240318001里面少了一根数据线',
    '盒子里没有充电器',
    '只收到一件',
    '你们发错了吧 我要的是黑色',
    '收到的不是我买的',
    'package arrived but no cable inside',
    'the screws are missing',
    'i only got one of the two chairs',
    'you sent me the wrong colour',
    'it came without the power adapter',
  ],
  late: [
    '在吗 我前天买的那个充电宝怎么还没到啊',
    '什么时候发货啊都三天了',
    '呵呵 说好的三天送到 都十天了 你们可真快',
    '我上周买的白茶什么时候发货',
    '下单一周了还没发货',
    '物流一直没动',
    'great, third week and still no parcel. amazing service',
    'great service guys, 3 weeks and still no bed',
    'still not received my cable',
    'ordered three days ago, not shipped',
    "my order hasn't arrived yet",
    'my sofa was supposed to arrive on monday',
    "where is my lamp?? it's been two weeks already",
    '还没收到货',
  ],
} as const;

const nothing = [
  '会掉色吗',
  '容易坏吗',
  '如果收到货坏了怎么办',
  '有碎花裙吗',
  '破洞牛仔裤有吗',
  '防摔的手机壳有吗',
  '能不能少点',
  '少一点可以吗',
  '没坏 就是不喜欢',
  '会不会漏水',
  '优惠券用不了',
  '断码了吗',
  '有没有裂纹釉的茶杯',
  '手机进水了还能修吗',
  'does it leak',
  'what if it arrives broken',
  'is it scratch resistant',
  'do you have loose leaf tea',
  'i want a ripped jeans',
  'my coupon is not working',
  'is the screen protector shatter proof',
  'how late are you open',
  'does the colour fade',
  'what do i do if something is missing',
  'still looking for a red dress',
  'are you open late',
  'can i get it within 3 days',
  'how long does it take, 3 days or a week',
  '多久能到',
  '三天能到吗',
  '有三个月保修吗',
  'can you deliver it in two weeks',
  '还没想好',
  'is it late to order for christmas',
  '我上周买的手机怎么设置',
];

describe('trouble with what was bought', () => {
  it.each(Object.entries(told).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const)))('%s: %s', (kind, text) => {
    expect(troubleIn(text)).toBe(kind);
  });

  it.each(nothing)('none: %s', (text) => {
    expect(troubleIn(text)).toBeUndefined();
  });

  it('needs time in proportion to the length of a text', () => {
    const before = performance.now();
    for (const text of ['都'.repeat(400), '会'.repeat(400), 'still '.repeat(66), 'i ordered '.repeat(40), '说好'.repeat(200)]) troubleIn(text);
    // An expression that runs away takes minutes.
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
