import { describe, expect, it } from 'vitest';
import { mediaAddress, publicAddress } from './public-address.ts';

const site = 'https://shop.example';

describe('publicAddress', () => {
  it.each([
    ['/pictures/a.png', site, 'https://shop.example/pictures/a.png'],
    ['/pictures/a.png', undefined, undefined],
    ['/pictures/a.png', '', undefined],
    ['//elsewhere.example/a.png', site, undefined],
    ['//elsewhere.example/a.png', undefined, undefined],
    ['https://elsewhere.example/a.png', site, 'https://elsewhere.example/a.png'],
    ['https://elsewhere.example/a.png', undefined, 'https://elsewhere.example/a.png'],
    ['a.png', site, 'a.png'],
    ['', site, ''],
    [undefined, site, undefined],
  ])('%s at %s is %s', (url, publicUrl, expected) => expect(publicAddress(url, publicUrl)).toBe(expected));
});

describe('mediaAddress', () => {
  it.each([
    [{ stored: 'm 1' }, site, 'https://shop.example/media/m%201'],
    [{ stored: 'm1' }, undefined, undefined],
    [{ stored: 'm1', url: 'https://elsewhere.example/b' }, site, 'https://elsewhere.example/b'],
    [{ url: '/pictures/a.png' }, site, 'https://shop.example/pictures/a.png'],
    [{ ref: 'file-7' }, site, undefined],
  ])('%j at %s is %s', (media, publicUrl, expected) => expect(mediaAddress(media, publicUrl)).toBe(expected));
});
