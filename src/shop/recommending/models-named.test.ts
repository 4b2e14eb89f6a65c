import { expect, test } from 'vitest';
import type { ProductRow } from '../shop.ts';
import { isForOthers, modelsNamed } from './models-named.ts';

const product = (title: string): ProductRow => ({
  ...{ _id: title, v: 1, title: { any: title }, text: {}, category: 'x', currency: 'CNY', price: 1, image: '', url: '', tags: [], variants: [], sold: 0 },
});

test.each<[title: string, models: string[]]>([
  ['苹果 iPhone 15 透明手机壳', ['15']],
  ['iPhone15 Pro Max 钢化膜 2片', ['15 pro max']],
  ['Tempered glass screen protector for iPhone 16 Pro, 2 pcs', ['16 pro']],
  ['华为 Mate 60 防窥膜', ['60']],
  ['小米14 镜头膜', ['14']],
  ['Galaxy S24 Ultra case', ['24 ultra']],
  ['20000毫安充电宝', []],
  ['30W 快充充电头', []],
  ['USB-C cable 2 m', []],
  ['白瓷品茗杯 6只', []],
  ['Tasting cups, set of 6', []],
  ['西湖龙井 50g', []],
  ['Cotton tee, size 38', []],
  ['128G 内存卡', []],
])('%s', (title, models) => expect([...modelsNamed(product(title))]).toEqual(models));

test.each<[title: string, having: string[], expected: boolean]>([
  ['小米 14 透明手机壳', ['苹果 iPhone 15 透明手机壳'], true],
  ['苹果 iPhone 15 Pro Max 钢化膜', ['苹果 iPhone 15 透明手机壳'], true],
  ['苹果 iPhone 15 钢化膜', ['苹果 iPhone 15 透明手机壳'], false],
  ['苹果 iPhone 15 钢化膜', ['华为 Mate 60 壳', '苹果 iPhone 15 壳'], false],
  ['磁吸无线充电器', ['苹果 iPhone 15 壳'], false],
  ['苹果 iPhone 15 钢化膜', ['蓝牙耳机'], false],
])('%s for who has %o is for others: %s', (title, having, expected) => expect(isForOthers(product(title), having.map(product))).toBe(expected));
