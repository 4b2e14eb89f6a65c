/** The `msgid` of our messages: up to 32 of [0-9a-zA-Z_-], unique within a customer-service account. */
import { createHash } from 'node:crypto';
import type { ChannelMemory } from '../../src/channel.ts';

/** WeCom tells of a failure within moments; who sends a message once more does so within days, ms. */
const failedFor = 7 * 86_400_000;
/** Tries of one message after WeCom took it and reported it as failed. */
const mostTries = 20;

const made = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 32);
const place = (id: string): string => `failed:${id}`;

/** Notes that WeCom took this message and reported later that it was not delivered: its id is used up. */
export async function markFailed(memory: ChannelMemory, id: string): Promise<void> {
  await memory.set(place(id), '1', failedFor);
}

/**
 * Returns the id that belongs to `key`: the same at every try, so that a message in doubt can be sent again; another one only after WeCom itself
 * reported the message as failed.
 */
export async function messageIdOf(memory: ChannelMemory, key: string): Promise<string> {
  let id = made(key);
  for (let n = 1; n < mostTries && (await memory.get(place(id))) !== null; n++) id = made(`${key}#${n}`);
  return id;
}
