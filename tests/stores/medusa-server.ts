/** Admin API of Medusa v2, as https://docs.medusajs.com/api/admin has it: orders, products, promotions. */
import { type Asked, type Goods, later, type Reply } from './stand-in.ts';

export const medusaToken = 'sk_secret_of_the_shop';
const params = ['fields', 'limit', 'offset', 'order', 'q', 'customer_id', 'updated_at[$gte]', 'status[]', 'code'];
const refuse = (status: number, message: string): Reply => ({ status, json: { type: 'invalid_data', message } });

const order = ({ id, state, updated, address }: Goods['orders'][number]) => ({
  id: `order_${id}`,
  display_id: id,
  status: state === 'cancelled' ? 'canceled' : 'pending',
  payment_status: 'captured',
  fulfillment_status: state === 'shipped' ? 'shipped' : 'not_fulfilled',
  email: 'anna@example.com',
  currency_code: 'eur',
  total: 58.2,
  created_at: '2026-11-29T09:00:00.000Z',
  updated_at: updated,
  customer_id: 'cus_7',
  shipping_address: { first_name: 'Anna', last_name: 'Vogel', phone: '+4915112345678', address_1: address, country_code: 'de' },
  items: [{ variant_sku: 'TEA-S', title: 'S', product_title: 'Green tea', quantity: 2, unit_price: 29.1 }],
  fulfillments: [],
});
const product = (id: string) => ({
  id,
  title: 'Green tea',
  description: 'Fresh',
  status: 'published',
  updated_at: '2026-11-01T00:00:00.000Z',
  variants: [{ id: `variant_${id}`, sku: 'TEA-S', manage_inventory: true, inventory_quantity: 3, prices: [{ amount: 29.1, currency_code: 'eur' }] }],
});

export function medusaServer(state: Goods): (asked: Asked) => Reply {
  return ({ method, path, query, headers, body }) => {
    if (headers.authorization !== `Basic ${Buffer.from(`${medusaToken}:`).toString('base64')}`) return refuse(401, 'Unauthorized');
    for (const param of query.keys()) if (!params.includes(param)) return refuse(400, `Unrecognized fields: '${param}'`);
    const list = (field: string, all: unknown[]): Reply => {
      const [limit, offset] = [Number(query.get('limit') ?? 15), Number(query.get('offset') ?? 0)];
      return { json: { [field]: all.slice(offset, offset + limit), count: all.length, offset, limit } };
    };
    const [, resource = '', id, act] = /^\/admin\/([a-z]+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? [];
    if (resource === 'stores') return list('stores', [{ id: 'store_1' }]);
    if (resource === 'orders' && id === undefined) {
      const [since, q] = [query.get('updated_at[$gte]'), query.get('q')];
      return list('orders', state.orders.filter((one) => (!since || one.updated >= since) && (!q || String(one.id) === q)).map(order));
    }
    if (resource === 'orders') {
      const one = state.orders.find((each) => `order_${each.id}` === id);
      if (!one) return refuse(404, 'Order not found');
      if (method === 'POST') {
        if (act === 'cancel') one.state = 'cancelled';
        else one.address = (body as { shipping_address: { address_1: string } }).shipping_address.address_1;
        one.updated = later;
      }
      return { json: { order: order(one) } };
    }
    if (resource === 'products' && id !== undefined) return id === 'prod_5' ? { json: { product: product(id) } } : refuse(404, 'Product not found');
    if (resource === 'products') return list('products', query.get('updated_at[$gte]') ? [] : [product('prod_5'), product('prod_6')]);
    if (resource === 'promotions' && method === 'POST') {
      state.coupons.push((body as { code: string }).code);
      return { json: { promotion: {} } };
    }
    if (resource === 'promotions')
      return list(
        'promotions',
        state.coupons.filter((code) => code === query.get('code')),
      );
    return refuse(404, 'Not found');
  };
}
