import { describe, expect, it } from 'vitest';
import { optsOut } from './opting-out.ts';
import { personalWish } from './refusing-personal.ts';

describe('refuses personal recommendations', () => {
  it.each([
    ...['关闭个性化推荐', '不要个性化推荐', '我不想要个性化推荐', '別根據我買過的東西推薦', '不要根据我的购买记录给我推荐', '请停止个性化推荐', '关掉个性推荐'],
    ...['取消个性化推荐', '拒绝个性化推荐', '怎么关闭个性化推荐？', '不要用我的订单推荐东西', '别看我的订单推荐', '不要分析我的购买记录', '退出个性化推荐'],
    ...['不要给我做个性化推荐', '个性化推荐关了', '把个性化推荐关掉', '我拒绝自动化推荐', '别拿我的购物记录推荐', '不许用我的数据推荐', '关闭定向推荐'],
    ...['关闭猜你喜欢', '你好，请帮我关闭个性化推荐，谢谢', '个性化推送给我关了吧', '關閉個性化推薦', '不要给我个性化推荐了', '别给我做用户画像'],
    ...['在哪里关闭个性化推荐', '我不同意个性化推荐', '麻烦把智能推荐关一下'],
    ...['turn off personalised recommendations', 'stop personalized recommendations', 'no personal recommendations', 'no more personalised suggestions please'],
    ...['opt out of personalised recommendations', "don't use my orders for recommendations", "Don't recommend based on my purchases"],
    ...['stop recommending things based on what I bought', 'disable personalization', "I don't want personalised suggestions", 'stop profiling me'],
    ...['do not use my purchase history to recommend', 'please turn off recommendations based on my history', 'how do I turn off personal recommendations?'],
    ...[
      "don't suggest stuff based on my orders",
      'Hi, please turn personal recommendations off. Thanks!',
      'I do not want recommendations based on my purchases',
    ],
    ...['can you stop showing me personalised recommendations', 'opt me out of profiling', 'Please do not use my data for personalised recommendations'],
  ])('%s', (text) => expect(personalWish(text)).toBe('off'));
});

describe('wants them again', () => {
  it.each([
    ...['开启个性化推荐', '打开个性化推荐', '恢复个性化推荐', '重新开启个性化推荐吧', '把个性化推荐打开'],
    ...[
      'turn on personalised recommendations',
      'turn personal recommendations back on',
      'please enable personalized recommendations',
      'switch on personalisation again',
    ],
  ])('%s', (text) => expect(personalWish(text)).toBe('on'));
});

describe('says nothing of them', () => {
  it.each([
    ...[
      '有什么推荐',
      '推荐几款',
      '不要推荐了',
      '可以个性化定制吗',
      '不要个性化定制',
      '个性化刻字多少钱',
      '不要这个，推荐别的',
      '我买过的东西还有吗',
      '关闭订单',
      '取消订单',
    ],
    ...['智能手表推荐', '根据我的肤质推荐', '按我的身高体重推荐尺码', '退订', '别再发广告了', '有个性一点的推荐吗', '不要用顺丰', '用我的订单号查'],
    ...['what do you recommend?', 'recommend something', 'do you sell personalised mugs?', "I don't want personalised packaging", 'stop', 'unsubscribe'],
    ...['stop sending me ads', 'recommend something based on my skin type', "don't recommend this to anyone", 'any suggestions for my mum?', 'cancel my order'],
    ...['I want a personal recommendation', 'turn off the alarm', 'no offers please', 'can I get personalised engraving', 'do not use my address'],
  ])('%s', (text) => expect(personalWish(text)).toBeUndefined());
});

it('is no opt-out of messages for those who want their messages', () => {
  for (const text of ['关闭个性化推荐', 'turn off personalised recommendations', 'disable personalization']) expect(optsOut(text)).toBe(false);
});
