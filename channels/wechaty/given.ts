/** Values that the channel gives to its process for a start. */
import { z } from 'zod';

export const given = z.object({
  puppet: z.string(),
  token: z.string().optional(),
  endpoint: z.string().optional(),
  ca: z.string().optional(),
  rooms: z.enum(['ignore', 'mention']),
  friendRequests: z.enum(['ask', 'accept']),
  timing: z.object({
    firstWait: z.number(),
    mostWait: z.number(),
    quiet: z.number(),
    answer: z.number(),
    stop: z.number(),
    call: z.number(),
    code: z.number(),
  }),
});
export type Given = z.infer<typeof given>;
