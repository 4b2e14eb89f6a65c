import { describe, expect, it } from 'vitest';
import { pathFits, plainPath, productAt } from './page-path.ts';

describe('the path of a page', () => {
  it.each([
    ['/', '/'],
    ['/p/coat', '/p/coat'],
    ['/p/coat/', '/p/coat'],
    ['/p/coat?utm_source=x#size', '/p/coat'],
    ['https://shop.example/p/coat', '/p/coat'],
    ['/#/p/coat', '/p/coat'],
    ['/index.html#/p/coat?size=m', '/p/coat'],
    ['/#!/p/coat', '/p/coat'],
    ['/p/%E9%A3%8E%E8%A1%A3', '/p/风衣'],
    ['/p/风衣', '/p/风衣'],
    ['/a//b', '/a/b'],
    ['/100%', '/100%'],
    ['', '/'],
    ['javascript:alert(1)', undefined],
    ['mailto:x@y.example', undefined],
    [`/${'x'.repeat(400)}`, undefined],
    [`/${'x'.repeat(3_000)}`, undefined],
  ])('of %s is %s', (address, path) => {
    expect(plainPath(address)).toBe(path);
  });

  it.each([
    ['/p/*', '/p/coat', true],
    ['/p/*', '/p/coat/reviews', true],
    ['/p/*', '/p', true],
    ['/p/*', '/pages', false],
    ['/p*', '/pages', true],
    ['*', '/anything', true],
    ['/*/sale', '/women/sale', true],
    ['/*/sale', '/women/sale/x', false],
    ['/a*b*c', '/a1b2c', true],
    ['/ab*bc', '/abc', false],
    ['/sale/', '/sale', true],
    ['/sale', '/sale/x', false],
  ])('%s fits %s: %s', (pattern, path, fits) => {
    expect(pathFits(pattern, path)).toBe(fits);
  });

  it('is slow for nobody', () => {
    expect(pathFits(`/${'*a'.repeat(100)}`, `/${'a'.repeat(299)}`)).toBe(true);
    expect(pathFits(`/${'*a'.repeat(100)}b`, `/${'a'.repeat(299)}`)).toBe(false);
  });

  it('finds the product that the page shows', () => {
    const products = [
      { _id: 'none', url: '' },
      { _id: 'coat', url: 'https://shop.example/p/coat?ref=feed' },
      { _id: 'dress', url: '/#/p/dress' },
    ];
    expect(['/p/coat', '/p/dress', '/'].map((path) => productAt(products, path)?._id)).toEqual(['coat', 'dress', undefined]);
  });
});
