/** What wechaty's puppet methods take, by their signatures (https://github.com/wechaty/puppet, `PuppetInterface` and its payloads). */
import { z } from 'zod';
import type { ProviderRequest } from '../../src/channel.ts';

const filled = z.string().refine((text) => text.trim() !== '' && !/\p{Surrogate}/u.test(text), 'empty or half characters');
const text = filled.refine((value) => value.length <= 2_000, 'too long');
const webAddress = z.string().regex(/^https?:\/\/\S+$/);
const call = { conversationId: z.string().min(1), instead: text.optional() };

const methods: Record<string, z.ZodType> = {
  messageSendText: z.strictObject({ conversationId: call.conversationId, text, mentionIdList: z.array(z.string().min(1)).min(1).optional() }),
  messageSendFile: z.strictObject({ ...call, instead: text }),
  messageForward: z.strictObject({ ...call, messageId: filled, instead: text }),
  messageSendUrl: z.strictObject({
    ...call,
    instead: text,
    urlLink: z.strictObject({
      url: webAddress,
      title: filled.refine((title) => title.length <= 100),
      description: filled.optional(),
      thumbnailUrl: webAddress.optional(),
    }),
  }),
  messageSendLocation: z.strictObject({
    ...call,
    instead: text,
    location: z.strictObject({
      accuracy: z.number(),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      name: filled,
      address: filled,
    }),
  }),
};

/** Why no puppet would take it; null when it is fine. */
export function violation({ method, body, media }: ProviderRequest): string | null {
  const schema = methods[method];
  if (!schema) return `the puppet has no method ${method}`;
  const parsed = schema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  const files = Object.keys(media ?? {});
  const wanted = method === 'messageSendFile' ? 'fileBox' : '';
  return files.join() === wanted ? null : `${method} with the files "${files.join()}"`;
}
