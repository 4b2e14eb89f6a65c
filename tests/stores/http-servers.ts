/** The stores of docs/stores.md: an own shop with a plain REST API, and those in the form of Youzan's and of Weimob's API. */
import { type Asked, effect, type Goods, type Ordered, type Reply, skuOf } from './stand-in.ts';

export const httpToken = 'token_secret_of_the_shop';

/** `forgets`: a store that knows no keys, so that each request has its effect. */
export function restServer(state: Goods, forgets = false): (asked: Asked) => Reply {
  const row = ({ id, state: word, updated, address, payment, refundTo, home, ...rest }: Ordered) => ({
    id: `o-${id}`,
    paid_by: payment ?? 'card',
    refund_to: refundTo ?? null,
    number: String(id),
    state: word === 'shipped' ? 'sent' : word,
    created_at: '2026-11-29T09:00:00Z',
    updated_at: updated,
    currency: 'EUR',
    total_cents: 5820,
    customer: { name: 'Anna Vogel', email: 'anna@example.com', phone: '+4915112345678', home: home ?? null },
    shipping: { street: address, city: 'Berlin' },
    lines: [{ sku: skuOf({ id, state: word, updated, address, ...rest }), name: 'Green tea', qty: 2, price_cents: 2910 }],
    parcels: [],
  });
  const product = (id: number) => ({
    id: `p-${id}`,
    name: 'Green tea',
    sku: `TEA-${id}`,
    price_cents: 2910,
    currency: 'EUR',
    stock: 3,
    updated_at: '2026-11-01T00:00:00Z',
  });
  return ({ method, path, query, headers, body }) => {
    if (headers.authorization !== `Bearer ${httpToken}`) return { status: 401, json: { message: 'no' } };
    const size = Number(query.get('size') ?? 10);
    if (size > 50) return { status: 400, json: { message: 'size is at most 50' } };
    const page = (all: unknown[]): Reply => ({ json: { data: all.slice((Number(query.get('page')) - 1) * size, Number(query.get('page')) * size) } });
    const [, resource, id, act] = /^\/api\/(\w+)(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(path) ?? [];
    const one = state.orders.find((each) => `o-${each.id}` === id || String(each.id) === id);
    if (resource === 'products') return id ? { json: product(Number(id.slice(2))) } : page(query.get('since') ? [] : [product(5), product(6)]);
    if (resource === 'coupons') {
      const { code } = body as { code: string };
      if (!state.coupons.includes(code)) state.coupons.push(code);
      return { status: 201, json: {} };
    }
    if (id === undefined) return page(state.orders.filter((each) => !query.get('since') || each.updated >= (query.get('since') ?? '')).map(row));
    if (!one) return { status: 404, json: { message: 'no such order' } };
    if (method !== 'GET') {
      if (!headers['idempotency-key']) return { status: 400, json: { message: 'Idempotency-Key is needed' } };
      if (act === 'cancel' && one.state === 'shipped') return { status: 422, json: { message: 'it is sent' } };
      const key = String(headers['idempotency-key']);
      const asked = (body ?? {}) as Record<string, string>;
      const sets: Record<string, Partial<Ordered>> = {
        cancel: { state: 'cancelled' },
        items: { sku: asked.to ?? '' },
        payment: { payment: asked.method ?? '' },
        refund: { refundTo: asked.account ?? '' },
        home: { home: asked.street ?? '' },
        returns: { returns: [...(one.returns ?? []), asked.note ?? ''] },
      };
      // The same key has its effect once.
      if (forgets || !one.effects?.includes(key)) effect(one, key, sets[act ?? ''] ?? { address: asked.street ?? '' });
    }
    return { json: row(one) };
  };
}

export function youzanServer(state: Goods): (asked: Asked) => Reply {
  const words = { paid: 'WAIT_SELLER_SEND_GOODS', cancelled: 'TRADE_CLOSED', shipped: 'WAIT_BUYER_CONFIRM_GOODS' } as const;
  const local = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const row = ({ id, state: word, updated, address }: Goods['orders'][number]) => ({
    full_order_info: {
      order_info: { tid: `E${id}`, status: words[word], created: '2026-11-29 17:00:00', update_time: local(updated), pay_type_str: 'WEIXIN_DAIXIAO' },
      pay_info: { payment: '58.20', total_fee: '58.20' },
      buyer_info: { buyer_phone: '13800138000', yz_open_id: 'open7' },
      address_info: {
        receiver_name: '王芳',
        receiver_tel: '13800138000',
        delivery_province: '浙江省',
        delivery_city: '杭州市',
        delivery_district: '西湖区',
        delivery_address: address,
      },
      orders: [{ oid: '1', outer_sku_id: 'TEA-S', title: '绿茶', num: 2, price: '29.10' }],
    },
  });
  return ({ path, query, body }) => {
    const fail = (code: number, message: string): Reply => ({ json: { code, success: false, message, data: null } });
    if (query.get('access_token') !== httpToken) return fail(4203, 'access_token 无效');
    const asked = { ...Object.fromEntries(query), ...(typeof body === 'object' ? body : {}) } as Record<string, string | number | undefined>;
    const size = Number(asked.page_size ?? 20);
    if (size > 100) return fail(106000001, '每页最多 100 条');
    const page = <T>(all: T[]): T[] => all.slice((Number(asked.page_no) - 1) * size, Number(asked.page_no) * size);
    if (path === '/api/youzan.trades.sold.get/4.0.4') {
      const since = String(asked.start_update ?? '');
      return {
        json: {
          code: 200,
          success: true,
          data: { full_order_info_list: page(state.orders.filter(({ updated }) => !since || local(updated) >= since).map(row)) },
        },
      };
    }
    if (path === '/api/youzan.trade.get/4.0.2') {
      const one = state.orders.find(({ id }) => `E${id}` === asked.tid);
      return one ? { json: { code: 200, success: true, data: row(one) } } : { json: { code: 200, success: true, data: null } };
    }
    if (path === '/api/youzan.items.onsale.get/3.0.0')
      return {
        json: {
          code: 200,
          success: true,
          data: { items: page([5, 6].map((id) => ({ item_id: id, title: '绿茶', price: 2910, quantity: 3, detail_url: 'https://shop.youzan.com/i' }))) },
        },
      };
    return fail(4000, 'no such method');
  };
}

/**
 * In the form of Weimob's open API 1_0: ec/order/queryOrderList, ec/order/queryOrderDetail and ec/goods/queryGoodsList (yun.weimob.com, detailApi.html; the
 * goods are id 347), as far as public clients of it show. Its numbers of orders are whole numbers beyond 2^53.
 */
export function weimobServer(state: Goods): (asked: Asked) => Reply {
  const words = { paid: 1, cancelled: 4, shipped: 2 } as const;
  const numberOf = (id: number): string => `900719925474${id}`;
  const receiver = (address: string) => ({
    ...{ receiverName: '王芳', receiverMobile: '13800138000', receiverProvince: '浙江省', receiverCity: '杭州市', receiverCounty: '西湖区' },
    receiverAddress: address,
  });
  const row = ({ id, state: word, updated }: Goods['orders'][number]) => ({
    orderNo: `#${numberOf(id)}`,
    orderStatus: words[word],
    createTime: Date.parse('2026-11-29T09:00:00Z'),
    updateTime: Date.parse(updated),
    paymentAmount: 58.2,
    itemList: [{ goodsId: 5, skuId: 51, skuCode: 'TEA-S', goodsTitle: '绿茶', skuNum: 2, price: 29.1, imageUrl: 'https://image.weimob.com/tea.jpg' }],
  });
  const good = (id: number) => ({
    goodsId: id,
    title: '绿茶',
    minPrice: 29.1,
    maxPrice: 39.1,
    avaliableStockNum: 3,
    defaultImageUrl: 'https://image.weimob.com/tea.jpg',
  });
  /** Numbers of orders go out as numbers, which no number of ours can hold. */
  const say = (errcode: string, errmsg: string, data: unknown): Reply => ({
    json: { code: { errcode, errmsg }, data },
    written: (json) => json.replace(/"#(\d+)"/g, '$1'),
  });
  const done = (data: unknown): Reply => say('0', '处理成功', data);
  return ({ method, path, query, body }) => {
    if (query.get('accesstoken') !== httpToken) return say('80001001000119', 'accesstoken 无效', null);
    if (method !== 'POST') return { status: 405, json: { message: 'POST' } };
    const asked = (body ?? {}) as { pageNum?: unknown; pageSize?: unknown; orderNo?: unknown; queryParameter?: { updateStartTime?: unknown } };
    const { pageNum, pageSize } = asked;
    const page = (all: unknown[]): Reply => {
      if (typeof pageNum !== 'number' || typeof pageSize !== 'number' || pageNum < 1 || pageSize > 100) return say('80001001000101', 'pageNum, pageSize', null);
      return done({ pageList: all.slice((pageNum - 1) * pageSize, pageNum * pageSize), pageNum, pageSize, totalCount: all.length });
    };
    switch (path) {
      case '/api/1_0/ec/order/queryOrderList': {
        const since = asked.queryParameter?.updateStartTime ?? 0;
        if (typeof since !== 'number') return say('80001001000101', 'updateStartTime', null);
        return page(state.orders.filter(({ updated }) => Date.parse(updated) >= since).map((one) => ({ ...row(one), ...receiver(one.address) })));
      }
      case '/api/1_0/ec/order/queryOrderDetail': {
        const one = state.orders.find(({ id }) => numberOf(id) === String(asked.orderNo));
        return done(one ? { ...row(one), deliveryDetail: { logisticsDeliveryDetail: { ...receiver(one.address), logisticsOrderList: [] } } } : null);
      }
      case '/api/1_0/ec/goods/queryGoodsList':
        return page([good(5), good(6)]);
      default:
        return { status: 404, json: { message: 'no such method' } };
    }
  };
}
