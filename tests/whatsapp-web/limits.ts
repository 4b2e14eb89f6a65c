/** What Client.sendMessage and the page behind it take: https://docs.wwebjs.dev/Client.html#sendMessage */
import { z } from 'zod';
import type { ProviderRequest } from '../../src/channel.ts';

const options = z.strictObject({
  linkPreview: z.boolean().optional(),
  parseVCards: z.boolean().optional(),
  caption: z.string().min(1).max(1024).optional(),
  sendAudioAsVoice: z.boolean().optional(),
  sendMediaAsDocument: z.boolean().optional(),
});
const text = z.object({
  chatId: z.string().min(1),
  content: z.string().min(1).max(65_536),
  options: options.omit({ caption: true, sendAudioAsVoice: true, sendMediaAsDocument: true }),
});
const location = z.object({
  chatId: z.string().min(1),
  content: z.object({
    location: z.strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      name: z.string().min(1).optional(),
      address: z.string().min(1).optional(),
    }),
  }),
  options: z.strictObject({}),
});
const media = z.object({
  chatId: z.string().min(1),
  content: z.object({ media: z.literal('attach://media') }),
  options: options.omit({ linkPreview: true, parseVCards: true }),
});

/** Why a request would be refused; null when it is taken. */
export function violation({ method, body, media: files }: ProviderRequest): string | null {
  if (method !== 'sendMessage') return `the library has no method ${method} for messages`;
  const parsed = z.union([text, location, media]).safeParse(body);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const needsFile = typeof parsed.data.content === 'object' && 'media' in parsed.data.content;
  return needsFile === (files?.media !== undefined) ? null : 'a file is missing or too many';
}
