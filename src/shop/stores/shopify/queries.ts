/**
 * Queries of the Admin GraphQL API, version 2026-10: https://shopify.dev/docs/api/admin-graphql/latest. A page is as large as one query may cost (1,000
 * points): https://shopify.dev/docs/api/usage/limits
 */
export const apiVersion = '2026-10';

const money = 'shopMoney { amount currencyCode }';
const lineItems = `nodes { sku title variantTitle currentQuantity discountedUnitPriceSet { ${money} } image { url } } pageInfo { hasNextPage }`;
const order = `id name createdAt updatedAt cancelledAt displayFinancialStatus displayFulfillmentStatus returnStatus email phone
  currentTotalPriceSet { ${money} } paymentGatewayNames discountCodes
  customer { id displayName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  shippingAddress { name phone formatted(withName: false) }
  fulfillments(first: 10) { displayStatus trackingInfo(first: 5) { company number url } }`;

export const shopQuery = 'query { shop { currencyCode } }';
export const ordersQuery = `query ($after: String, $query: String) {
  orders(first: 10, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${order} lineItems(first: 30) { ${lineItems} } } pageInfo { hasNextPage endCursor } }
}`;
export const orderQuery = `query ($id: ID!) { order(id: $id) { ${order} lineItems(first: 250) { ${lineItems} } } }`;

const product = `id title description productType tags status onlineStoreUrl updatedAt featuredMedia { preview { image { url } } }
  variants(first: 50) { nodes { id sku price inventoryQuantity inventoryPolicy inventoryItem { tracked } selectedOptions { name value } } pageInfo { hasNextPage } }`;
export const productsQuery = `query ($after: String, $query: String) {
  products(first: 8, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${product} } pageInfo { hasNextPage endCursor } }
}`;
export const productQuery = `query ($id: ID!) { product(id: $id) { ${product.replace('variants(first: 50)', 'variants(first: 250)')} } }`;

export const cartsQuery = `query ($after: String, $query: String) {
  abandonedCheckouts(first: 20, after: $after, query: $query) {
    nodes {
      id abandonedCheckoutUrl completedAt updatedAt totalPriceSet { ${money} }
      customer { id defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
      lineItems(first: 20) { nodes { sku title quantity originalUnitPriceSet { ${money} } image { url } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const cancelMutation = `mutation ($id: ID!, $note: String) {
  orderCancel(orderId: $id, reason: CUSTOMER, refundMethod: { originalPaymentMethodsRefund: true }, restock: true, notifyCustomer: false, staffNote: $note) {
    job { id done } orderCancelUserErrors { field message code }
  }
}`;
export const addressMutation = `mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { id } userErrors { field message } } }`;

export const variantQuery = 'query ($query: String) { productVariants(first: 5, query: $query) { nodes { id sku } } }';
/** An edit is a draft until it is committed: https://shopify.dev/docs/apps/build/orders-fulfillment/order-management-apps/edit-orders */
export const editBeginMutation = `mutation ($id: ID!) {
  orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 100) { nodes { id sku title quantity } } } userErrors { field message } }
}`;
export const editQuantityMutation = `mutation ($id: ID!, $lineItemId: ID!) {
  orderEditSetQuantity(id: $id, lineItemId: $lineItemId, quantity: 0, restock: true) { calculatedOrder { id } userErrors { field message } }
}`;
export const editAddMutation = `mutation ($id: ID!, $variantId: ID!, $quantity: Int!) {
  orderEditAddVariant(id: $id, variantId: $variantId, quantity: $quantity, allowDuplicates: true) { calculatedOrder { id } userErrors { field message } }
}`;
export const editCommitMutation = `mutation ($id: ID!, $note: String) {
  orderEditCommit(id: $id, notifyCustomer: false, staffNote: $note) { order { id } userErrors { field message } }
}`;

export const returnableQuery = `query ($id: ID!) {
  order(id: $id) {
    fulfillments(first: 10) { fulfillmentLineItems(first: 50) { nodes { id quantity lineItem { sku title } } } }
    returns(first: 20) { nodes { id returnLineItems(first: 20) { nodes { customerNote } } } }
  }
}`;
export const returnMutation = `mutation ($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id status } userErrors { field message code } } }`;

export const couponMutation = `mutation ($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) { codeDiscountNode { id } userErrors { field message code } }
}`;
export const freeShippingMutation = `mutation ($discount: DiscountCodeFreeShippingInput!) {
  discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) { codeDiscountNode { id } userErrors { field message code } }
}`;
