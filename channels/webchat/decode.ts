import { z } from 'zod';
import type { DecodeContext } from '../../src/channel.ts';
import type { InboundEvent, Media, Part, Profile } from '../../src/message.ts';

/** Most UTF-16 code units of one message of a visitor. */
export const maxText = 4_000;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const person = { lang: z.string().max(35).optional(), name: z.string().max(100).optional() };
const mediaItem = z.object({
  stored: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
  mime: z.string().max(100),
  name: z.string().max(200).optional(),
  bytes: z.number().int().nonnegative().optional(),
});
const refs = z.array(z.string().min(1).max(512)).max(100).default([]);

/** What a browser may post. Our server checks it before it answers; `decode` checks it again, because it is total. */
const postSchema = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('message'), id, text: z.string().max(maxText).optional(), media: z.array(mediaItem).max(10).optional(), ...person })
    .refine((post) => Boolean(post.text?.trim()) || Boolean(post.media?.length), { path: ['text'], message: 'A message needs text or media.' }),
  z.object({ type: z.literal('pressed'), id, token: z.string().regex(/^[a-z0-9.]{1,32}$/), label: z.string().max(200).optional(), ...person }),
  z.object({ type: z.literal('started'), id, referral: z.string().max(256).optional(), ...person }),
  z.object({ type: z.literal('receipts'), delivered: refs, read: refs }),
  z.object({ type: z.literal('typing') }),
]);

/** `u-` and the 128 characters that a shop's own id may have, up to two UTF-16 code units each. */
const longestUser = 2 + 2 * 128;
const rawSchema = z.object({ user: z.string().min(1).max(longestUser), post: postSchema });

/**
 * Turns what our server took from a browser, `{ user, post }`, into events. `user` comes from the verified token, never from
 * the browser's body. Total: anything else gives []. Ids are made unique across visitors with the user as prefix.
 */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = rawSchema.safeParse(raw);
  if (!parsed.success) return [];
  const { user, post } = parsed.data;
  const base = { from: { channel: 'webchat', account: context.account, user }, at: context.now };
  if (post.type === 'typing') return [{ ...base, type: 'typing', id: `${user}.typing.${context.now}` }];
  if (post.type === 'receipts') {
    const receipts = (list: string[], status: 'delivered' | 'read'): InboundEvent[] =>
      list.map((ref) => ({ ...base, type: 'receipt', id: `${user}.${status}.${ref}`, ref, status }));
    return [...receipts(post.delivered, 'delivered'), ...receipts(post.read, 'read')];
  }
  const profile = profileOf(post);
  const head = { ...base, id: `${user}.${post.id}`, ...(profile && { profile }) };
  if (post.type === 'pressed') return [{ ...head, type: 'pressed', token: post.token, ...(post.label && { label: clean(post.label) }) }];
  if (post.type === 'started') return [{ ...head, type: 'started', ...(post.referral && { referral: post.referral }) }];
  const parts: Part[] = (post.media ?? []).map(({ stored, mime, name, bytes }) => mediaPart({ stored, mime, name, bytes }));
  if (post.text?.trim()) parts.push({ type: 'text', text: clean(post.text) });
  return [{ ...head, type: 'message', parts }];
}

function profileOf(post: { lang?: string; name?: string }): Profile | undefined {
  if (!post.lang && !post.name) return undefined;
  return { ...(post.name && { name: clean(post.name) }), ...(post.lang && { lang: post.lang }) };
}

function mediaPart(found: Media): Part {
  const media: Media = {
    stored: found.stored ?? '',
    mime: found.mime ?? '',
    ...(found.name && { name: clean(found.name) }),
    ...(found.bytes && { bytes: found.bytes }),
  };
  const kind = media.mime?.split('/')[0];
  if (kind === 'image' || kind === 'audio' || kind === 'video') return { type: kind, media };
  return { type: 'file', media };
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Well-formed Unicode without control characters; line ends become \n. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(control, '').replace(loneSurrogate, '\uFFFD').trim();
}
