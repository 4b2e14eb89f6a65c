import { describe, expect, it } from 'vitest';
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
