import type { DecodeContext } from '../../src/channel.ts';
import { clean } from '../../src/channel-kit/degrade/split.ts';
import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import type { InboundEvent, Media, Part, Profile } from '../../src/message.ts';
import { rawSchema } from './payload.ts';

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
  if (post.type === 'pressed') {
    const fields = post.fields && Object.fromEntries(Object.entries(post.fields).map(([name, said]) => [name, clean(said)]));
    return [{ ...head, type: 'pressed', token: post.token, ...(post.label && { label: clean(post.label) }), ...(fields && { fields }) }];
  }
  if (post.type === 'started') return [{ ...head, type: 'started', ...(post.referral && { referral: post.referral }), ...(post.page && { page: post.page }) }];
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
  return { type: mediaKind(media.mime), media };
}
