/** Rows of the demo shops that sell no clothes: goods of their own, in the same orders, carts and coupons. */
import type { CartRow, CouponRow, OrderRow, ProductRow, Variant } from '../../shop/shop.ts';
import type { GoodsShape } from '../picture/goods-shapes.ts';
import { goodsShapes } from '../picture/goods-shapes.ts';
import type { DemoShopName } from './demo-shops.ts';
import { cartRows, couponRows } from './loose-rows.ts';
import { phonesTable } from './phones-table.ts';
import { type Colour, paints } from './product-table.ts';
import { orderRows, productRows } from './rows.ts';
import { teaTable } from './tea-table.ts';

interface Goods {
  row: ProductRow;
  shape: GoodsShape;
  paint: Colour;
}

const isShape = (text: string): text is GoodsShape => Object.hasOwn(goodsShapes, text);
const isPaint = (text: string): text is Colour => Object.hasOwn(paints, text);

/** Sold out everywhere, so that the restock notice has something to wait for. */
const soldOut = new Set(['rougui', 'headphones']);

function goodsOf(line: string, n: number): Goods {
  const [id = '', zh = '', en = '', aboutZh = '', aboutEn = '', category = '', tags = '', sold = '', shape = '', paint = '', offers = ''] = line
    .split('|')
    .map((part) => part.trim());
  const [, months, list = ''] = /^(?:(\d+): )?(.+)$/.exec(offers) ?? [];
  const variants = list.split('; ').map((offer, at): Variant => {
    const [price, size = 'one'] = offer.split('/');
    const stock = soldOut.has(id) ? 0 : ((n * 7 + at * 11 + 3) % 40) + 1;
    return { sku: `${id}-${size.replaceAll(' ', '')}`.toUpperCase(), options: size === 'one' ? {} : { size }, price: Number(price) * 100, stock };
  });
  const row: ProductRow = {
    _id: id,
    v: 1,
    title: { zh, en },
    text: { zh: aboutZh, en: aboutEn },
    category,
    currency: 'USD',
    price: Math.min(...variants.map(({ price }) => price)),
    image: `/demo/images/${id}.svg`,
    url: `/#/p/${id}`,
    tags: tags.split(' ').map((tag) => tag.replaceAll('_', ' ')),
    variants,
    sold: Number(sold),
    ...(months === undefined ? {} : { warrantyMonths: Number(months) }),
  };
  return { row, shape: isShape(shape) ? shape : 'box', paint: isPaint(paint) ? paint : 'grey' };
}

const goods = (table: string): Goods[] => table.trim().split('\n').map(goodsOf);
const trades: Readonly<Record<Exclude<DemoShopName, 'clothes'>, Goods[]>> = { tea: goods(teaTable), phones: goods(phonesTable) };

/** Shape and paint of a product of these shops; undefined when there is none. */
export function goodsPicture(id: string): { shape: GoodsShape; paint: string } | undefined {
  const found = Object.values(trades)
    .flat()
    .find(({ row }) => row._id === id);
  return found && { shape: found.shape, paint: paints[found.paint] };
}

export interface ShopRows {
  products: ProductRow[];
  orders: OrderRow[];
  carts: CartRow[];
  coupons: CouponRow[];
}

/** Returns all rows of a demo shop. `now` is epoch ms: everything is counted back from it. */
export function shopRows(name: DemoShopName, now: number): ShopRows {
  const clothes = { products: productRows(), orders: orderRows(now), carts: cartRows(now), coupons: couponRows(now) };
  if (name === 'clothes') return clothes;
  const own = trades[name].map(({ row }) => row);
  const offers = own.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const skus = [...new Set(clothes.products.flatMap(({ variants }) => variants.map(({ sku }) => sku)))];
  const first = offers[0];
  if (!first) return clothes;
  /** What stands in the place of a piece of clothing: always the same, and spread over all there is. */
  const instead = (sku: string) => offers[(Math.max(0, skus.indexOf(sku)) * 5) % offers.length] ?? first;
  const items = <T extends { sku: string; quantity: number }>(list: readonly T[]) => list.map((item) => ({ ...item, ...instead(item.sku) }));
  return {
    products: own,
    orders: clothes.orders.map((order) => {
      const lines = items(order.items).map(({ product, variant, quantity }) => ({
        sku: variant.sku,
        title: product.title,
        quantity,
        price: variant.price,
        image: product.image,
      }));
      return {
        ...order,
        items: lines,
        total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
        parcels: order.parcels.map((parcel) => ({ ...parcel, skus: parcel.skus.map((sku) => instead(sku).variant.sku) })),
      };
    }),
    carts: clothes.carts.map((cart) => ({
      ...cart,
      items: items(cart.items).map(({ product, variant, quantity }) => ({
        sku: variant.sku,
        title: product.title.en ?? '',
        quantity,
        price: variant.price,
        image: product.image,
      })),
    })),
    coupons: clothes.coupons.map((coupon) => (coupon.gift ? { ...coupon, gift: first.product._id } : coupon)),
  };
}
