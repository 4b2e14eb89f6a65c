/** What the samples and the broken flows may call, and what their channels can do. */
import type { LoadContext } from '../../src/compiler/flow.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';

function spec(name: string, mode: CallSpec['mode'], params: string[], outcomes: string[] = []): [string, CallSpec] {
  const named = params.map((param) => ({ name: param.replace('?', ''), required: !param.endsWith('?') }));
  return [name, { name, mode, params: named, outcomes, about: { en: name, zh: name } }];
}

export const knownCalls = new Map([
  spec('order.find', 'reads', ['number'], ['not_found', 'proof_needed']),
  spec('order.confirm', 'does', ['order'], ['not_allowed']),
  spec('order.change_address', 'does', ['order', 'address'], ['not_allowed']),
  spec('order.cancel', 'does', ['order'], ['not_allowed']),
  spec('cart.refresh', 'reads', [], ['gone']),
  spec('coupon.issue', 'does', ['percent?', 'valid?', 'cart?', 'campaign?'], ['already']),
  spec('product.search', 'reads', ['category?', 'up_to?', 'for?', 'limit?', 'words?'], ['nothing']),
  spec('product.popular', 'reads', []),
  spec('return.create', 'does', ['order', 'items', 'reason', 'photo?'], ['not_allowed']),
]);

export const knownWorld: LoadContext = {
  langs: ['zh', 'en'],
  calls: knownCalls,
  templates: { names: new Set(['cart_help', 'cart_coupon', 'cod_confirm']) },
  channels: [
    { name: 'telegram', label: 64 },
    { name: 'whatsapp-cloud', label: 20 },
  ],
  pictures: new Map([
    ['pictures/shop.jpg', 40_000],
    ['pictures/logo.svg', 2_000],
    ['pictures/big.jpg', 7_340_000],
  ]),
};
