/** Request that our server took from a browser: who it is, and what the browser posted. */
import { z } from 'zod';

/** Most UTF-16 code units of one message of a visitor. */
const maxText = 4_000;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const person = { lang: z.string().max(35).optional(), name: z.string().max(100).optional() };
const mediaItem = z.object({
  stored: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
  mime: z.string().max(100),
  name: z.string().max(200).optional(),
  bytes: z.number().int().nonnegative().optional(),
});
/** Page that our server found out itself; a browser cannot post one. */
const page = z.object({
  flow: z.string().max(100),
  path: z.string().max(300),
  product: z.string().max(200).optional(),
  data: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])).optional(),
});
const refs = z.array(z.string().min(1).max(512)).max(100).default([]);

/** Answers to a form by the names of its questions. */
const answers = z.record(z.string().max(100), z.string().max(1_000));

/** Body that a browser may post. Our server checks it before it answers; `decode` checks it again, because it is total. */
const postSchema = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('message'), id, text: z.string().max(maxText).optional(), media: z.array(mediaItem).max(10).optional(), ...person })
    .refine((post) => Boolean(post.text?.trim()) || Boolean(post.media?.length), { path: ['text'], message: 'A message needs text or media.' }),
  z.object({
    type: z.literal('pressed'),
    id,
    token: z.string().regex(/^[a-z0-9.]{1,32}$/),
    label: z.string().max(maxText).optional(),
    fields: answers.optional(),
    ...person,
  }),
  z.object({ type: z.literal('started'), id, referral: z.string().max(256).optional(), page: page.optional(), ...person }),
  z.object({ type: z.literal('receipts'), delivered: refs, read: refs }),
  z.object({ type: z.literal('typing') }),
]);
export type Post = z.input<typeof postSchema>;

/** `u-` and the 128 characters that a shop's own id may have, up to two UTF-16 code units each. */
const longestUser = 2 + 2 * 128;
export const rawSchema = z.object({ user: z.string().min(1).max(longestUser), post: postSchema });
