import { expect, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { shopName } from './shop-base.ts';

test.each([
  ['the demo shop of tea, with the config as it is shipped', 'demo: tea, name: { zh: 云裳, en: Yun & Co. }', { zh: '山前茶铺', en: 'Hillside Tea' }],
  ['a demo shop and no name', 'demo: phones', { zh: '巧配数码', en: 'Snap & Plug' }],
  ['a demo shop and a name of one’s own', 'demo: tea, name: { en: Leaf }', { en: 'Leaf' }],
  ['no demo shop', 'demo: false, name: { en: Leaf }', { en: 'Leaf' }],
])('the name of the shop: %s', (_, shop, name) => {
  const config = loadConfig(`shop: { ${shop} }\n`, 'config.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  expect(shopName(config.value.shop)).toEqual(name);
});
