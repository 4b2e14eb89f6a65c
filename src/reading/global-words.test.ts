import { describe, expect, it } from 'vitest';
import { globalWish } from './global-words.ts';

describe('global words', () => {
  it.each([
    ['取消', 'cancel'],
    ['Cancel, please', 'cancel'],
    ['转人工吧', 'person'],
    ['重新开始', 'restart'],
    ['请等一下', 'moment'],
    ['what?', 'repeat'],
  ])('%s', (text, wish) => {
    expect(globalWish(text)).toBe(wish);
  });

  it.each(['cancel my order', '我要退货', 'stop sending it to my old address', '人工智能'])('none: %s', (text) => {
    expect(globalWish(text)).toBeUndefined();
  });
});
