import type { Call } from '../../call.ts';
import { inSlices } from '../../event-loop/slices.ts';
import type { Json } from '../../json.ts';
import { refuse } from '../outcome-texts.ts';
import { categoriesOf } from '../search/categories.ts';
import { detailAsked } from '../search/detail-asked.ts';
import { find } from '../search/finding.ts';
import { type Kind, type KindTable, readKinds } from '../search/kinds.ts';
import { currencyName, otherMoney } from '../search/other-money.ts';
import { limitOf as budgetLimit } from '../search/price-range.ts';
import { optionAsked, productAnswer } from '../search/product-answer.ts';
import { cheapestFirst, popular, productView } from '../search/products.ts';
import { search } from '../search/search.ts';
import { searchExample } from '../search/search-example.ts';
import { plainName, searchedOf } from '../search/searched-text.ts';
import { asksWhetherSo } from '../search/whether-so.ts';
import { kindsNamed, type Wish, wishOf } from '../search/wish.ts';
import { type ProductRow, restocks } from '../shop.ts';
import { limitOf, listOf, textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

/** Words that say who it is for and are no wearer: they must not filter anything. */
const anybody = new Set(['me', 'gift', 'self', 'any', '自己', '送人', '不限']);

/** Returns the wish of the sentence, completed with the arguments that the flow gives. */
function given(said: Wish, args: Readonly<Record<string, Json>>, currency: string, table: KindTable): Wish {
  const category = textOf(args.category);
  const wearer = textOf(args.for);
  const colour = textOf(args.colour);
  const worn = wearer && !anybody.has(wearer.toLowerCase()) ? wishOf(wearer, currency).wearer : undefined;
  return {
    ...said,
    kinds: category ? departments(category, table) : said.kinds,
    from: budgetLimit(args.from, currency) ?? said.from,
    to: budgetLimit(args.up_to, currency) ?? said.to,
    wearer: worn ?? said.wearer,
    colour: (colour ? wishOf(colour, currency).colour : undefined) ?? said.colour,
    size: textOf(args.size)?.toUpperCase() ?? said.size,
  };
}

/** The kinds that a department stands for; one that nobody knows finds nothing. */
function departments(category: string, table: KindTable): readonly Kind[] {
  const known = [category, ...categoriesOf(category)].flatMap((name) => kindsNamed(name, table));
  return known.length > 0 ? known : [{ words: [category], categories: new Set([category]) }];
}

/** Tells whether the sentence has one of the product's full names in it. */
function called(said: string, product: ProductRow): boolean {
  const { latin, han } = plainName(said);
  return searchedOf(product).names.some((name) => (name.han ? han : latin).includes(name.name));
}

export function productCalls(tools: ShopTools): Call[] {
  const { store, shop } = tools;
  return [
    defineCall(
      'product.search',
      'reads',
      ['words?', 'wish?', 'besides?', 'cheaper_than?', 'category?', 'up_to?', 'from?', 'for?', 'colour?', 'size?', 'limit?'],
      ['nothing', 'other_money', 'no_wish'],
      [
        '按顾客的话找商品，例如“300块以内的外套”；也可分别给品类、价格、颜色等。wish：刚才找的；besides：不再给出的商品；cheaper_than：要比这些便宜。结果的 near 说明哪一点不完全符合，other_money 说明预算是别的货币，asked 说明话里问的那一点商品介绍里有没有写（known、unknown）；other_money：预算的货币没法换算；no_wish：话里没说要什么',
        'Finds products for what was said, e.g. "red dress under 50", or by category, price, colour ... wish: what was looked for before; besides: goods not to show again; cheaper_than: goods to undercut. `near` of a result says what it lacks, `other_money` that the budget was in another currency, `asked` whether their texts answer what was asked of them (known, unknown); other_money: a currency that cannot be converted; no_wish: nothing to look for was said',
      ],
      async (args, { lang, now }) => {
        const all = await shop.products(now);
        const table = await inSlices(readKinds(all));
        const read = (value: Json | undefined) => wishOf(textOf(value) ?? '', shop.currency, table);
        const wish = given(read(args.words), args, shop.currency, table);
        const { other } = wish;
        const isLimited = wish.from !== undefined || wish.to !== undefined;
        if (other && !isLimited) return refuse('other_money', 'other_money', lang, { prices: currencyName(shop.currency, lang) });
        const more = { before: read(args.wish), besides: listOf(args.besides, 'id'), cheaperThan: listOf(args.cheaper_than, 'id') };
        const found = await find(all, wish, more, limitOf(args.limit, 5));
        if (!found) return refuse('no_wish', 'no_wish', lang);
        const { products, near, goingOn } = found;
        // What is said next may go on from this.
        const told = [textOf(args.words), goingOn ? textOf(args.wish) : undefined].filter((one) => one !== undefined);
        const said = textOf(args.words) ?? '';
        const isAsked = asksWhetherSo(said);
        const isTold = isAsked && products.some((product) => detailAsked(product, said) !== 'unknown');
        const shown = {
          wish: told.join(', ').slice(0, 200),
          ...(near && !isAsked && { near }),
          ...(isAsked && { asked: isTold ? 'known' : 'unknown' }),
          ...(other && { other_money: otherMoney(other, shop.currency, lang) }),
        };
        if (products.length > 0) return { ok: true, value: products.map((product) => ({ ...productView(product, lang), ...shown })) };
        return wish.name ? refuse('nothing', 'nothing_called', lang, { name: wish.name }) : refuse('nothing', 'nothing', lang);
      },
    ),
    defineCall(
      'product.ask',
      'reads',
      ['words', 'product?'],
      ['several', 'nothing'],
      [
        '回答对一件商品的提问：价格、库存、尺码、颜色或别的规格。product：问的就是这件；several：说的是几件商品；nothing：没有这样的商品',
        'What is asked of one product: its price, stock, sizes, colours or other options. product: the one that is meant; several: more than one is meant; nothing: there is none like it',
      ],
      async (args, { lang, now }) => {
        const all = await shop.products(now);
        const table = await inSlices(readKinds(all));
        const said = (textOf(args.words) ?? '').slice(0, 500);
        const wish = wishOf(said, shop.currency, table);
        const id = textOf(args.product, 'id');
        if (id !== undefined) {
          const row = all.find((one) => one._id === id);
          return row ? { ok: true, value: productAnswer(row, said, wish, lang) } : refuse('nothing', 'nothing', lang);
        }
        // Size and colour are asked of the product; they must not choose another one.
        const found = await search(all, { ...wish, size: undefined }, 3);
        const [product, second] = found.products;
        if (!product || found.near === 'kind' || found.near === 'words') return refuse('nothing', 'nothing', lang);
        const isCalled = second !== undefined && called(said, product) && !called(said, second);
        if (second && !isCalled) return refuse('several', 'several', lang);
        return { ok: true, value: productAnswer(product, said, wish, lang) };
      },
    ),
    defineCall(
      'product.example',
      'reads',
      [],
      ['nothing'],
      ['店里一个热卖品的找法，作提示用', 'A way to ask for something that sells well here, to show to customers'],
      async (_, { lang, now }) => {
        const [best] = popular(await shop.products(now), undefined, 1);
        return best ? { ok: true, value: searchExample(best, lang) } : refuse('nothing', 'nothing', lang);
      },
    ),
    defineCall('product.get', 'reads', ['product'], ['not_found'], ['按编号取一件商品', 'One product by its id'], async (args, { lang, now }) => {
      const id = textOf(args.product, 'id');
      const product = (await shop.products(now)).find((row) => row._id === id);
      return product ? { ok: true, value: productView(product, lang) } : refuse('not_found', 'not_found', lang);
    }),
    defineCall(
      'product.these',
      'reads',
      ['products', 'order?', 'words?'],
      ['not_found'],
      [
        '按编号取几件商品，顺序不变；order: cheapest 时有货的在前，便宜的在前；words：顾客问的话，话里点名的规格和 product.ask 一样回答',
        'Several products by their ids, in that order; with order: cheapest what can be had comes first, then by price; words: what was asked of them, options that it names are answered as by product.ask',
      ],
      async (args, { lang, now }) => {
        const all = await shop.products(now);
        const found = listOf(args.products, 'id').flatMap((id) => all.find((row) => row._id === id) ?? []);
        const sorted = args.order === 'cheapest' ? cheapestFirst(found) : found;
        const said = (textOf(args.words) ?? '').slice(0, 500);
        const wish = said === '' ? undefined : wishOf(said, shop.currency, await inSlices(readKinds(all)));
        const view = (product: ProductRow) => (wish ? productAnswer(product, said, wish, lang) : productView(product, lang));
        return found.length > 0 ? { ok: true, value: sorted.map(view) } : refuse('not_found', 'not_found', lang);
      },
    ),
    defineCall('product.popular', 'reads', ['category?', 'limit?'], ['nothing'], ['卖得最好的商品', 'What sells best'], async (args, { lang, now }) => {
      const category = textOf(args.category);
      const found = popular(await shop.products(now), category ? categoriesOf(category) : undefined, limitOf(args.limit, 5));
      return found.length > 0 ? { ok: true, value: found.map((product) => productView(product, lang)) } : refuse('nothing', 'nothing', lang);
    }),
    defineCall(
      'restock.notify',
      'does',
      ['product', 'sku?', 'words?'],
      ['not_found', 'in_stock'],
      [
        '登记到货提醒；words：顾客的话，点名了颜色、尺码等就只等那些，交回的 chosen 说明是哪些',
        'Tells the customer once the product is back; words: what was said, of which a colour, size or other option limits it to those, and `chosen` names them',
      ],
      async (args, { conversation, contact, lang, now }) => {
        const id = textOf(args.product, 'id');
        const product = (await shop.products(now)).find((row) => row._id === id);
        if (!product) return refuse('not_found', 'not_found', lang);
        const sku = textOf(args.sku);
        const said = (textOf(args.words) ?? '').slice(0, 500);
        const { chosen, variants } = optionAsked(product, said, wishOf(said, shop.currency, await inSlices(readKinds(await shop.products(now)))), lang);
        const wanted = sku ? product.variants.filter((variant) => variant.sku === sku) : variants.length > 0 ? variants : product.variants;
        if (wanted.some((variant) => variant.stock > 0)) return refuse('in_stock', 'in_stock', lang);
        const some = wanted.length < product.variants.length ? wanted.map((variant) => variant.sku) : undefined;
        const which = some ? ` ${some.join(' ').slice(0, 200)}` : '';
        const row = { _id: `${product._id} ${contact.id}${which}`, product: product._id, contact: contact.id, conversation, at: now };
        await store.collection(restocks).insert({ ...row, ...(some && { skus: some }) });
        return { ok: true, value: { ...productView(product, lang), chosen: variants.length > 0 ? chosen : '' } };
      },
    ),
  ];
}
