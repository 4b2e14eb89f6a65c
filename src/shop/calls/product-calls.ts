import type { Call } from '../../call.ts';
import { limitOf as budgetLimit } from '../budget.ts';
import { categoriesOf } from '../categories.ts';
import { ordersOf } from '../lookup.ts';
import { refuse } from '../outcome-texts.ts';
import { popular, productView, recommend } from '../products.ts';
import { search, type Wish, wishOf } from '../search.ts';
import { restocks } from '../shop.ts';
import { limitOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

/** Words that say who it is for and are no wearer: they must not filter anything. */
const anybody = new Set(['me', 'gift', 'self', 'any', '自己', '送人', '不限']);

export function productCalls({ store, shop }: ShopTools): Call[] {
  return [
    defineCall(
      'product.search',
      'reads',
      ['words?', 'category?', 'up_to?', 'from?', 'for?', 'colour?', 'size?', 'limit?'],
      ['nothing'],
      [
        '按顾客的话找商品，例如“300块以内的外套”；也可分别给品类、价格、颜色等',
        'Finds products for what was said, e.g. "red dress under 50", or by category, price, colour ...',
      ],
      async (args, { lang, now }) => {
        const said = wishOf(textOf(args.words) ?? '', shop.currency);
        const category = textOf(args.category);
        const wearer = textOf(args.for);
        const colour = textOf(args.colour);
        const named = category ? categoriesOf(category) : [];
        const worn = wearer && !anybody.has(wearer.toLowerCase()) ? wishOf(wearer, shop.currency).wearer : undefined;
        const wish: Wish = {
          ...said,
          category: named.length > 0 ? named : category ? [category] : said.category,
          from: budgetLimit(args.from, shop.currency) ?? said.from,
          to: budgetLimit(args.up_to, shop.currency) ?? said.to,
          wearer: worn ?? said.wearer,
          colour: (colour ? wishOf(colour, shop.currency).colour : undefined) ?? said.colour,
          size: textOf(args.size)?.toUpperCase() ?? said.size,
        };
        const found = await search(await shop.products(now), wish, limitOf(args.limit, 5));
        return found.length > 0 ? { ok: true, value: found.map((product) => productView(product, lang)) } : refuse('nothing', 'nothing', lang);
      },
    ),
    defineCall('product.get', 'reads', ['product'], ['not_found'], ['按编号取一件商品', 'One product by its id'], async (args, { lang, now }) => {
      const id = textOf(args.product, 'id');
      const product = (await shop.products(now)).find((row) => row._id === id);
      return product ? { ok: true, value: productView(product, lang) } : refuse('not_found', 'not_found', lang);
    }),
    defineCall('product.popular', 'reads', ['category?', 'limit?'], ['nothing'], ['卖得最好的商品', 'What sells best'], async (args, { lang, now }) => {
      const category = textOf(args.category);
      const found = popular(await shop.products(now), category ? categoriesOf(category) : undefined, limitOf(args.limit, 5));
      return found.length > 0 ? { ok: true, value: found.map((product) => productView(product, lang)) } : refuse('nothing', 'nothing', lang);
    }),
    defineCall(
      'product.recommend',
      'reads',
      ['limit?'],
      ['nothing'],
      ['按顾客买过的推荐搭配', 'What goes with what the customer bought'],
      async (args, context) => {
        const bought = await ordersOf(store, shop, askerOf(context), 20);
        const found = recommend(await shop.products(context.now), bought, limitOf(args.limit, 5));
        return found.length > 0 ? { ok: true, value: found.map((product) => productView(product, context.lang)) } : refuse('nothing', 'nothing', context.lang);
      },
    ),
    defineCall(
      'restock.notify',
      'does',
      ['product', 'sku?'],
      ['not_found', 'in_stock'],
      ['登记到货提醒', 'Tells the customer once the product is back'],
      async (args, { conversation, contact, lang, now }) => {
        const id = textOf(args.product, 'id');
        const product = (await shop.products(now)).find((row) => row._id === id);
        if (!product) return refuse('not_found', 'not_found', lang);
        const sku = textOf(args.sku);
        const wanted = sku ? product.variants.filter((variant) => variant.sku === sku) : product.variants;
        if (wanted.some((variant) => variant.stock > 0)) return refuse('in_stock', 'in_stock', lang);
        const row = { _id: `${product._id} ${contact.id}`, product: product._id, sku, contact: contact.id, conversation, at: now };
        await store.collection(restocks).insert(row);
        return { ok: true, value: productView(product, lang) };
      },
    ),
  ];
}
