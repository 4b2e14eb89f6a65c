import type { Call } from '../../call.ts';
import { inSlices } from '../../event-loop/slices.ts';
import { refuse } from '../outcome-texts.ts';
import { goesWith } from '../recommending/goes-with.ts';
import { goals, recommendationsView, recommendFor } from '../recommending/recommend-for.ts';
import { readKinds } from '../search/kinds.ts';
import { search } from '../search/search.ts';
import { says, wishOf } from '../search/wish.ts';
import { limitOf, listOf, textOf } from './args.ts';
import { askerOf, defineCall, type ShopTools } from './define.ts';

/** Products that are meant by words that fit several: what goes with one teapot goes with another. */
const mostMeant = 3;
/** Most products of the kind that is wanted. */
const mostOfKind = 200;

export function recommendCalls(tools: ShopTools): Call[] {
  const { shop } = tools;

  /** The products that words name, at most so many; none where it is not certain. */
  async function meant(words: string, most: number, now: number): Promise<string[]> {
    const all = await shop.products(now);
    const wish = wishOf(words, shop.currency, await inSlices(readKinds(all)));
    if (!says(wish)) return [];
    const { products, near } = await search(all, wish, most);
    return near === undefined ? products.map(({ _id }) => _id) : [];
  }

  return [
    defineCall(
      'product.recommend',
      'reads',
      ['for?', 'product?', 'words?', 'besides?', 'limit?'],
      ['nothing'],
      [
        '推荐商品，每件带一句理由（reason）。for：contact 按顾客买过的和购物车，cart 按购物车，product 配某件商品（product 给商品，或 words 给顾客的话，例如“大衣配什么鞋”），everybody 热卖；不写就看给了什么。买过、退过、在购物车里、卖完的不推荐；顾客关闭了个性化推荐时只给热卖',
        'Recommends products, each with its reason. for: contact by what the customer bought and has in the cart, cart, product for what goes with one (product, or words such as "which scarf goes with the coat"), everybody for what sells; by what is given unless said. Nothing that was bought, sent back, lies in the cart or is sold out; who refused personal recommendations is shown what sells',
      ],
      async (args, context) => {
        const { lang, now } = context;
        const named = listOf(args.product, 'id');
        const asked = goesWith(textOf(args.words) ?? '');
        const products = named.length === 0 && asked ? await meant(asked.of, mostMeant, now) : named;
        const only = asked?.wanted ? await meant(asked.wanted, mostOfKind, now) : [];
        const wanted = goals.find((goal) => goal === textOf(args.for));
        const goal = wanted ?? (products.length > 0 ? 'product' : 'contact');
        const limit = limitOf(args.limit, 5);
        const found = await recommendFor(tools, { goal, asker: askerOf(context), products, only, besides: listOf(args.besides, 'id'), limit, now });
        return found.items.length > 0 ? { ok: true, value: recommendationsView(found, lang) } : refuse('nothing', 'nothing', lang);
      },
    ),
  ];
}
