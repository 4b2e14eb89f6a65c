import { describe, expect, it } from 'vitest';
import { buttonToken, readToken } from '../engine/model/tokens.ts';
import { phrase } from '../text/phrases.ts';
import { globalWish } from './global-words.ts';
import { key, placeOf, words } from './wording.ts';

describe('words', () => {
  it('are whole in spaced scripts and characters in Chinese, Japanese and Thai', () => {
    expect(words('Shipping to 上海 costs？')).toEqual(['shipping', 'to', '上', '海', 'costs']);
    expect(placeOf(words('hi'), words('shipping'))).toBe(-1);
    expect(placeOf(words('订单'), words('我的订单在哪'))).toBe(2);
    expect(words('ราคา')).toHaveLength(4);
    expect(words('Straße café')).toEqual(['straße', 'café']);
  });

  it('do not see width, case or punctuation', () => {
    expect(key('ＯＲＤＥＲ！')).toBe(key('order'));
    expect(key('👍')).not.toBe('');
  });
});

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

describe('button tokens', () => {
  it('come back as they were made, within 32 bytes', () => {
    const token = buttonToken('zz', 1_234_567, '3');
    expect(token.length).toBeLessThanOrEqual(32);
    expect(readToken(token)).toEqual({ run: 'zz', turn: 1_234_567, option: '3' });
    expect(readToken('menu:orders')).toBeNull();
  });
});

describe('phrases', () => {
  it('fill in what customers wrote as it is', () => {
    expect(phrase('corrected', 'en', { value: '{value} $& {{ x }}' })).toBe('All right, changed to: {value} $& {{ x }}');
    expect(phrase('corrected', 'zh-CN', { value: '5' })).toBe('好的，已改为：5');
  });
});
