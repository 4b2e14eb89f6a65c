/** WooCommerce REST API v3, as https://developer.woocommerce.com/docs/apis/rest-api/v3/ has it: orders, products, variations, coupons. */
import { type Asked, effect, type Goods, type Ordered, type Reply, skuOf } from './stand-in.ts';

export const wooKeys = { key: 'ck_key_of_the_shop', secret: 'cs_secret_of_the_shop' };
const basic = `Basic ${Buffer.from(`${wooKeys.key}:${wooKeys.secret}`).toString('base64')}`;
const listParams = ['page', 'per_page', 'orderby', 'order', 'modified_after', 'dates_are_gmt', 'status', 'search', 'customer', 'code', 'sku'];
const words = { paid: 'processing', cancelled: 'cancelled', shipped: 'completed' } as const;
const refuse = (status: number, message: string): Reply => ({ status, json: { code: 'rest_error', message } });

const variations = { 'TEA-S': 51, 'TEA-M': 52 } as Record<string, number>;
const metaKey = '_zhanggui_change';

export const wooOrderJson = ({ id, state, updated, address, payment, effects, ...rest }: Ordered) => ({
  id,
  number: String(id),
  status: words[state],
  currency: 'EUR',
  date_created_gmt: '2026-11-29T09:00:00',
  date_modified_gmt: updated.replace('Z', ''),
  total: '58.20',
  customer_id: 7,
  billing: { first_name: 'Anna', last_name: 'Vogel', email: 'anna@example.com', phone: '+4915112345678', address_1: address },
  shipping: { address_1: address, city: 'Berlin', postcode: '10115', country: 'DE' },
  payment_method: payment ?? 'stripe',
  line_items: [
    {
      id: 900 + id,
      product_id: 5,
      variation_id: variations[skuOf({ id, state, updated, address, ...rest })],
      sku: skuOf({ id, state, updated, address, ...rest }),
      name: 'Green tea',
      quantity: 2,
      price: 29.1,
      image: { src: '' },
    },
  ],
  coupon_lines: [],
  meta_data: (effects ?? []).slice(-1).map((value) => ({ id: 1, key: metaKey, value })),
});
const product = (id: number) => ({
  id,
  name: `Tea ${id}`,
  type: id === 5 ? 'variable' : 'simple',
  status: 'publish',
  sku: `TEA-${id}`,
  price: '29.10',
  manage_stock: true,
  stock_quantity: 4,
  stock_status: 'instock',
  permalink: `https://shop.example/${id}`,
  description: '<p>Fresh &amp; green</p>',
  date_modified_gmt: '2026-11-01T00:00:00',
  images: [],
  categories: [{ name: 'Tea' }],
  tags: [],
});

export function wooServer(state: Goods, many = 0): (asked: Asked) => Reply {
  const all = [5, 6, ...Array.from({ length: many }, (_, at) => 100 + at)];
  return ({ method, path, query, headers, body }) => {
    const ids = all.filter((one) => !state.gone?.includes(one));
    if (headers.authorization !== basic) return refuse(401, 'Sorry, you cannot list resources.');
    const [, resource = '', id, sub] = /^\/wp-json\/wc\/v3\/([a-z]+)(?:\/([\w]+))?(?:\/([a-z]+))?$/.exec(path) ?? [];
    if (method === 'GET') for (const param of query.keys()) if (!listParams.includes(param)) return refuse(400, `Invalid parameter(s): ${param}`);
    const size = Number(query.get('per_page') ?? 10);
    if (size > 100) return refuse(400, 'per_page must be between 1 and 100');
    const page = (rows: unknown[]): Reply => {
      const at = Number(query.get('page') ?? 1);
      return {
        json: rows.slice((at - 1) * size, at * size),
        headers: { 'x-wp-total': String(rows.length), 'x-wp-totalpages': String(Math.ceil(rows.length / size)) },
      };
    };
    if (resource === 'data' && path.endsWith('data/currencies/current')) return { json: { code: 'EUR' } };
    if (resource === 'orders' && id === undefined) {
      const since = query.get('modified_after');
      if (since && query.get('dates_are_gmt') !== 'true') return refuse(400, 'local time');
      const search = query.get('search');
      return page(state.orders.filter((one) => (!since || one.updated >= since) && (!search || String(one.id) === search)).map(wooOrderJson));
    }
    if (resource === 'orders') {
      const order = state.orders.find((one) => String(one.id) === id);
      if (!order) return refuse(404, 'Invalid ID.');
      if (method === 'PUT') {
        if (typeof body !== 'object' || body === null) return refuse(400, 'no body');
        const { status, shipping, payment_method, line_items, meta_data } = body as {
          status?: string;
          shipping?: { address_1: string };
          payment_method?: string;
          line_items?: { id?: number; quantity: number; product_id?: number; variation_id?: number }[];
          meta_data?: { key: string; value: string }[];
        };
        const key = meta_data?.find((one) => one.key === metaKey)?.value;
        if (!key) return refuse(400, 'the change has no key');
        const set: Partial<Ordered> = {
          ...(status === 'cancelled' ? { state: 'cancelled' } : {}),
          ...(shipping ? { address: shipping.address_1 } : {}),
          ...(payment_method ? { payment: payment_method } : {}),
        };
        if (line_items) {
          const [gone, come] = line_items;
          if (gone?.id !== 900 + order.id || gone.quantity !== 0) return refuse(400, 'the old line is not taken out: both would be in the order');
          if (come?.variation_id !== 52 || come.product_id !== 5 || come.quantity !== 2) return refuse(400, 'no such product');
          set.sku = 'TEA-M';
        }
        effect(order, key, set);
      }
      return { json: wooOrderJson(order) };
    }
    if (resource === 'products' && sub === 'variations')
      return page([{ id: 51, sku: 'TEA-S', price: '29.10', stock_quantity: 3, stock_status: 'instock', attributes: [{ name: 'Size', option: 'S' }] }]);
    if (resource === 'products' && id !== undefined) return ids.includes(Number(id)) ? { json: product(Number(id)) } : refuse(404, 'Invalid ID.');
    if (resource === 'products' && query.has('sku'))
      return page(query.get('sku') === 'TEA-M' ? [{ ...product(52), type: 'variation', parent_id: 5, sku: 'TEA-M' }] : []);
    if (resource === 'products') return page(query.get('modified_after') ? [] : ids.map(product));
    if (resource === 'coupons' && method === 'POST') {
      const { code, product_ids } = body as { code: string; product_ids?: number[] };
      if (product_ids) state.good = { ...state.good, [code]: product_ids };
      if (state.coupons.includes(code)) return refuse(400, 'The coupon code already exists');
      state.coupons.push(code);
      return { status: 201, json: { id: 1, code } };
    }
    if (resource === 'coupons') return page(state.coupons.filter((code) => code.toLowerCase() === query.get('code')));
    return refuse(404, 'No route was found matching the URL and request method.');
  };
}
