import { mutant } from '../contract/mutants.ts';
import { call, type Provider, spoiled } from '../provider.ts';
import { record } from './graph-rules.ts';
import { startGraph } from './graph-server.ts';

export async function open(): Promise<Provider> {
  const graph = await startGraph();
  const user = (customer: number) => `CN.${customer}`;
  function webhook(customer: number, number: number) {
    const contacts = [{ profile: { name: 'Li Na' }, user_id: user(customer) }];
    const message = {
      from_user_id: user(customer),
      id: `wamid.${customer}.${number}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'text',
      text: { body: `m${number}` },
    };
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: graph.phoneId }, contacts, messages: [message] };
    return { object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [{ field: 'messages', value }] }] };
  }
  return {
    env: {
      WHATSAPP_CLOUD_TOKEN: graph.token,
      WHATSAPP_CLOUD_PHONE_ID: graph.phoneId,
      WHATSAPP_CLOUD_APP_SECRET: graph.appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: graph.verifyToken,
      WHATSAPP_CLOUD_BUSINESS_ID: graph.businessId,
      WHATSAPP_CLOUD_API_ROOT: graph.url,
    },
    user,
    write: async (url, customer, number) => (await call(url, 'whatsapp-cloud', graph.signed(webhook(customer, number))))?.status === 200,
    arrived: () =>
      graph.messages.map((sent) => ({ customer: Number(String(sent.recipient ?? sent.to).replace('CN.', '')), text: String(record(sent.text).body) })),
    damaged: (raw, n) => graph.signed(mutant(raw, n) ?? null),
    forged(customer, n) {
      const { body, headers } = graph.signed(webhook(customer, n + 1));
      const signature = headers['x-hub-signature-256']?.slice('sha256='.length) ?? '';
      return { body, headers: { 'x-hub-signature-256': `sha256=${spoiled(signature, n)}` } };
    },
    close: () => graph.close(),
  };
}
