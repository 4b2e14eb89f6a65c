import { mutant } from '../contract/mutants.ts';
import { call, type Provider, spoiled, written } from '../provider.ts';
import { startBotApi } from './bot-api-server.ts';

const secret = 'c0ffee0123456789abcdef';

export async function open(): Promise<Provider> {
  const api = await startBotApi();
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  const update = (customer: number, number: number) => ({
    update_id: customer * 100_000 + number,
    message: {
      message_id: number,
      date: 1_750_000_000 + number,
      from: { id: customer, is_bot: false, first_name: 'Li', language_code: 'en' },
      chat: { id: customer, type: 'private', first_name: 'Li' },
      text: `m${number}`, // A bare number can mean something of its own: 88 is "bye-bye" in Chinese.
    },
  });
  return {
    env: {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.url,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: secret,
    },
    user: String,
    write: async (url, customer, number) => (await call(url, 'telegram', { headers, body: written(update(customer, number)) }))?.status === 200,
    arrived: () => api.messages.map(({ body }) => ({ customer: Number(body.chat_id), text: String(body.text) })),
    damaged: (raw, n) => ({ headers, body: written(mutant(raw, n)) }),
    forged: (customer, n) => ({
      headers: { ...headers, 'x-telegram-bot-api-secret-token': spoiled(secret, n) },
      body: written(update(customer, n + 1)),
    }),
    close: () => api.close(),
  };
}
