import { describe, expect, it } from 'vitest';
import { phrase } from './phrases.ts';

describe('phrases', () => {
  it('fill in what customers wrote as it is', () => {
    expect(phrase('corrected', 'en', { value: '{value} $& {{ x }}' })).toBe('All right, changed to: {value} $& {{ x }}');
    expect(phrase('corrected', 'zh-CN', { value: '5' })).toBe('好的，已改为：5');
  });
});
