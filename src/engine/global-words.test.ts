import { describe, expect, it } from 'vitest';
import { globalWish } from './global-words.ts';

describe('opting out in one’s own words', () => {
  it.each([
    'stop sending me ads',
    'unsubscribe me please',
    "I'd like to unsubscribe",
    'please unsubscribe me from this list',
    "don't send me any more offers",
    'do not send me any more promotional messages please',
    'stop messaging me',
    'no more ads!',
    "I don't want any more of your newsletters",
    'I do not want to receive promotions',
    '别再给我发广告了',
    '我不想收到推广',
    '不要再给我发促销信息了',
    '请停止推送广告',
    '别发广告',
    '以后不要给我发优惠信息',
  ])('%s', (text) => expect(globalWish(text)).toBe('opt_out'));

  it.each([
    'no more sizes?',
    'do you have any offers',
    'I want a discount',
    "don't send me the red one",
    'stop sending the wrong size',
    'I do not want the offer in red, the blue one please',
    '不要优惠',
    '别发货',
    '有什么优惠活动',
    '别发错了',
    '不想要了',
    '广告里那件裙子还有吗',
  ])('not: %s', (text) => expect(globalWish(text)).not.toBe('opt_out'));
});
