import { z } from 'zod';
import { reasonText } from '../../shop/recommending/reason.ts';
import { askerOfContact, type Recommendations, type Request } from '../../shop/recommending/recommend-for.ts';
import { holds, reckonings } from '../../shop/recommending/rows.ts';
import { products } from '../../shop/shop.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/recommendations.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export type Recommend = (request: Request) => Promise<Recommendations>;

const item = z.object({
  id: z.string().meta(about('Id of the product', '商品编号')),
  title: z.record(z.string(), z.string()),
  price: z.object({ amount: z.number().int().meta(about('Minor units', '最小货币单位')), currency: z.string() }),
  url: z.string(),
  why: z
    .enum(['together', 'also', 'alike', 'popular'])
    .meta(about('Bought together, bought by the same customers, alike, or popular', '一起买、同样的顾客买过、相近、热卖')),
  of: z.string().optional().meta(about('Id of the product that it goes with', '与哪件商品搭配')),
  reason: z.object({ en: z.string(), zh: z.string() }).meta(about('The reason as customers read it', '给顾客看的理由')),
});

/** Routes about recommendations. */
export function recommendationRoutes(store: Store, recommend: Recommend, now: () => number): Route[] {
  return [
    route({
      method: 'get',
      path: '/recommendations',
      summary: {
        en: 'What to recommend to a customer, beside a product, or to everybody where neither is given; nothing that was bought, sent back or sold out',
        zh: '给某位顾客、配某件商品的推荐；都不写就是热卖。买过、退过、卖完的不会出现',
      },
      example: examples.recommendations,
      query: z.object({
        contact: z.string().min(1).max(600).optional().meta(about('Id of the contact', '顾客的编号')),
        product: z.string().min(1).max(600).optional().meta(about('Id of the product', '商品编号')),
        limit: z.coerce.number().int().min(1).max(20).default(10).meta(about('Most of them', '最多几件')),
      }),
      response: z.object({
        items: z.array(item),
        personal: z
          .boolean()
          .meta(about('Made by what the customer bought; false for one who refused that', '按顾客买过的推荐；顾客关闭了个性化推荐时为 false')),
        asOf: z
          .number()
          .optional()
          .meta(
            about('When it was reckoned from orders and goods, epoch ms; none yet where it is missing', '根据订单和商品算出的时间，毫秒时间戳；没有则尚未算过'),
          ),
      }),
      handle: async ({ query: { contact, product, limit } }) => {
        const asker = contact === undefined ? undefined : await askerOfContact(store, contact);
        if (asker === null) return refuse(404, 'not_found', 'There is no such contact / 没有这位顾客', 'contact');
        if (product !== undefined && !(await store.collection(products).get(product)))
          return refuse(404, 'not_found', 'There is no such product / 没有这件商品', 'product');
        const goal = product !== undefined ? 'product' : asker ? 'contact' : 'everybody';
        const wanted = { goal, limit, now: now(), ...(asker && { asker }), ...(product !== undefined && { products: [product] }) } as const;
        const [{ items, personal }, reckoning] = await Promise.all([recommend(wanted), store.collection(reckonings).get(holds)]);
        return ok({
          items: items.map((one) => ({
            id: one.product._id,
            title: one.product.title,
            price: { amount: one.product.price, currency: one.product.currency },
            url: one.product.url,
            why: one.why,
            ...(one.why !== 'popular' && { of: one.of._id }),
            reason: { en: reasonText(one, 'en'), zh: reasonText(one, 'zh') },
          })),
          personal,
          ...(reckoning && { asOf: reckoning.at }),
        });
      },
    }),
  ];
}
