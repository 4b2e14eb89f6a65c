import type { Call } from '../../call.ts';
import { cartView, currentCart, repriced } from '../orders/carts.ts';
import { refuse } from '../outcome-texts.ts';
import { carts } from '../shop.ts';
import { textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

export function cartCalls({ store, shop }: ShopTools): Call[] {
  return [
    defineCall('cart.current', 'reads', [], ['empty', 'ordered'], ['顾客的购物车', 'The customer’s cart as it is'], async (_, { contact, lang, now }) => {
      const cart = await currentCart(store, contact.id);
      if (!cart || cart.items.length === 0) return refuse('empty', 'empty', lang);
      return cart.order === undefined ? { ok: true, value: cartView(cart, now) } : refuse('ordered', 'ordered', lang);
    }),
    defineCall(
      'cart.refresh',
      'reads',
      ['cart?'],
      ['empty', 'ordered', 'sold_out'],
      ['购物车按现在的价格和库存重算', 'The cart with today’s prices, without what has sold out'],
      async (args, { contact, lang, now }) => {
        const id = textOf(args.cart, 'id');
        const named = id === undefined ? null : await store.collection(carts).get(id);
        const cart = named?.contact === contact.id ? named : await currentCart(store, contact.id);
        if (!cart || cart.items.length === 0) return refuse('empty', 'empty', lang);
        if (cart.order !== undefined) return refuse('ordered', 'ordered', lang);
        const today = await repriced(shop, cart, lang, now);
        return today.items.length > 0 ? { ok: true, value: cartView(today, now) } : refuse('sold_out', 'sold_out', lang);
      },
    ),
  ];
}
