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
export const voiceJoined = z.object({
  ice: z.array(z.object({ urls: z.union([z.string(), z.array(z.string())]), username: z.optional(z.string()), credential: z.optional(z.string()) })),
  relay: z.boolean(),
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
