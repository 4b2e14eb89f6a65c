/** What one page of a call may tell the other one. Anything else is refused whole. */
import type { Response } from 'express';
import { z } from 'zod';
import { sendRefusal } from '../api/express-routes.ts';

/** Id of a page's life: a page that was loaded again is another one. */
const life = z.string().regex(/^[\w-]{8,60}$/);
/** Descriptions of one picture, one sound and a data channel are 3 to 9 KB in Chromium, Firefox and Safari. */
const sdp = z.string().max(24_000);

export const signalSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), from: life, reply: z.boolean() }),
  z.strictObject({
    type: z.literal('description'),
    from: life,
    to: life,
    description: z.strictObject({ type: z.enum(['offer', 'answer', 'rollback', 'pranswer']), sdp }),
  }),
  z.strictObject({
    type: z.literal('candidate'),
    from: life,
    to: life,
    candidate: z
      .strictObject({
        candidate: z.string().max(1_000),
        sdpMid: z.string().max(40).nullish(),
        sdpMLineIndex: z.number().int().min(0).max(20).nullish(),
        usernameFragment: z.string().max(300).nullish(),
      })
      .nullable(),
  }),
]);

/** Reads what a page sent; what is not valid is answered, and null. */
export function checked<T>(schema: z.ZodType<T>, given: unknown, response: Response): T | null {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  sendRefusal(response, { status: 422, code: 'invalid', message: issue?.message ?? 'not valid', field: issue?.path.join('.') });
  return null;
}

/** What the shop's side asks the customer for, and the answer. */
export const askSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('still'), of: z.enum(['customer', 'shop']) }),
  z.strictObject({ what: z.literal('recording') }),
]);
/** `failed`: the customer agreed to a picture that could not be had. */
export const answerAskSchema = z.strictObject({ ask: z.uuid(), yes: z.boolean(), failed: z.boolean().optional() });
export const stillSchema = z.strictObject({ ask: z.uuid() });
/** Part of a recording: at 256 kB each, more parts than the largest recording has. */
export const partSchema = z.strictObject({ id: z.uuid(), n: z.coerce.number().int().min(0).max(20_000) });

export const tokenSchema = z.strictObject({ token: z.string().max(100) });
export const answerSchema = z.strictObject({ call: z.string().max(40), who: z.string().trim().max(80).optional() });
/** Words that the shop's side looks for products with; and which of those found is sent. */
export const wordsSchema = z.strictObject({ words: z.string().trim().min(1).max(200) });
export const cardSchema = wordsSchema.extend({ product: z.string().min(1).max(200), id: z.uuid() });
