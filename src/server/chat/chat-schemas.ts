/** Schemas of what browsers may post to `/chat`, checked at the edge; the channel's decoder checks it once more. */
import { z } from 'zod';
import { longestToken, longestUser } from '../operations/bearer.ts';

const maxText = 4_000;
const clientId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, - and _, at most 64');
const person = { lang: z.string().max(35).optional(), name: z.string().max(100).optional() };
const mediaItem = z.strictObject({
  stored: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
  mime: z.string().max(100),
  name: z.string().max(200).optional(),
  bytes: z.number().int().nonnegative().optional(),
});
export const messageSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('message'),
      id: clientId,
      text: z.string().max(maxText, `at most ${maxText} characters`).optional(),
      media: z.array(mediaItem).max(10).optional(),
      ...person,
    })
    .refine((post) => Boolean(post.text?.trim()) || Boolean(post.media?.length), { path: ['text'], message: 'write a text or send a file' }),
  z.strictObject({
    type: z.literal('pressed'),
    id: clientId,
    token: z.string().regex(/^[a-z0-9.]{1,32}$/, 'not a token of ours'),
    label: z.string().max(maxText).optional(),
    /** Answers to a form by the names of its questions. */
    fields: z
      .record(z.string().max(100), z.string().max(1_000, 'at most 1000 characters'))
      .refine((given) => Object.keys(given).length <= 30, 'at most 30 answers')
      .optional(),
    ...person,
  }),
  z.strictObject({ type: z.literal('started'), id: clientId, referral: z.string().max(256).optional(), ...person }),
]);
const refs = z.array(z.string().min(1).max(512)).max(100);
export const receiptsSchema = z.strictObject({ delivered: refs.default([]), read: refs.default([]) });
/** No half of a surrogate pair: in UTF-8 it would become the same sign as any other half, and two customers one. */
const signedUser = z.string().regex(new RegExp(`^\\P{Cs}{1,${longestUser}}$`, 'u'), `1 to ${longestUser} characters of well-formed Unicode`);
export const sessionSchema = z.strictObject({
  token: z.string().max(longestToken).optional(),
  user: signedUser.optional(),
  user_hash: z.string().max(160).optional(),
});
