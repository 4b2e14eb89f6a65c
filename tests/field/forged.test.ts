/** What the field gets wrong: a plain POST without a valid signature is accepted. */

import { expect, test } from 'vitest';
import telegram from '../../channels/telegram/index.ts';
import type { HookRequest } from '../../src/channel.ts';
import { testContext } from '../channel-context.ts';

const update = {
  update_id: 1,
  message: { message_id: 1, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false, first_name: 'A' }, text: 'hi' },
};
const post = (headers: HookRequest['headers']): HookRequest => ({
  method: 'POST',
  query: new URLSearchParams(),
  headers,
  body: Buffer.from(JSON.stringify(update)),
});

async function channel(settings: Record<string, string>) {
  return telegram.create(testContext(telegram, { settings, now: () => 1000 }));
}

test('a POST is taken with the right secret only, and never when no secret is set', async () => {
  const guarded = await channel({ token: '1:abc', mode: 'webhook', webhookSecret: 'right-secret-of-the-shop' });
  const secret = 'x-telegram-bot-api-secret-token';
  expect(guarded.hook?.(post({ [secret]: 'right-secret-of-the-shop' }), 1000)).toMatchObject({ ok: true, events: [{ type: 'message' }] });
  for (const headers of [{}, { [secret]: '' }, { [secret]: 'wrong' }, { [secret]: 'right-secret-of-the-shop2' }]) {
    expect(guarded.hook?.(post(headers), 1000)).toMatchObject({ ok: false, reason: 'signature' });
  }
  const open = await channel({ token: '1:abc', mode: 'poll' });
  for (const headers of [{}, { [secret]: '' }, { [secret]: 'undefined' }])
    expect(open.hook?.(post(headers), 1000)).toMatchObject({ ok: false, reason: 'no_secret' });
});
