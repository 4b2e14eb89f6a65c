/** Shapes of what the API answers, as far as the page reads them. */
import * as z from 'zod/mini';

export const roles = ['owner', 'editor', 'agent'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const me = z.object({ id: z.string(), name: z.string(), role, session: z.string(), permissions: z.array(z.string()), lacks: z.optional(z.boolean()) });
export type Me = z.infer<typeof me>;
export const person = z.object({ id: z.string(), name: z.string(), role });
export const invitation = z.object({ role, name: z.optional(z.string()) });
export const link = z.object({ url: z.string(), expires: z.number() });
export const nothing = z.unknown();

const listOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), next: z.optional(z.string()) });

export const planned = z.object({
  id: z.string(),
  act: z.enum(['say', 'close', 'assign']),
  by: z.string(),
  to: z.optional(z.string()),
  at: z.number(),
  text: z.optional(z.string()),
  scheduled: z.optional(z.boolean()),
  asks: z.optional(z.boolean()),
});
export type Planned = z.infer<typeof planned>;
export const conversation = z.object({
  id: z.string(),
  channel: z.string(),
  account: z.string(),
  user: z.string(),
  contact: z.object({ id: z.string(), name: z.optional(z.string()), lang: z.optional(z.string()), tags: z.array(z.string()) }),
  state: z.enum(['open', 'handoff', 'closed']),
  owner: z.string(),
  lastAt: z.number(),
  preview: z.string(),
  reachable: z.boolean(),
  messages: z.number(),
  waits: z.optional(z.number()),
  cause: z.optional(z.string()),
  lost: z.optional(z.string()),
  later: z.optional(z.nullable(z.number())),
  planned: z.optional(z.array(planned)),
  window: z.optional(z.object({ open: z.boolean(), until: z.optional(z.number()), messages: z.optional(z.number()) })),
  voiceCall: z.optional(z.boolean()),
});
export type Conversation = z.infer<typeof conversation>;
export const conversationList = listOf(conversation);
export type ConversationList = z.infer<typeof conversationList>;

const media = z.object({ url: z.optional(z.string()), stored: z.optional(z.string()), name: z.optional(z.string()), mime: z.optional(z.string()) });
export const part = z.looseObject({
  type: z.string(),
  text: z.optional(z.string()),
  caption: z.optional(z.string()),
  media: z.optional(media),
  transcript: z.optional(z.object({ text: z.string() })),
  unheard: z.optional(z.string()),
  seen: z.optional(z.object({ text: z.optional(z.string()) })),
  name: z.optional(z.string()),
  address: z.optional(z.string()),
  phone: z.optional(z.string()),
  url: z.optional(z.string()),
  title: z.optional(z.string()),
  label: z.optional(z.string()),
  kind: z.optional(z.string()),
  card: z.optional(z.object({ title: z.string(), text: z.optional(z.string()) })),
});
export type Part = z.infer<typeof part>;
export const message = z.object({
  id: z.string(),
  n: z.number(),
  at: z.number(),
  direction: z.enum(['in', 'out']),
  author: z.string(),
  parts: z.array(part),
  choices: z.optional(z.array(z.string())),
  status: z.string(),
  reason: z.optional(z.object({ en: z.string(), zh: z.string() })),
});
export type Message = z.infer<typeof message>;
export const messageList = listOf(message);

export const note = z.object({ id: z.string(), at: z.number(), by: z.string(), text: z.string() });
export type Note = z.infer<typeof note>;
export const noteList = listOf(note);

export const counts = z.object({ needs_reply: z.number(), mine: z.number(), unassigned: z.number(), later: z.number() });
export const ringingCalls = z.array(z.object({ id: z.string(), conversation: z.string(), since: z.number() }));
export type RingingCall = z.infer<typeof ringingCalls>[number];
export const voiceState = z.object({
  permission: z.enum(['none', 'temporary', 'permanent']),
  until: z.optional(z.number()),
  may_call: z.boolean(),
  may_ask: z.boolean(),
  unanswered: z.number(),
});
export const voiceAsked = z.object({ asked: z.boolean() });
export const voiceMade = z.object({ id: z.string(), shop: link });
export const keptFile = z.object({ type: z.enum(['image', 'audio', 'video', 'file']), stored: z.string(), name: z.string(), bytes: z.number() });
export type KeptFile = z.infer<typeof keptFile>;
export const templateList = listOf(z.object({ name: z.string(), lang: z.string(), params: z.array(z.string()) }));

export const contact = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  lang: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  verifiedPhone: z.optional(z.string()),
  tags: z.array(z.string()),
  consent: z.record(z.string(), z.optional(z.boolean())),
  addresses: z.array(z.string()),
  createdAt: z.number(),
  merged: z.optional(z.array(z.string())),
});
export const mergedContact = z.extend(contact, { refused: z.array(z.string()) });
export const orderList = listOf(
  z.object({
    number: z.string(),
    status: z.string(),
    statusText: z.object({ en: z.string(), zh: z.string() }),
    total: z.number(),
    currency: z.string(),
    placedAt: z.number(),
    items: z.array(z.object({ title: z.record(z.string(), z.string()), quantity: z.number() })),
    parcels: z.array(z.object({ carrier: z.optional(z.string()), number: z.string() })),
  }),
);
export const consentList = listOf(z.object({ at: z.number(), purpose: z.string(), granted: z.boolean(), words: z.string() }));

export const team = listOf(z.object({ id: z.string(), name: z.string(), role, off: z.boolean() }));
export const sessionList = listOf(z.object({ id: z.string(), at: z.number(), seen: z.number(), ip: z.string(), agent: z.string(), current: z.boolean() }));
export const auditList = listOf(
  z.object({
    id: z.string(),
    at: z.number(),
    who: z.string(),
    from: z.string(),
    agent: z.optional(z.string()),
    what: z.string(),
    of: z.optional(z.string()),
    customer: z.optional(z.string()),
    before: z.optional(z.unknown()),
    after: z.optional(z.unknown()),
  }),
);

export const present = z.array(z.object({ who: z.string(), typing: z.boolean() }));
export type Present = z.infer<typeof present>;
export const presence = z.object({ conversation: z.string(), present });
export const presentNow = z.object({ present });

export const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
