/** What the server tells the pages of a call: each page reads it by these shapes. */
import * as z from 'zod/mini';

export const callShown = z.object({
  state: z.enum(['open', 'ringing', 'talking', 'ended', 'missed']),
  talked: z.optional(z.number()),
  over: z.optional(z.number()),
});
/** The call as it stands on the channel's side; null where it is one between two pages. */
export const voiceShown = z.nullable(z.object({ out: z.boolean(), sdp: z.optional(z.string()), rings: z.boolean() }));
export type Voice = NonNullable<z.infer<typeof voiceShown>>;
const sides = z.enum(['customer', 'shop']);
const what = z.enum(['still', 'recording']);
/** A call between two pages, with what the customer is asked. */
export const talkShown = z.extend(callShown, {
  who: z.optional(z.string()),
  here: z.object({ customer: z.boolean(), shop: z.boolean() }),
  ask: z.optional(z.object({ id: z.string(), what, of: z.optional(sides) })),
  answered: z.optional(z.object({ id: z.string(), what, yes: z.boolean(), failed: z.optional(z.literal(1)) })),
  recording: z.optional(z.object({ id: z.string(), since: z.number(), until: z.number() })),
});
export type Side = z.infer<typeof sides>;
export type CallShown = z.infer<typeof talkShown>;

const ways = {
  ice: z.array(z.object({ urls: z.union([z.string(), z.array(z.string())]), username: z.optional(z.string()), credential: z.optional(z.string()) })),
  relay: z.boolean(),
};
/** `recording`: the shop may ask to record. A page that was loaded again gets no new `key`. */
export const joined = z.object({ ...ways, recording: z.boolean(), key: z.optional(z.string()) });
export type Joined = z.infer<typeof joined>;

const from = z.string();
/** What the other page says of the connection; the server let it through. */
export const signal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), from, reply: z.boolean() }),
  z.object({
    type: z.literal('description'),
    ...{ from, to: z.string() },
    description: z.object({ type: z.enum(['offer', 'answer', 'rollback', 'pranswer']), sdp: z.optional(z.string()) }),
  }),
  z.object({
    type: z.literal('candidate'),
    ...{ from, to: z.string() },
    candidate: z.nullable(
      z.object({
        candidate: z.optional(z.string()),
        sdpMid: z.nullish(z.string()),
        sdpMLineIndex: z.nullish(z.number()),
        usernameFragment: z.nullish(z.string()),
      }),
    ),
  }),
]);
export type Signal = z.infer<typeof signal>;

const text = z.catch(z.optional(z.string()), undefined);
/** A product as it is shown; a link of another kind than http is left out. */
export const card = z.object({ title: z.string(), text, link: z.catch(z.optional(z.string().check(z.regex(/^https?:\/\//i))), undefined) });
export type Card = z.infer<typeof card>;
export const cardSent = z.object({ card });
export const cardsFound = z.object({ items: z.array(z.object({ id: z.string(), card })) });

export const ringing = z.array(z.object({ id: z.string(), conversation: z.string() }));
export const link = z.object({ token: z.string(), voice: z.optional(z.literal(true)) });

export const voiceJoined = z.object({
  ...ways,
  voice: voiceShown,
  key: z._default(z.string(), ''),
});
export type VoiceJoined = z.infer<typeof voiceJoined>;
export const refused = z.object({ error: z.object({ code: z.string() }) });

/** Reads a text by its shape; null when it is nothing of the kind. */
export function readAs<T extends z.ZodMiniType>(shape: T, text: string): z.infer<T> | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
