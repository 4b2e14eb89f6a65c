/** Admin API of Medusa v2, as https://docs.medusajs.com/api/admin has it: orders, products, promotions. */
import { type Asked, effect, type Goods, later, type Reply } from './stand-in.ts';

export const medusaToken = 'sk_secret_of_the_shop';
const params = ['fields', 'limit', 'offset', 'order', 'q', 'customer_id', 'updated_at[$gte]', 'status[]', 'code'];
const refuse = (status: number, message: string): Reply => ({ status, json: { type: 'invalid_data', message } });

/** Fields that are given unasked: query-config.js of @medusajs/medusa 2.21. Others are asked for by `+field` or `*relation`. */
const unasked = {
  orders: ['id', 'display_id', 'status', 'total', 'created_at', 'updated_at'],
  order: ['id', 'display_id', 'status', 'total', 'created_at', 'updated_at', 'items', 'shipping_address'],
};
function picked(row: Record<string, unknown>, given: readonly string[], fields: string | null): Record<string, unknown> {
  const wanted = (fields ?? '').split(',').map((field) => field.replace(/^[+*]/, ''));
  return Object.fromEntries(Object.entries(row).filter(([key]) => given.includes(key) || wanted.includes(key)));
}

const order = ({ id, state, updated, address, ...rest }: Goods['orders'][number]) => ({
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
  items: [{ id: `ordli_${id}`, variant_sku: rest.sku ?? 'TEA-S', title: 'S', product_title: 'Green tea', quantity: 2, unit_price: 29.1 }],
  fulfillments: [],
});
const product = (id: string, fields: string | null) => ({
  id,
  title: 'Green tea',
  description: 'Fresh',
  status: 'published',
  updated_at: '2026-11-01T00:00:00.000Z',
  variants: [
    {
      ...{ id: `variant_${id}`, sku: 'TEA-S', manage_inventory: true, prices: [{ amount: 29.1, currency_code: 'eur' }] },
      ...(fields?.includes('*variants.inventory_items.inventory.location_levels') && {
        inventory_items: [{ required_quantity: 1, inventory: { location_levels: [{ stocked_quantity: 4, reserved_quantity: 1 }] } }],
      }),
    },
  ],
});

export function medusaServer(state: Goods): (asked: Asked) => Reply {
  const edits = new Map<string, { note: string; taken?: true; added?: true }>();
  return ({ method, path, query, headers, body }) => {
    if (headers.authorization !== `Basic ${Buffer.from(`${medusaToken}:`).toString('base64')}`) return refuse(401, 'Unauthorized');
    for (const param of query.keys()) if (!params.includes(param)) return refuse(400, `Unrecognized fields: '${param}'`);
    const list = (field: string, all: unknown[]): Reply => {
      const [limit, offset] = [Number(query.get('limit') ?? 15), Number(query.get('offset') ?? 0)];
      return { json: { [field]: all.slice(offset, offset + limit), count: all.length, offset, limit } };
    };
    const [, resource = '', id, act, what, item] = /^\/admin\/([a-z-]+)(?:\/(\w+))?(?:\/(\w+))?(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? [];
    if (resource === 'stores') return list('stores', [{ id: 'store_1' }]);
    if (resource === 'orders' && id === undefined) {
      const [since, q] = [query.get('updated_at[$gte]'), query.get('q')];
      return list(
        'orders',
        state.orders
          .filter((one) => (!since || one.updated >= since) && (!q || String(one.id) === q))
          .map((one) => picked(order(one), unasked.orders, query.get('fields'))),
      );
    }
    if (resource === 'product-variants')
      return list(
        'variants',
        query.get('q') === 'TEA-M' ? [{ id: 'variant_m', sku: 'TEA-M' }] : query.get('q') === 'TEA-S' ? [{ id: 'variant_s', sku: 'TEA-S' }] : [],
      );
    // Edits go by the order's id: https://docs.medusajs.com/api/admin#order-edits
    if (resource === 'order-edits') {
      const sent = body as { order_id?: string; internal_note?: string; quantity?: number; items?: { variant_id: string; quantity: number }[] } | undefined;
      const ref = id ?? sent?.order_id ?? '';
      const one = state.orders.find((each) => `order_${each.id}` === ref);
      if (!one) return refuse(404, 'Order not found');
      if (id === undefined) {
        if (edits.has(ref)) return refuse(400, 'Order already has an existing active order change');
        edits.set(ref, { note: sent?.internal_note ?? '' });
        return { json: { order_change: { id: 'ordch_1', order_id: ref } } };
      }
      const edit = edits.get(ref);
      if (!edit) return refuse(400, 'An active Order Change is required to proceed');
      if (method === 'DELETE') {
        edits.delete(ref);
        return { json: { id: 'ordch_1', object: 'order-edit', deleted: true } };
      }
      if (act === 'items' && what === 'item') {
        if (item !== `ordli_${one.id}` || sent?.quantity !== 0) return refuse(400, 'Item not found');
        edit.taken = true;
      } else if (act === 'items') {
        if (sent?.items?.[0]?.variant_id !== 'variant_m' || sent.items[0].quantity !== 2) return refuse(400, 'Variant not found');
        edit.added = true;
      } else if (act === 'confirm') {
        if (!edit.taken || !edit.added) return refuse(400, 'The edit is not whole');
        edits.delete(ref);
        effect(one, edit.note, { sku: 'TEA-M' });
      } else return refuse(404, 'Not found');
      return { json: { order_preview: { id: ref } } };
    }
    if (resource === 'orders' && act === 'changes') {
      const edit = edits.get(id ?? '');
      return {
        json: {
          order_changes: edit
            ? [{ id: 'ordch_1', status: 'pending', internal_note: edit.note }]
            : [{ id: 'ordch_0', status: 'confirmed', internal_note: null }],
        },
      };
    }
    if (resource === 'orders') {
      const one = state.orders.find((each) => `order_${each.id}` === id);
      if (!one) return refuse(404, 'Order not found');
      if (method === 'POST') {
        if (act === 'cancel') one.state = 'cancelled';
        else one.address = (body as { shipping_address: { address_1: string } }).shipping_address.address_1;
        one.updated = later;
      }
      return { json: { order: picked(order(one), unasked.order, query.get('fields')) } };
    }
    if (resource === 'products' && id !== undefined)
      return id === 'prod_5' ? { json: { product: product(id, query.get('fields')) } } : refuse(404, 'Product not found');
    if (resource === 'products')
      return list('products', query.get('updated_at[$gte]') ? [] : ['prod_5', 'prod_6'].map((one) => product(one, query.get('fields'))));
    if (resource === 'promotions' && method === 'POST') {
      const { code, application_method } = body as {
        code: string;
        application_method: { target_type: string; allocation?: string; target_rules?: { attribute: string; operator: string; values: string[] }[] };
      };
      const [rule] = application_method.target_rules ?? [];
      if ((application_method.target_type === 'items') !== (rule !== undefined && application_method.allocation !== undefined))
        return refuse(400, 'application_method.allocation should be either across or each');
      if (rule) state.good = { ...state.good, [code]: rule.values };
      state.coupons.push(code);
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
