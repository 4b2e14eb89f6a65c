/** The variables of stores, as data. `need`: without it the store cannot be read. */
export interface StoreVariable {
  name: string;
  store: 'shopify' | 'woocommerce' | 'medusa' | 'http';
  need: boolean;
  secret: boolean;
  en: string;
  zh: string;
}

const of = (store: StoreVariable['store'], name: string, need: boolean, secret: boolean, en: string, zh: string): StoreVariable => ({
  store,
  name,
  need,
  secret,
  en,
  zh,
});

export const storeVariables: readonly StoreVariable[] = [
  of('shopify', 'SHOPIFY_SHOP', true, false, 'Shopify: the shop, e.g. your-shop.myshopify.com', 'Shopify：店铺域名，例如 your-shop.myshopify.com'),
  of('shopify', 'SHOPIFY_TOKEN', true, true, 'Shopify: Admin API access token of your app (shpat_...)', 'Shopify：自建应用的 Admin API 访问令牌（shpat_…）'),
  of(
    'shopify',
    'SHOPIFY_WEBHOOK_SECRET',
    false,
    true,
    "Shopify: the app's client secret, which signs its webhooks",
    'Shopify：应用的 client secret，用来核对 webhook 签名',
  ),
  of('shopify', 'SHOPIFY_API_ROOT', false, false, 'Shopify: another address of the API, for tests', 'Shopify：测试用的接口地址'),
  of(
    'woocommerce',
    'WOO_URL',
    true,
    false,
    'WooCommerce: address of the site, e.g. https://your-shop.example',
    'WooCommerce：网站地址，例如 https://your-shop.example',
  ),
  of('woocommerce', 'WOO_KEY', true, true, 'WooCommerce: consumer key (ck_...), with read and write', 'WooCommerce：REST API 的消费者密钥 ck_…，权限选读写'),
  of('woocommerce', 'WOO_SECRET', true, true, 'WooCommerce: consumer secret (cs_...)', 'WooCommerce：消费者密码 cs_…'),
  of('woocommerce', 'WOO_WEBHOOK_SECRET', false, true, 'WooCommerce: the secret that you gave the webhooks', 'WooCommerce：创建 webhook 时填写的密钥'),
  of(
    'medusa',
    'MEDUSA_URL',
    true,
    false,
    'Medusa: address of the backend, e.g. https://api.your-shop.example',
    'Medusa：后端地址，例如 https://api.your-shop.example',
  ),
  of('medusa', 'MEDUSA_TOKEN', true, true, 'Medusa: secret API key (sk_...)', 'Medusa：Secret API key（sk_…）'),
  of('http', 'SHOP_HTTP_TOKEN', false, true, 'Other stores (shop.http): the key of their API', '其他店铺系统（shop.http）：接口密钥'),
  of('http', 'SHOP_HTTP_WEBHOOK_SECRET', false, true, 'Other stores: the secret that signs their webhooks', '其他店铺系统：核对 webhook 签名的密钥'),
];
