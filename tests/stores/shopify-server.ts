/** Shopify Admin GraphQL API 2026-10: a part of its schema kept by hand from https://shopify.dev/docs/api/admin-graphql/latest, and answers to our queries. */
import { type Asked, effect, type Goods, type Ordered, type Reply, skuOf } from './stand-in.ts';

export const shopifyToken = 'shpat_secret_of_the_shop';

/** Fields of each type; the value is the type behind it, empty for scalars. */
const schema: Record<string, Record<string, string>> = {
  query: {
    shop: 'Shop',
    orders: 'OrderConnection',
    order: 'Order',
    products: 'ProductConnection',
    product: 'Product',
    abandonedCheckouts: 'CheckoutConnection',
    productVariants: 'VariantConnection',
  },
  mutation: {
    orderCancel: 'OrderCancelPayload',
    orderUpdate: 'OrderPayload',
    returnRequest: 'ReturnPayload',
    orderEditBegin: 'EditPayload',
    orderEditSetQuantity: 'EditPayload',
    orderEditAddVariant: 'EditPayload',
    orderEditCommit: 'OrderPayload',
    discountCodeBasicCreate: 'CodePayload',
    discountCodeFreeShippingCreate: 'CodePayload',
  },
  Shop: { currencyCode: '' },
  EditPayload: { calculatedOrder: 'CalculatedOrder', userErrors: 'UserError' },
  CalculatedOrder: { id: '', lineItems: 'CalculatedLines' },
  CalculatedLines: { nodes: 'CalculatedLine', pageInfo: 'PageInfo' },
  CalculatedLine: { id: '', sku: '', title: '', quantity: '' },
  PageInfo: { hasNextPage: '', endCursor: '' },
  OrderConnection: { nodes: 'Order', pageInfo: 'PageInfo' },
  ProductConnection: { nodes: 'Product', pageInfo: 'PageInfo' },
  CheckoutConnection: { nodes: 'AbandonedCheckout', pageInfo: 'PageInfo' },
  Money: { shopMoney: 'MoneyV2' },
  MoneyV2: { amount: '', currencyCode: '' },
  Customer: { id: '', displayName: '', defaultEmailAddress: 'Email', defaultPhoneNumber: 'Phone' },
  Email: { emailAddress: '' },
  Phone: { phoneNumber: '' },
  Address: { name: '', phone: '', formatted: '' },
  Image: { url: '' },
  Order: {
    id: '',
    name: '',
    createdAt: '',
    updatedAt: '',
    cancelledAt: '',
    displayFinancialStatus: '',
    displayFulfillmentStatus: '',
    returnStatus: '',
    email: '',
    phone: '',
    currentTotalPriceSet: 'Money',
    paymentGatewayNames: '',
    discountCodes: '',
    customer: 'Customer',
    shippingAddress: 'Address',
    fulfillments: 'Fulfillment',
    lineItems: 'LineConnection',
    returns: 'ReturnConnection',
  },
  LineConnection: { nodes: 'LineItem', pageInfo: 'PageInfo' },
  LineItem: {
    sku: '',
    title: '',
    variantTitle: '',
    currentQuantity: '',
    quantity: '',
    discountedUnitPriceSet: 'Money',
    originalUnitPriceSet: 'Money',
    image: 'Image',
  },
  Fulfillment: { displayStatus: '', trackingInfo: 'Tracking', fulfillmentLineItems: 'FulfilledConnection' },
  FulfilledConnection: { nodes: 'Fulfilled' },
  Fulfilled: { id: '', quantity: '', lineItem: 'LineItem' },
  Tracking: { company: '', number: '', url: '' },
  ReturnConnection: { nodes: 'Return' },
  Return: { id: '', status: '', returnLineItems: 'ReturnLines' },
  ReturnLines: { nodes: 'ReturnLine' },
  ReturnLine: { customerNote: '' },
  Product: {
    id: '',
    title: '',
    description: '',
    productType: '',
    tags: '',
    status: '',
    onlineStoreUrl: '',
    updatedAt: '',
    featuredMedia: 'Media',
    variants: 'VariantConnection',
  },
  Media: { preview: 'Preview' },
  Preview: { image: 'Image' },
  VariantConnection: { nodes: 'Variant', pageInfo: 'PageInfo' },
  Variant: { id: '', sku: '', price: '', inventoryQuantity: '', inventoryPolicy: '', inventoryItem: 'InventoryItem', selectedOptions: 'Option' },
  InventoryItem: { tracked: '' },
  Option: { name: '', value: '' },
  AbandonedCheckout: {
    id: '',
    abandonedCheckoutUrl: '',
    completedAt: '',
    updatedAt: '',
    totalPriceSet: 'Money',
    customer: 'Customer',
    lineItems: 'LineConnection',
  },
  Job: { id: '', done: '' },
  UserError: { field: '', message: '', code: '' },
  OrderCancelPayload: { job: 'Job', orderCancelUserErrors: 'UserError' },
  OrderPayload: { order: 'Order', userErrors: 'UserError' },
  ReturnPayload: { return: 'Return', userErrors: 'UserError' },
  CodePayload: { codeDiscountNode: 'Job', userErrors: 'UserError' },
};
/** Fields of each type with children need them, scalars have none; the first field that is wrong. */
export function wrongField(query: string): string | null {
  const tokens = query.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, ' ').match(/[{}]|\w+/g) ?? [];
  const [kind = 'query', ...rest] = tokens;
  const types: string[] = [];
  let last = kind;
  let pending: string | null = kind;
  for (const token of rest) {
    if (token === '{') {
      if (!pending) return `${last} has no fields`;
      types.push(pending);
      pending = null;
    } else if (pending && types.length > 0) return `${last} needs a selection of fields`;
    else if (token === '}') types.pop();
    else {
      const type = schema[types.at(-1) ?? '']?.[token];
      if (type === undefined) return `Field '${token}' doesn't exist on type '${types.at(-1)}'`;
      last = token;
      pending = type || null;
    }
  }
  return types.length > 0 ? 'unbalanced braces' : null;
}

const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
const customer = {
  id: 'gid://shopify/Customer/7',
  displayName: 'Anna Vogel',
  defaultEmailAddress: { emailAddress: 'anna@example.com' },
  defaultPhoneNumber: null,
};
const order = ({ id, state, updated, address, ...rest }: Ordered) => ({
  id: `gid://shopify/Order/${id}`,
  name: `#${id}`,
  createdAt: '2026-11-29T09:00:00Z',
  updatedAt: updated,
  cancelledAt: state === 'cancelled' ? updated : null,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: state === 'shipped' ? 'FULFILLED' : 'UNFULFILLED',
  returnStatus: 'NO_RETURN',
  email: 'anna@example.com',
  phone: '+4915112345678',
  currentTotalPriceSet: eur('58.2'),
  paymentGatewayNames: ['shopify_payments'],
  discountCodes: [],
  customer,
  shippingAddress: { name: 'Anna Vogel', phone: null, formatted: [address, '10115 Berlin', 'Germany'] },
  fulfillments: [],
  lineItems: {
    nodes: [
      {
        sku: skuOf({ id, state, updated, address, ...rest }),
        title: 'Green tea',
        variantTitle: 'S',
        currentQuantity: 2,
        discountedUnitPriceSet: eur('29.1'),
        image: null,
      },
    ],
    pageInfo: { hasNextPage: false },
  },
});
const product = (id: number) => ({
  id: `gid://shopify/Product/${id}`,
  title: 'Green tea',
  description: 'Fresh',
  productType: 'Tea',
  tags: ['green'],
  status: 'ACTIVE',
  onlineStoreUrl: null,
  updatedAt: '2026-11-01T00:00:00Z',
  featuredMedia: null,
  variants: {
    nodes: [
      {
        id: 'gid://shopify/ProductVariant/51',
        sku: 'TEA-S',
        price: '29.10',
        inventoryQuantity: 3,
        inventoryPolicy: 'DENY',
        inventoryItem: { tracked: true },
        selectedOptions: [{ name: 'Size', value: 'S' }],
      },
    ],
    pageInfo: { hasNextPage: false },
  },
});

/** `throttled`: so many queries are refused for their cost first. */
export function shopifyServer(state: Goods, throttled = { times: 0 }): (asked: Asked) => Reply {
  const drafts = new Map<string, { order: Ordered; taken?: boolean; added?: boolean }>();
  return ({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== '/admin/api/2026-10/graphql.json') return { status: 404, json: { errors: 'Not Found' } };
    if (headers['x-shopify-access-token'] !== shopifyToken) return { status: 401, json: { errors: '[API] Invalid API key or access token' } };
    const { query, variables } = body as { query: string; variables: Record<string, never> };
    const cost = (currentlyAvailable: number) => ({
      cost: { requestedQueryCost: 400, throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 1000 } },
    });
    const wrong = wrongField(query);
    if (wrong) return { json: { errors: [{ message: wrong, extensions: { code: 'undefinedField' } }] } };
    if (throttled.times > 0) {
      throttled.times -= 1;
      return { json: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: cost(300) } };
    }
    const give = (data: unknown): Reply => ({ json: { data, extensions: cost(1_900) } });
    const vars: {
      id?: string;
      note?: string;
      lineItemId?: string;
      variantId?: string;
      quantity?: number;
      query?: string | null;
      after?: string | null;
      input?: {
        id?: string;
        orderId?: string;
        shippingAddress?: { address1: string };
        returnLineItems?: { fulfillmentLineItemId: string; quantity: number; returnReason: string; customerNote: string }[];
      };
      discount?: { code: string; customerGets?: { items: { all?: true; products?: { productVariantsToAdd: string[] } } } };
    } = variables;
    const size = Number(/first: (\d+), after/.exec(query)?.[1] ?? 0);
    if (size > 250) return { json: { errors: [{ message: 'first is too large' }] } };
    const since = /updated_at:>='([^']+)'/.exec(vars.query ?? '')?.[1];
    const page = (field: string, all: unknown[]): Reply => {
      const at = Number(vars.after ?? 0);
      return give({ [field]: { nodes: all.slice(at, at + size), pageInfo: { hasNextPage: at + size < all.length, endCursor: String(at + size) } } });
    };
    const one = state.orders.find(({ id }) => `gid://shopify/Order/${id}` === (vars.id ?? vars.input?.id ?? vars.input?.orderId));
    if (query.includes('shop {')) return give({ shop: { currencyCode: 'EUR' } });
    if (query.includes('orderCancel(')) {
      if (!one || one.state === 'shipped')
        return give({ orderCancel: { job: null, orderCancelUserErrors: [{ field: ['orderId'], message: 'Cannot cancel', code: 'INVALID' }] } });
      effect(one, vars.note ?? '', { state: 'cancelled' });
      return give({ orderCancel: { job: { id: 'gid://shopify/Job/1', done: false }, orderCancelUserErrors: [] } });
    }
    if (query.includes('orderUpdate(')) {
      if (one && vars.input?.shippingAddress) effect(one, 'address', { address: vars.input.shippingAddress.address1 });
      return give({ orderUpdate: { order: { id: vars.input?.id }, userErrors: [] } });
    }
    if (query.includes('productVariants('))
      return give({ productVariants: { nodes: vars.query === 'sku:"TEA-M"' ? [{ id: 'gid://shopify/ProductVariant/52', sku: 'TEA-M' }] : [] } });
    if (query.includes('orderEditBegin(')) {
      if (one?.state !== 'paid')
        return give({ orderEditBegin: { calculatedOrder: null, userErrors: [{ field: ['id'], message: 'The order cannot be edited' }] } });
      const id = `gid://shopify/CalculatedOrder/${one.id}`;
      drafts.set(id, { order: one });
      const nodes = [{ id: 'gid://shopify/CalculatedLineItem/1', sku: skuOf(one), title: 'Green tea', quantity: 2 }];
      return give({ orderEditBegin: { calculatedOrder: { id, lineItems: { nodes } }, userErrors: [] } });
    }
    const draft = drafts.get(vars.id ?? '');
    if (query.includes('orderEditSetQuantity(')) {
      if (draft && vars.lineItemId === 'gid://shopify/CalculatedLineItem/1') draft.taken = true;
      return give({ orderEditSetQuantity: { calculatedOrder: { id: vars.id }, userErrors: [] } });
    }
    if (query.includes('orderEditAddVariant(')) {
      if (draft && vars.variantId === 'gid://shopify/ProductVariant/52' && vars.quantity === 2) draft.added = true;
      return give({ orderEditAddVariant: { calculatedOrder: { id: vars.id }, userErrors: [] } });
    }
    if (query.includes('orderEditCommit(')) {
      // Half an edit is none.
      if (!draft?.taken || !draft.added) return give({ orderEditCommit: { order: null, userErrors: [{ field: ['id'], message: 'The edit is not whole' }] } });
      drafts.delete(vars.id ?? '');
      effect(draft.order, vars.note ?? '', { sku: 'TEA-M' });
      return give({ orderEditCommit: { order: { id: `gid://shopify/Order/${draft.order.id}` }, userErrors: [] } });
    }
    if (query.includes('returnRequest(')) {
      const lines = vars.input?.returnLineItems ?? [];
      const wrong =
        !one ||
        lines.length === 0 ||
        lines.some((line) => line.fulfillmentLineItemId !== 'gid://shopify/FulfillmentLineItem/1' || line.returnReason !== 'OTHER');
      if (wrong) return give({ returnRequest: { return: null, userErrors: [{ field: ['input'], message: 'Line item is not returnable', code: 'INVALID' }] } });
      one.returns = [...(one.returns ?? []), ...lines.map(({ customerNote }) => customerNote)];
      return give({ returnRequest: { return: { id: 'gid://shopify/Return/1', status: 'REQUESTED' }, userErrors: [] } });
    }
    if (query.includes('fulfillmentLineItems('))
      return give({
        order: one && {
          fulfillments: [
            {
              fulfillmentLineItems: { nodes: [{ id: 'gid://shopify/FulfillmentLineItem/1', quantity: 2, lineItem: { sku: skuOf(one), title: 'Green tea' } }] },
            },
          ],
          returns: { nodes: (one.returns ?? []).map((customerNote) => ({ id: 'gid://shopify/Return/1', returnLineItems: { nodes: [{ customerNote }] } })) },
        },
      });
    if (query.includes('discountCodeBasicCreate(')) {
      const code = vars.discount?.code ?? '';
      const isTaken = state.coupons.includes(code);
      const items = vars.discount?.customerGets?.items;
      if (items?.products) state.good = { ...state.good, [code]: items.products.productVariantsToAdd };
      if (!isTaken) state.coupons.push(code);
      return give({
        discountCodeBasicCreate: { codeDiscountNode: null, userErrors: isTaken ? [{ field: ['code'], message: 'Code must be unique', code: 'TAKEN' }] : [] },
      });
    }
    if (query.includes('abandonedCheckouts(')) return page('abandonedCheckouts', []);
    if (query.includes('orders(')) {
      const name = /name:"(\d+)"/.exec(vars.query ?? '')?.[1];
      return page('orders', state.orders.filter((each) => (!since || each.updated >= since) && (!name || String(each.id) === name)).map(order));
    }
    if (query.includes('order(')) return give({ order: one ? order(one) : null });
    if (query.includes('products(')) return page('products', since ? [] : [product(5), product(6)]);
    return give({ product: vars.id === 'gid://shopify/Product/5' ? product(5) : null });
  };
}
