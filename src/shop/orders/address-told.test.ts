import { expect, test } from 'vitest';
import { addressAfter, withCustomersAddress } from './address-told.ts';

const row = (address: string, addressWas?: string) => ({ address, ...(addressWas === undefined ? {} : { addressWas }) });

test.each([
  ['the first change', row('A 1'), 'B 2', row('B 2', 'A 1')],
  ['a second change', row('B 2', 'A 1'), 'C 3', row('C 3', 'A 1')],
  ['a house and a flat that only a sign keeps apart', row('幸福小区3-1-202'), '幸福小区31-202', row('幸福小区31-202', '幸福小区3-1-202')],
  ['a flat and a street number', row('Flat 1, 23 Main St'), 'Flat 12, 3 Main St', row('Flat 12, 3 Main St', 'Flat 1, 23 Main St')],
  ['the same with other blanks', row('路 8 号'), '路8号', row('路8号')],
  ['back to the first', row('B 2', 'A 1'), 'a-1', row('a-1')],
  ['none was known', row(''), 'B 2', row('B 2', '')],
])('%s by the customer', (_, before, wanted, after) => {
  expect(withCustomersAddress(before, wanted)).toEqual(after);
});

test.each([
  ['nothing was changed here', row('A 1'), 'C 3', { ...row('C 3'), fate: 'told' }],
  ['nothing was changed here, and none is told', row('A 1'), '', { ...row(''), fate: 'told' }],
  ['the one before', row('B 2', 'A 1'), 'a 1', { ...row('B 2', 'A 1'), fate: 'kept' }],
  ['none', row('B 2', 'A 1'), '', { ...row('B 2', 'A 1'), fate: 'kept' }],
  ['the customer’s', row('B 2', 'A 1'), 'B, 2', { ...row('B 2'), fate: 'same' }],
  ['a third', row('B 2', 'A 1'), 'C 3', { ...row('C 3'), fate: 'replaced' }],
  ['one where none was known', row('B 2', ''), 'C 3', { ...row('C 3'), fate: 'replaced' }],
  [
    'Chinese, the one before',
    row('深圳市 A 路 2 号', '深圳市南山区科技园路 8 号'),
    '深圳市南山区科技园路8号',
    { ...row('深圳市 A 路 2 号', '深圳市南山区科技园路 8 号'), fate: 'kept' },
  ],
])('the shop tells: %s', (_, before, told, after) => {
  expect(addressAfter(before, told)).toEqual(after);
});
