/** Finding about the store of the shop: its settings, and, asked for, whether it answers. */
import { storeOf } from '../app/store-link.ts';
import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { type Finding, mind, missing } from './finding.ts';

/** Lists what is wrong with the store. With `isOnline` the store is asked once, which takes as long as it takes to answer, 45 s at most. */
export async function storeFindings(
  { config: { shop }, environment }: { config: Pick<Config, 'shop'>; environment: Pick<Environment, 'stores'> },
  isOnline: boolean,
): Promise<Finding[]> {
  const source = shop.source ?? 'files';
  const page = { en: 'docs/stores.md shows what is needed, and where it stands', zh: '需要什么、在哪里找，见 docs/stores.zh-CN.md' };
  const choice = storeOf({ shop, values: environment.stores, now: Date.now });
  if (!choice.ok) return choice.problems.map((problem) => missing('.env', { en: problem, zh: problem }, page));
  if (!choice.adapter) return [];
  const found: Finding[] = [];
  const secret = { shopify: 'SHOPIFY_WEBHOOK_SECRET', woocommerce: 'WOO_WEBHOOK_SECRET', http: 'SHOP_HTTP_WEBHOOK_SECRET', medusa: undefined }[
    choice.adapter.name
  ];
  if (secret && choice.adapter.can.has('webhook') && !environment.stores[secret])
    found.push(
      mind(
        secret,
        {
          en: 'not set: webhooks of the store are refused, and changes are seen by the next poll',
          zh: '没有设置：店铺系统的 webhook 会被拒收，变动要等下一次轮询',
        },
        page,
      ),
    );
  if (!isOnline) return found;
  const answer = await choice.adapter.ping();
  if (!answer.ok) found.push(missing(`shop.source ${source}`, { en: answer.detail, zh: `店铺系统没有接通：${answer.detail}` }, page));
  else if (answer.value.currency !== undefined && answer.value.currency !== shop.currency)
    found.push(
      mind(
        'shop.currency',
        { en: `${shop.currency}, and the store sells in ${answer.value.currency}`, zh: `写的是 ${shop.currency}，店铺系统用的是 ${answer.value.currency}` },
        { en: `write currency: ${answer.value.currency}`, zh: `改成 currency: ${answer.value.currency}` },
      ),
    );
  return found;
}
