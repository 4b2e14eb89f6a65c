/** The shapes of what the API takes and gives. */
import { z } from 'zod';

const media = z.object({
  ref: z.string().optional(),
  url: z.string().optional(),
  stored: z.string().optional(),
  mime: z.string().optional(),
  name: z.string().optional(),
  bytes: z.number().optional(),
  seconds: z.number().optional(),
});
const withMedia = <T extends string>(type: T) => z.object({ type: z.literal(type), media, caption: z.string().optional() });

export const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  withMedia('image'),
  withMedia('audio').extend({ voice: z.boolean().optional() }),
  withMedia('video'),
  withMedia('file'),
  z.object({ type: z.literal('place'), latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() }),
  z.object({ type: z.literal('person'), name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
  z.object({ type: z.literal('link'), url: z.string(), title: z.string().optional() }),
  z.object({
    type: z.literal('product'),
    card: z.object({
      title: z.string(),
      text: z.string().optional(),
      image: z.string().optional(),
      link: z.string().optional(),
      button: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('pressed'), token: z.string(), label: z.string().optional() }),
  z.object({ type: z.literal('unsupported'), kind: z.string() }),
]);

const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const sendMedia = z
  .strictObject({ url: webUrl.optional(), stored: z.string().max(100).optional(), name: z.string().max(200).optional() })
  .refine((given) => (given.url === undefined) !== (given.stored === undefined), 'give either url or stored');
const sendWithMedia = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), media: sendMedia, caption: z.string().max(1_024).optional() });

/** What a person may send: text, media by URL or from our media store, a link. */
export const sendPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().trim().min(1).max(8_000) }),
  sendWithMedia('image'),
  sendWithMedia('audio'),
  sendWithMedia('video'),
  sendWithMedia('file'),
  z.strictObject({ type: z.literal('link'), url: webUrl, title: z.string().max(200).optional() }),
]);

const place = z.object({ flow: z.string(), version: z.string(), at: z.string(), verb: z.string().optional(), line: z.number().optional() });
const run = z.object({
  id: z.string(),
  kind: z.enum(['service', 'promo']),
  stack: z.array(place),
  waiting: z.string().optional(),
  since: z.number().optional(),
});

export const conversationSummary = z.object({
  id: z.string(),
  channel: z.string(),
  account: z.string(),
  user: z.string(),
  contact: z.object({ id: z.string(), name: z.string().optional(), lang: z.string().optional(), tags: z.array(z.string()) }),
  state: z.enum(['open', 'handoff', 'closed']),
  owner: z.string().meta({ description: '`bot` or the name of the person who has it' }),
  lastAt: z.number(),
  preview: z.string(),
  reachable: z.boolean(),
});
export const conversationDetail = conversationSummary.extend({
  front: run.optional(),
  background: z.array(run),
  handoff: z.object({ since: z.number(), until: z.number(), team: z.string().optional() }).optional(),
  waitingToSend: z.number(),
});

export const message = z.object({
  id: z.string(),
  n: z.number(),
  at: z.number(),
  direction: z.enum(['in', 'out']),
  author: z.string(),
  parts: z.array(part),
  choices: z.array(z.string()).optional(),
  class: z.enum(['reply', 'service', 'promo']).optional(),
  status: z.enum(['received', 'queued', 'sending', 'held', 'sent', 'delivered', 'read', 'failed', 'unknown', 'withdrawn', 'moved']),
  movedTo: z.string().optional().meta({ description: 'The conversation where it went out instead' }),
  movedFrom: z.string().optional().meta({ description: 'The conversation that it was written in' }),
  reason: z.object({ code: z.string(), en: z.string(), zh: z.string() }).optional(),
  detail: z.string().optional(),
  doubled: z.boolean().optional(),
});

export const contact = z.object({
  id: z.string(),
  name: z.string().optional(),
  lang: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  externalId: z.string().optional(),
  tags: z.array(z.string()),
  vars: z.record(z.string(), z.unknown()),
  consent: z.object({ marketing: z.boolean().optional(), review: z.boolean().optional() }),
  addresses: z.array(z.string()),
  createdAt: z.number(),
  seenAt: z.number(),
});

export const problem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});
